"""The API keeps to its own description, under hundreds of odd requests (schemathesis)."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode, checks

from backend import demo
from backend.app import create_app
from backend.config import Config
from backend.db import run_tx
from backend.people import service
from backend.sign_in import devices
from backend.tests import cast
from backend.web import floods, idempotency

Door = tuple[Flask, Callable[[], str]]
# the token is in every request of ours (without one: test_without_a_token_the_api_keeps_to_it_too)
NOT_HELD = [checks.ignored_auth]
NOT_HELD_OF_GET = [*NOT_HELD, checks.negative_data_rejection]  # unknown words in a query are passed over
# what fits its schema and is refused all the same, and why no schema can say so
REFUSES = {
    "POST /api/v1/tips": "a page that others would not see",
    "PATCH /api/v1/shares/{share}": "an address that is none of a post",
    "DELETE /api/v1/me": "the address of somebody else",
    "POST /api/v1/connect/token": "a code that nobody was given",
    "POST /api/v1/outcomes": "a day of long ago",
    "POST /api/v1/health": "1.0 for a version: a whole number to JSON Schema, none to us",
}
EACH, WITHOUT = 25, 3  # examples per operation, with a token and without


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> Door:
    """The demo's app, and what makes tokens of its admin."""
    path = tmp_path_factory.mktemp("openapi") / "demo.db"
    config = Config(cast.SECRET, f"sqlite:///{path}", "http://127.0.0.1:5005", demo=True)
    demo.prepare(config)
    app = create_app(config)

    def new_token() -> str:
        with app.app_context():
            return run_tx(lambda tx: devices.add(tx, clara_of(tx), "schemathesis")[1])

    return app, new_token


def clara_of(session: Any) -> Any:
    found = service.find_by_email(session, demo.ADMIN)
    assert found
    return found.id


def operations(app: Flask) -> Iterator[Any]:
    """Every operation of the description."""
    for result in schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app).get_all_operations():
        yield result.ok()


def test_every_answer_is_one_that_the_description_names(door: Door) -> None:
    app, new_token = door
    token = new_token()
    for operation in operations(app):
        floods.forget()
        ends_it = operation.path.endswith("/connect/revoke")
        try_oddly(operation, EACH, lambda ends_it=ends_it: new_token() if ends_it else token)


def test_without_a_token_the_api_keeps_to_it_too(door: Door) -> None:
    app, _ = door
    for operation in operations(app):
        floods.forget()
        statuses = try_oddly(operation, WITHOUT, lambda: "")
        # 404: an address with no id in it is no operation's
        assert statuses <= {401, 404} or operation.definition.raw.get("security") == [], operation.label


def try_oddly(operation: Any, times: int, token: Callable[[], str]) -> set[int]:
    """Send what fits the description and what does not; hold each answer against the description."""
    fitting = operation.as_strategy(GenerationMode.POSITIVE)
    odd = operation.as_strategy(GenerationMode.NEGATIVE)
    not_held = [*(NOT_HELD_OF_GET if operation.method == "get" else NOT_HELD)]
    if operation.label in REFUSES or times == WITHOUT:
        not_held.append(checks.positive_data_acceptance)
    statuses: set[int] = set()

    @settings(max_examples=times, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=fitting | odd)
    def check(case: Any) -> None:
        if idempotency.KEY.fullmatch((case.headers or {}).get("Idempotency-Key", "")):
            case.headers["Idempotency-Key"] = str(uuid.uuid4())  # one that fits, and that was not used before
        sent = token()
        answer = case.call(headers={"Authorization": f"Bearer {sent}"} if sent else {})
        if answer.status_code != 413:  # over a megabyte: refused before it is read
            case.validate_response(answer, excluded_checks=not_held)
            statuses.add(answer.status_code)

    check()
    return statuses


def test_the_description_names_no_field_for_a_draft_where_only_ids_belong(door: Door) -> None:
    """House rule 2: no draft is sent but with a check or a share."""
    described = door[0].test_client().get("/api/v1/openapi.json").json
    texts = ("text", "draft", "body", "caption", "comment", "content")
    taking = {
        path
        for path, methods in described["paths"].items()
        for operation in methods.values()
        if isinstance(operation, dict)
        for field in fields_of(described, operation.get("requestBody", {}))
        if field in texts
    }
    assert taking <= {"/api/v1/checks", "/api/v1/shares"}


def fields_of(described: dict[str, Any], node: Any, seen: tuple[str, ...] = ()) -> set[str]:
    """Names of all properties below a node, through references."""
    if isinstance(node, list):
        return {name for value in node for name in fields_of(described, value, seen)}
    if not isinstance(node, dict):
        return set()
    names = set(node.get("properties", {}))
    reference = node.get("$ref")
    if reference and reference not in seen:
        target = described
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]
        names |= fields_of(described, target, (*seen, reference))
    return names | {name for value in node.values() for name in fields_of(described, value, seen)}
