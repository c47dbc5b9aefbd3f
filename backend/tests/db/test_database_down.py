"""A database that goes away while we serve is said in one line, to callers and in the log."""

import io
import json
import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from backend.app import create_app
from backend.config import Config
from backend.running import worker
from backend.sign_in import browser_session
from backend.tests import cast

GONE = {
    "sqlite": "sqlite:///{folder}/gone/x.db",
    "postgresql": "postgresql+psycopg://me:hidden@127.0.0.1:1/x",
}


@pytest.fixture(params=GONE)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    """Whose database was there when it started."""
    url = GONE[request.param].format(folder=tmp_path)
    return create_app(Config(cast.SECRET, url, "http://127.0.0.1:5005"))


@pytest.fixture
def lines(log: io.StringIO) -> object:
    """What is logged from here on, but for requests."""
    start = log.tell()
    told = lambda: [json.loads(line) for line in log.getvalue()[start:].splitlines()]  # noqa: E731
    return lambda: [line for line in told() if line["event"] != "request"]


def ask(app: Flask, path: str, **headers: str) -> TestResponse:
    client = app.test_client()
    with client.session_transaction() as session:
        session[browser_session.TOKEN] = "somebody's"
    return client.get(path, headers=headers)


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/me"])
def test_programs_are_told_to_come_back(app: Flask, lines: object, path: str) -> None:
    answer = ask(app, path, Authorization="Bearer ps_somebody")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["detail"] == "The database does not answer."
    assert answer.json["hint"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The database does not answer"), ("de", "Die Datenbank antwortet nicht")],
)
def test_people_get_a_page(app: Flask, language: str, said: str) -> None:
    answer = ask(app, "/admin/people/", **{"Accept-Language": language})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.content_type.startswith("text/html")
    assert f"<h1>{said}</h1>" in answer.text


def test_the_log_has_one_line_of_it_with_the_cause_and_no_trace(app: Flask, lines: object) -> None:
    ask(app, "/healthz")
    [line] = lines()  # type: ignore[operator]
    assert line["event"] == "database does not answer"
    assert "OperationalError" in line["cause"][0]
    assert "where" not in line
    assert "hidden" not in str(line)


def test_the_worker_says_it_once_a_turn(app: Flask, lines: object) -> None:
    worker.turn(app)
    assert [line["event"] for line in lines()] == ["database does not answer"]  # type: ignore[operator]


def test_a_job_that_meets_somebody_elses_long_write_holds_up_no_other(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorname = "SQLITE_BUSY"

    def meets_it(_config: Config) -> None:
        raise OperationalError("", {}, busy)

    monkeypatch.setattr(worker, "JOBS", {"first": meets_it, "second": lambda _: done.append("second")})
    assert not worker.turn(app)
    assert done == ["second"]
