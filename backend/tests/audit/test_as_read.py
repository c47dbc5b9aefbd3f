"""Two who edit the same thing: what the first saved is not overwritten, what the second typed is not lost."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from backend.content import topics
from backend.content.models import Item
from backend.people import groups
from backend.people.models import Group
from backend.programme import seasons
from backend.programme.models import Season
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.forms import fields
from backend.tests.programme.players import days

GOAL = {"name": "We are read", "kpi": "shares", "target": "5", "due": "2031-12-31", "owner_id": ""}


def an_item(_clara: Visitor, tx: Any) -> str:
    item: Item = tx(acme.item)
    return f"/admin/content/{item.id}"


def a_topic(_clara: Visitor, tx: Any) -> str:
    topic = tx(lambda session: topics.save(session, None, "Robots", {"en": ["robot"], "de": []}))
    return f"/admin/content/topics/{topic.id}"


def a_goal(clara: Visitor, _tx: Any) -> str:
    clara.pages.submit("/admin/strategy/goals/new", GOAL)
    page = clara.pages.get("/admin/strategy/").text
    return str(re.findall(r"/admin/strategy/goals/[0-9a-f-]{36}", page)[0])


def a_responsibility(clara: Visitor, _tx: Any) -> str:
    clara.pages.submit("/admin/strategy/duties/new", {"task": "Answers questions", "person_id": ""})
    page = clara.pages.get("/admin/strategy/").text
    return re.findall(r'href="(/admin/strategy/duties/[0-9a-f-]{36})"', page)[0]


def a_season(_clara: Visitor, tx: Any) -> str:
    made: Season = tx(lambda session: seasons.save(session, None, "Autumn", days(5), days(30), ""))
    return f"/admin/seasons/{made.id}"


def a_group(_clara: Visitor, tx: Any) -> str:
    made: Group = tx(lambda session: groups.save(session, None, "Sales"))
    return f"/admin/people/groups/{made.id}"


THINGS: dict[Callable[[Visitor, Any], str], str] = {
    an_item: "title",
    a_topic: "name",
    a_goal: "name",
    a_responsibility: "task",
    a_season: "name",
    a_group: "name",
}


@pytest.mark.parametrize("thing", THINGS, ids=lambda one: one.__name__)
def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    clara: Visitor, tx: Any, thing: Callable[[Visitor, Any], str]
) -> None:
    url, field = thing(clara, tx), THINGS[thing]
    opened = fields(clara.pages.get(url).text)
    assert clara.pages.submit(url, {**opened, field: "What the first wrote"}).status_code == 302
    answer = clara.pages.client.post(url, data={**opened, field: "What the second wrote"})
    assert answer.status_code == 409
    assert "Somebody else has changed this" in answer.text
    assert "What the second wrote" in answer.text
    assert fields(clara.pages.get(url).text)[field] == "What the first wrote"
    again = fields(clara.pages.get(url).text)
    assert clara.pages.submit(url, {**again, field: "What the second wrote"}).status_code == 302


def test_of_two_seasons_that_are_planned_at_once_for_the_same_days_there_is_one(tx: Any) -> None:
    def plan(name: str) -> bool:
        try:
            tx(lambda session: seasons.save(session, None, name, days(5), days(30), ""))
        except seasons.Overlap:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(plan, ("A", "B", "C", "D"))) == [False, False, False, True]
