"""A write that is repeated happens once, and is answered alike each time."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, Response, request
from marshmallow import Schema, fields
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend import auth
from backend.db import now
from backend.errors import Invalid
from backend.people.models import Group
from backend.running import worker
from backend.tests import cast
from backend.tests.cast import Visitor
from backend.web import idempotency
from backend.web.models import KeptAnswer

pytestmark = pytest.mark.adds_routes

Tx = Callable[[Callable[[Session], Any]], Any]
URL = "/api/v1/groups-of-the-tests"


class GroupSchema(Schema):
    id = fields.UUID()
    name = fields.String()


@pytest.fixture(autouse=True)
def write(app: Flask) -> None:
    """A write that has an effect each time it runs: a new group with a new id and a new name."""

    def make(session: Session) -> Group:
        group = Group(name=f"{request.get_json()['name']} {uuid.uuid4()}")
        session.add(group)
        session.flush()
        if request.get_json()["name"] == "refuse":
            raise Invalid("refused after writing")
        return group

    @auth.needs("employee")
    def view() -> Response:
        return idempotency.once(make, GroupSchema())

    app.add_url_rule(URL, "write", view, methods=["POST"])
    app.add_url_rule(URL + "-too", "write_too", view, methods=["POST"])


@pytest.fixture
def amira(write: None, app: Flask) -> Visitor:
    return cast.enter(app, "employee")


def groups(tx: Tx) -> int:
    count: int = tx(lambda session: session.scalar(select(func.count(Group.id))))
    return count


def send(visitor: Visitor, key: str = "a-key-of-the-tests", name: str = "Pilot", url: str = URL) -> Any:
    return visitor.post(url, json={"name": name}, headers={"Idempotency-Key": key})


def test_the_second_time_gives_the_first_answer_and_does_nothing(amira: Visitor, tx: Tx) -> None:
    first, second = send(amira), send(amira)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.data == second.data
    assert first.content_type == second.content_type == "application/json"
    assert groups(tx) == 1


def test_fifty_at_once_are_one(app: Flask, amira: Visitor, tx: Tx) -> None:
    def once_more(_: int) -> Any:
        return send(Visitor(app, token=amira.token))

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(once_more, range(50)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.data for answer in answers}) == 1
    assert groups(tx) == 1


def test_another_key_is_another_write(amira: Visitor, tx: Tx) -> None:
    assert send(amira, "first-key").data != send(amira, "second-key").data
    assert groups(tx) == 2


def test_the_same_key_of_somebody_else_is_theirs(app: Flask, amira: Visitor, tx: Tx) -> None:
    assert send(amira).data != send(cast.enter(app, "curator")).data
    assert groups(tx) == 2


@pytest.mark.parametrize("other", [{"name": "Another"}, {"url": URL + "-too"}])
def test_the_same_key_for_something_else_is_refused_with_the_way_out(
    amira: Visitor, tx: Tx, other: dict[str, str]
) -> None:
    send(amira)
    answer = send(amira, **other)
    assert answer.status_code == 422
    assert "new key" in answer.json["hint"]
    assert groups(tx) == 1


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with a space", "ü" * 10])
def test_without_a_usable_key_nothing_is_written(amira: Visitor, tx: Tx, key: str) -> None:
    answer = send(amira, key)
    assert answer.status_code == 400
    assert "UUID" in answer.json["hint"]
    assert groups(tx) == 0


def test_a_refusal_leaves_nothing_and_the_key_stays_free(amira: Visitor, tx: Tx) -> None:
    assert send(amira, name="refuse").status_code == 422
    assert groups(tx) == 0
    assert send(amira, name="Pilot").status_code == 201


def test_after_a_month_the_answer_is_forgotten(amira: Visitor, tx: Tx) -> None:
    first = send(amira)
    long_ago = now() - timedelta(days=32)
    tx(lambda session: session.execute(update(KeptAnswer).values(created_at=long_ago)))
    worker.turn(amira.app)
    assert send(amira).data != first.data
    assert tx(lambda session: session.scalar(select(func.count(KeptAnswer.key)))) == 1
