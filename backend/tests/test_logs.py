"""Logs and metrics tell about the server and nothing about people. (The whole run is checked in conftest.)"""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from backend import auth, logs
from backend.db import run_tx
from backend.people.models import Group
from backend.tests import cast
from backend.tests.cast import Visitor
from backend.tests.sign_in.journeys import connect_url

CANARY = "canary-4711"


@pytest.fixture
def lines(log: io.StringIO) -> Iterator[Any]:
    """What is logged from here on, parsed."""
    start = log.tell()
    yield lambda: [json.loads(line) for line in log.getvalue()[start:].splitlines()]


def test_a_request_is_one_line_with_the_name_of_its_route(stranger: Visitor, lines: Any) -> None:
    stranger.pages.get(connect_url(state=CANARY))
    (line,) = lines()
    assert {name: line[name] for name in ("event", "route", "method", "status")} == {
        "event": "request",
        "route": "connect.show",
        "method": "GET",
        "status": 200,
    }
    assert CANARY not in str(line)


def test_nothing_that_was_sent_gets_into_the_log(amira: Visitor, lines: Any) -> None:
    amira.patch(f"/api/v1/me?{CANARY}=1", json={CANARY: CANARY}, headers={"User-Agent": CANARY})
    amira.get(f"/{CANARY}")
    amira.pages.submit(connect_url(), {"device_name": CANARY, "code": CANARY})
    assert lines()
    assert CANARY not in str(lines())


@pytest.mark.adds_routes
def test_a_crash_is_logged_as_type_and_place_without_its_message(app: Flask, lines: Any) -> None:
    @auth.needs("employee")
    def crash() -> None:
        raise ValueError(f"{CANARY} of amira@acme.example")

    app.add_url_rule("/api/v1/crash", "crash", crash)
    assert cast.enter(app, "employee").get("/api/v1/crash").status_code == 500
    (line,) = [line for line in lines() if line["event"] == "crash"]
    assert line["error"] == "ValueError"
    assert "crash" in line["where"][-1]
    assert CANARY not in str(line)


@pytest.mark.adds_routes
def test_a_crash_in_the_database_is_logged_with_the_code_of_its_cause(app: Flask, lines: Any) -> None:
    @auth.needs("employee")
    def crash() -> None:
        run_tx(lambda tx: [tx.add(Group(name=CANARY)) or tx.flush() for _ in range(2)])

    app.add_url_rule("/api/v1/crash", "crash", crash)
    assert cast.enter(app, "employee").get("/api/v1/crash").status_code == 500
    (line,) = [line for line in lines() if line["event"] == "crash"]
    assert line["error"] == "IntegrityError"
    assert line["cause"] in (["IntegrityError SQLITE_CONSTRAINT_UNIQUE"], ["UniqueViolation 23505"])
    assert CANARY not in str(line)


def test_a_field_that_is_not_on_the_list_is_left_out(lines: Any) -> None:
    logs.log.info("request", route="me", email="amira@acme.example", person="Amira")
    assert set(lines()[0]) == {"event", "level", "timestamp", "route"}


def test_what_looks_like_a_secret_or_an_address_is_left_out_of_the_text(lines: Any) -> None:
    logs.log.info(f"mail to amira@acme.example with ps_{'a' * 20} and {'b' * 50}")
    assert lines()[0]["event"] == "mail to [left out] with [left out] and [left out]"


def test_a_library_logs_its_template_without_what_was_filled_in(lines: Any) -> None:
    logging.getLogger("some.library").warning("cannot reach %s", CANARY)
    logging.getLogger("some.library").info("quiet")
    logging.getLogger("some.library").warning("%d times %s", 4711, CANARY)
    logging.getLogger("gunicorn.error").error("Worker (pid:%s) was sent %s!", 17, "SIGTERM")
    assert [line["event"] for line in lines()] == [
        "cannot reach …",
        "%d times %s",
        "Worker (pid:17) was sent …!",
    ]


# ---- metrics ----


def test_metrics_count_by_route_and_name_nobody(amira: Visitor, stranger: Visitor) -> None:
    assert amira.person
    amira.get(f"/api/v1/me?{CANARY}")
    stranger.pages.get(f"/{CANARY}")
    text = stranger.pages.get("/metrics").text
    assert 'plainspoken_requests_total{method="GET",route="me_api.show",status="200"}' in text
    for private in (CANARY, str(amira.person.id), "Amira", "acme.example", "127.0.0.1"):
        assert private not in text


def test_methods_that_somebody_made_up_are_counted_as_one(stranger: Visitor) -> None:
    for number in range(3):
        stranger.call(f"MADEUP{number}", "/healthz")
    text = stranger.pages.get("/metrics").text
    assert "MADEUP" not in text
    assert 'method="other"' in text


def test_metrics_are_read_from_this_machine_only(stranger: Visitor) -> None:
    answer = stranger.pages.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert answer.status_code == 404


def test_behind_a_proxy_metrics_need_their_token(database_url: str) -> None:
    from backend.app import create_app
    from backend.config import Config

    def status(config: Config, headers: dict[str, str]) -> int:
        return create_app(config).test_client().get("/metrics", headers=headers).status_code

    behind = Config(cast.SECRET, database_url, "https://plainspoken.example.com", proxies=1)
    assert status(behind, {}) == 404
    with_token = Config(cast.SECRET, database_url, "https://plainspoken.example.com", metrics_token="t" * 20)
    assert status(with_token, {}) == 404
    assert status(with_token, {"Authorization": "Bearer " + "x" * 20}) == 404
    assert status(with_token, {"Authorization": "Bearer " + "t" * 20}) == 200


def test_healthz_asks_the_database(stranger: Visitor) -> None:
    assert stranger.pages.get("/healthz").text == "ok"
