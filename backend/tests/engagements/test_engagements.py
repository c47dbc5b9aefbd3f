"""POST engagements: comments on and likes of the company's own posts, by those who switched it on."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.db import now
from backend.engagements.models import Engagement
from backend.points.models import TariffLine
from backend.tests import acme
from backend.tests.cast import Visitor

URL, POINTS = "/api/v1/engagements", "/api/v1/me/points?size=50"
POST = "urn:li:activity:7000000000000000001"


def did(visitor: Visitor, kind: str, post: str = POST, key: dict[str, str] | None = None) -> Any:
    body = {"kind": kind, "platform": "linkedin", "post": post}
    return visitor.post(URL, json=body, headers=key or acme.key())


def entries(visitor: Visitor) -> list[tuple[str, int]]:
    return [(entry["kind"], entry["points"]) for entry in visitor.get(POINTS).json["entries"]]


@pytest.fixture
def likes_count(tx: Any) -> None:
    """Acme gives two points for a like, since yesterday."""
    line = {"kind": "like", "starts": now().date() - timedelta(days=1), "points": 2, "per_day": 5}
    tx(lambda session: session.add(TariffLine(**line)))


def test_a_comment_brings_points_once_a_post(keen: Visitor) -> None:
    for _ in range(2):
        assert did(keen, "comment").status_code == 201
    did(keen, "comment", "urn:li:activity:7000000000000000002")
    assert entries(keen) == [("comment", 3), ("comment", 3)]
    assert "You commented on a post of your company" in keen.get(POINTS).json["entries"][0]["reason"]


def test_comments_bring_points_up_to_the_daily_cap(keen: Visitor) -> None:
    for number in range(7):
        did(keen, "comment", f"urn:li:activity:{number}")
    assert entries(keen) == [("comment", 3)] * 5


def test_a_like_brings_nothing_as_shipped(keen: Visitor, tx: Any) -> None:
    assert did(keen, "like").status_code == 201
    assert entries(keen) == []
    assert tx(lambda session: session.scalars(select(Engagement.kind)).all()) == ["like"]


def test_a_like_taken_back_takes_its_points_along_and_does_not_bring_them_twice(
    keen: Visitor, likes_count: None, tx: Any
) -> None:
    for kind in ("like", "unlike", "unlike", "like"):
        did(keen, kind)
    assert entries(keen) == [("reversal", -2), ("like", 2)]
    assert "Taken back: your like" in keen.get(POINTS).json["entries"][0]["reason"]
    rows = tx(lambda session: session.scalars(select(Engagement.kind).order_by(Engagement.id)).all())
    assert rows == ["like", "unlike", "unlike", "like"]


def test_a_like_that_was_never_seen_can_be_taken_back(keen: Visitor) -> None:
    assert did(keen, "unlike").status_code == 201
    assert entries(keen) == []


def test_sent_three_times_by_a_flaky_network_it_is_one(keen: Visitor, tx: Any) -> None:
    key = acme.key()
    assert {did(keen, "comment", key=key).json["id"] for _ in range(3)} == {
        str(tx(lambda session: session.scalars(select(Engagement.id)).one()))
    }


def test_who_does_not_want_points_gets_none(amira: Visitor) -> None:
    assert did(amira, "comment").status_code == 201
    assert entries(amira) == []


def test_a_stranger_engages_in_nothing(stranger: Visitor) -> None:
    assert did(stranger, "comment").status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "share"},
        {"platform": "myspace"},
        {"post": "a b"},
        {"post": ""},
        {"post": "7" * 81},
        {"text": "Hi"},
    ],
)
def test_what_is_no_engagement_is_told_at_its_place_and_a_text_has_none(
    keen: Visitor, change: dict[str, str], tx: Any
) -> None:
    body = {"kind": "comment", "platform": "x", "post": "17"} | change
    answer = keen.post(URL, json=body, headers=acme.key())
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].endswith(next(iter(change)))
    assert tx(lambda session: session.scalars(select(Engagement)).all()) == []


def test_of_an_engagement_nothing_is_kept_but_which_post_and_when() -> None:
    kept = {column.name for column in Engagement.__table__.columns}
    assert kept == {"id", "person_id", "kind", "platform", "post", "at"}
