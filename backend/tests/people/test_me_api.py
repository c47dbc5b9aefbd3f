"""GET and PATCH /api/v1/me: who I am, and what is mine to decide."""

from datetime import timedelta
from typing import Any

import pytest

from backend.content.models import Item
from backend.db import now
from backend.sign_in import devices
from backend.sign_in.models import Device
from backend.tests import acme
from backend.tests.cast import Visitor


def test_an_employee_learns_who_they_are_and_that_nothing_is_switched_on(amira: Visitor) -> None:
    assert amira.person
    assert amira.get("/api/v1/me").json == {
        "id": str(amira.person.id),
        "name": "Amira Aziz",
        "role": "employee",
        "language": "en",
        "organisation": "Acme",
        "is_formal": False,
        "wants_points": False,
        "on_leaderboard": False,
        "sends_outcomes": False,
        "modes": {"linkedin": "page", "x": "page"},
        "browser": amira.get("/api/v1/me").json["browser"],
        "other_browsers": [],
        "shared": [],
    }


def test_she_learns_which_browsers_were_connected_as_her_of_late_also_those_that_are_gone_again(
    amira: Visitor, tx: Any
) -> None:
    assert amira.person
    me = amira.person.id

    def connected(name: str, at: timedelta) -> Device:
        found, _ = tx(lambda session: devices.add(session, me, name))
        tx(lambda session: setattr(session.get(Device, found.id), "created_at", now() - at))
        return found

    gone, _long_ago = connected("Gone again", timedelta(days=1)), connected("Old", timedelta(days=31))
    last = connected("Last", timedelta())
    tx(lambda session: devices.revoke(session, gone.id, me))
    told = amira.get("/api/v1/me").json["other_browsers"]
    assert [(one["id"], one["name"]) for one in told] == [
        (str(last.id), "Last"),
        (str(gone.id), "Gone again"),
    ]


def test_she_learns_what_she_posted_once_each_and_nobody_else_does(
    amira: Visitor, ben: Visitor, item: Item
) -> None:
    def shared(state: str, wanted: dict[str, Any]) -> None:
        share = amira.post("/api/v1/shares", json=wanted, headers=acme.key()).json
        amira.patch(f"/api/v1/shares/{share['id']}", json={"state": state})

    shared("abandoned", acme.share_of(item))
    assert amira.get("/api/v1/me").json["shared"] == []
    shared("posted", acme.share_of(item))
    shared("posted", acme.share_of(item, platform="x", text="We fold laundry in Bremen now."))
    assert amira.get("/api/v1/me").json["shared"] == [str(item.id)]
    assert ben.get("/api/v1/me").json["shared"] == []


@pytest.mark.parametrize(
    ("choice", "then"),
    [
        ({"language": "de"}, {"language": "de", "wants_points": False}),
        ({"wants_points": True}, {"wants_points": True, "on_leaderboard": False}),
        ({"wants_points": True, "on_leaderboard": True}, {"wants_points": True, "on_leaderboard": True}),
        ({"on_leaderboard": True}, {"wants_points": False, "on_leaderboard": False}),
        ({}, {"language": "en"}),
    ],
)
def test_an_employee_chooses(amira: Visitor, choice: dict[str, object], then: dict[str, object]) -> None:
    answer = amira.patch("/api/v1/me", json=choice)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json | then == answer.json
    told = amira.get("/api/v1/me").json
    assert told == answer.json | {"browser": told["browser"], "other_browsers": [], "shared": []}


def test_leaving_points_leaves_the_leaderboard_too(amira: Visitor) -> None:
    amira.patch("/api/v1/me", json={"wants_points": True, "on_leaderboard": True})
    answer = amira.patch("/api/v1/me", json={"wants_points": False})
    assert answer.json is not None
    assert answer.json["on_leaderboard"] is False


@pytest.mark.parametrize("field", ["role", "name", "id", "organisation", "active", "password_hash"])
def test_nobody_gives_themselves_more(amira: Visitor, field: str) -> None:
    assert amira.patch("/api/v1/me", json={field: "admin"}).status_code == 422
    answer = amira.get("/api/v1/me").json
    assert answer is not None
    assert answer["role"] == "employee"


@pytest.mark.parametrize("value", ["yes", 1, 0, "true", None, []])
def test_an_opt_in_is_true_or_false_and_nothing_like_it(amira: Visitor, value: object) -> None:
    assert amira.patch("/api/v1/me", json={"wants_points": value}).status_code == 422
