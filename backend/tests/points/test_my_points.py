"""GET me/points: what I have and what for."""

from typing import Any

import pytest

from backend.content.models import Item
from backend.people import service as people
from backend.tests import acme
from backend.tests.cast import Visitor

URL = "/api/v1/me/points"


def post(visitor: Visitor, item: Item, platform: str = "linkedin") -> None:
    share = visitor.post(
        "/api/v1/shares", json=acme.share_of(item, platform=platform), headers=acme.key()
    ).json
    visitor.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})


def test_a_stranger_has_no_points(stranger: Visitor) -> None:
    assert stranger.get(URL).status_code == 401


def test_at_first_there_is_nothing(amira: Visitor) -> None:
    assert amira.get(URL).json == {"total": 0, "entries": [], "page": 1, "more": False}


def test_each_entry_says_what_it_is_for(keen: Visitor, item: Item) -> None:
    post(keen, item)
    answer = keen.get(URL).json
    [entry] = answer["entries"]
    assert answer["total"] == 2
    assert (entry["points"], entry["kind"], entry["title"]) == (2, "share", item.title)
    assert item.title in entry["reason"]


@pytest.mark.parametrize(("asked", "said"), [("de", "Geteilt: "), ("en", "Shared: "), ("fr", "Shared: ")])
def test_reasons_are_in_the_language_the_device_asks_for(
    keen: Visitor, item: Item, asked: str, said: str
) -> None:
    post(keen, item)
    [entry] = keen.get(URL, headers={"Accept-Language": asked}).json["entries"]
    assert entry["reason"] == f"{said}{item.title}"


def test_ben_does_not_see_amiras_points(keen: Visitor, ben: Visitor, item: Item) -> None:
    post(keen, item)
    assert ben.get(URL).json["total"] == 0
    assert ben.get(URL).json["entries"] == []


def test_entries_come_newest_first_and_in_pages(keen: Visitor, item: Item, tx: Any) -> None:
    post(keen, item)
    post(keen, tx(lambda session: acme.item(session, title="the second")))
    first, second = (keen.get(f"{URL}?size=1&page={page}").json for page in (1, 2))
    assert (first["entries"][0]["title"], first["more"]) == ("the second", True)
    assert (second["entries"][0]["title"], second["more"]) == (item.title, False)


def test_points_stay_when_one_switches_them_off_and_no_more_are_added(
    keen: Visitor, item: Item, tx: Any
) -> None:
    post(keen, item)
    tx(lambda session: people.choose(session, keen.person.id, wants_points=False))
    post(keen, item, "x")
    assert keen.get(URL).json["total"] == 2
