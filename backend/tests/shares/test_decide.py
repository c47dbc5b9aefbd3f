"""PATCH shares/{id}: posted, or not after all."""

import uuid
from typing import Any

import pytest

from backend.content.models import Item
from backend.shares import limits
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor

URL = "/api/v1/shares"
POST = "https://www.linkedin.com/feed/update/urn:li:activity:1/"


@pytest.fixture
def share(keen: Visitor, item: Item) -> str:
    """The address of a share that Amira has prepared."""
    return f"{URL}/" + keen.post(URL, json=acme.share_of(item), headers=acme.key()).json["id"]


def total(visitor: Visitor) -> int:
    return visitor.get("/api/v1/me/points").json["total"]


def test_a_posted_share_brings_points_once(keen: Visitor, share: str) -> None:
    for _ in range(3):
        answer = keen.patch(share, json={"state": "posted", "permalink": POST})
        assert (answer.status_code, answer.json["state"]) == (200, "posted")
        assert answer.json["permalink"] == POST
    assert total(keen) == 2


def test_an_abandoned_share_brings_none(keen: Visitor, share: str) -> None:
    assert keen.patch(share, json={"state": "abandoned"}).json["state"] == "abandoned"
    assert total(keen) == 0


def test_a_share_given_up_may_turn_out_to_be_posted(keen: Visitor, share: str) -> None:
    keen.patch(share, json={"state": "abandoned"})
    assert keen.patch(share, json={"state": "posted"}).json["state"] == "posted"
    assert total(keen) == 2


def test_a_posted_share_stays_posted(keen: Visitor, share: str) -> None:
    keen.patch(share, json={"state": "posted"})
    answer = keen.patch(share, json={"state": "abandoned"})
    assert answer.status_code == 409
    assert answer.json["hint"]
    assert total(keen) == 2


def test_ben_cannot_decide_about_amiras_share(keen: Visitor, ben: Visitor, share: str) -> None:
    assert ben.patch(share, json={"state": "posted"}).status_code == 404


def test_a_stranger_cannot_decide(stranger: Visitor, share: str) -> None:
    assert stranger.patch(share, json={"state": "posted"}).status_code == 401


def test_a_share_nobody_made_is_not_found(amira: Visitor) -> None:
    assert amira.patch(f"{URL}/{uuid.uuid4()}", json={"state": "posted"}).status_code == 404
    assert amira.patch(f"{URL}/1", json={"state": "posted"}).status_code == 404


@pytest.mark.parametrize(
    "link",
    [
        "http://x.com/a/status/1",
        "https://evil.example/",
        "javascript:alert(1)",
        "https://x.com@evil.example/",
        "https://[",
        "https://x.com/\ud83d",
        "https://x.com/\0",
    ],
)
def test_a_permalink_must_lead_to_one_of_the_sites(keen: Visitor, share: str, link: str) -> None:
    answer = keen.patch(share, json={"state": "posted", "permalink": link})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].endswith("permalink")
    assert total(keen) == 0


def test_the_state_prepared_cannot_be_sent(keen: Visitor, share: str) -> None:
    assert keen.patch(share, json={"state": "prepared"}).status_code == 422


def test_one_who_does_not_want_points_gets_none(amira: Visitor, item: Item, tx: Any) -> None:
    id = amira.post(URL, json=acme.share_of(item), headers=acme.key()).json["id"]
    assert amira.patch(f"{URL}/{id}", json={"state": "posted"}).json["state"] == "posted"
    assert total(amira) == 0
    assert tx(lambda session: session.get_one(Share, uuid.UUID(id)).posted_at) is not None


def test_the_same_item_on_the_same_platform_brings_points_once_a_day(
    keen: Visitor, item: Item, share: str
) -> None:
    again = keen.post(URL, json=acme.share_of(item), headers=acme.key()).json["id"]
    on_x = keen.post(URL, json=acme.share_of(item, platform="x"), headers=acme.key()).json["id"]
    for address in (share, f"{URL}/{again}", f"{URL}/{on_x}"):
        keen.patch(address, json={"state": "posted"})
    assert total(keen) == 4


def test_shares_bring_points_up_to_the_daily_cap(keen: Visitor, item: Item, tx: Any) -> None:
    tx(lambda session: limits.choose(session, None, []))
    for _ in range(12):
        other = tx(acme.item)
        id = keen.post(URL, json=acme.share_of(other), headers=acme.key()).json["id"]
        keen.patch(f"{URL}/{id}", json={"state": "posted"})
    assert total(keen) == 20
