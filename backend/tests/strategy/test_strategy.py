"""The strategy on one page: Clara sets goals, sees how far they are, and who does what."""

import re
from datetime import timedelta
from typing import Any

import pytest

from backend.db import now
from backend.tests.cast import Visitor
from backend.tests.reports.deeds import SUNDAYS, before, close, colleagues, share

PAGE, GOAL, DUTY = "/admin/strategy/", "/admin/strategy/goals/new", "/admin/strategy/duties/new"


def goal(**more: str) -> dict[str, str]:
    usual = {
        "name": "<b>We</b> are read",
        "kpi": "shares",
        "target": "5",
        "due": "2026-12-31",
        "owner_id": "",
    }
    return usual | more


def test_clara_sets_a_goal_and_sees_how_far_it_is(clara: Visitor, tx: Any) -> None:
    def march(session: Any) -> None:
        for person in colleagues(session, 6):
            share(session, person, before(SUNDAYS[0]))
        close(session)

    assert "No goal yet" in clara.pages.get(PAGE).text
    tx(march)
    assert clara.person
    assert clara.pages.submit(GOAL, goal(owner_id=str(clara.person.id))).status_code == 302
    page = clara.pages.get(PAGE).text
    assert "&lt;b&gt;We&lt;/b&gt; are read" in page
    assert "Shares: 5 a month until Dec 31, 2026" in page
    assert "Clara Conti" in page
    assert "Target: 5" in page
    assert "reached" in page


def test_a_goal_whose_day_has_passed_says_so_unless_it_was_reached(clara: Visitor, tx: Any) -> None:
    yesterday, today = (str(now().date() - timedelta(days=days)) for days in (1, 0))
    clara.pages.submit(GOAL, goal(due=today))
    assert "date passed" not in clara.pages.get(PAGE).text
    clara.pages.submit(GOAL, goal(due=yesterday))
    assert clara.pages.get(PAGE).text.count("date passed") == 1

    def reach(session: Any) -> None:
        for person in colleagues(session, 6):
            share(session, person, before(SUNDAYS[0]))
        close(session)

    tx(reach)
    assert "date passed" not in clara.pages.get(PAGE).text


def test_from_the_strategy_a_click_leads_to_each_audience_and_topic(clara: Visitor) -> None:
    clara.pages.submit("/admin/people/groups/", {"name": "Sales"})
    clara.pages.submit(
        "/admin/content/topics/", {"name": "Robots", "words_en": "robot", "words_de": "Roboter"}
    )
    page = clara.pages.get(PAGE).text
    for name in ("Sales", "Robots"):
        [url] = re.findall(rf'<a href="([^"]+)">{name}</a>', page)
        assert f'value="{name}"' in clara.pages.get(url).text


def test_a_goal_is_changed_and_deleted(clara: Visitor) -> None:
    clara.pages.submit(GOAL, goal())
    [url] = re.findall(r'href="(/admin/strategy/goals/[0-9a-f-]{36})"', clara.pages.get(PAGE).text)
    clara.pages.submit(url, goal(target="7", kpi="clicks"))
    assert "Clicks: 7 a month" in clara.pages.get(PAGE).text
    assert 'value="7' in clara.pages.get(url).text
    clara.pages.submit(f"{url}/delete", page=url)
    assert "No goal yet" in clara.pages.get(PAGE).text
    assert clara.pages.get(url).status_code == 404


@pytest.mark.parametrize(
    ("new", "sent"), [(GOAL, goal()), (DUTY, {"task": "Writes captions"})], ids=["a goal", "a responsibility"]
)
def test_whoever_looks_after_it_is_still_chosen_when_it_is_changed(
    clara: Visitor, new: str, sent: dict[str, str]
) -> None:
    assert clara.person
    key = str(clara.person.id)
    clara.pages.submit(new, sent | {"owner_id": key, "person_id": key})
    address = new.replace("new", "[0-9a-f-]{36}")
    [url] = re.findall(f'href="({address})"', clara.pages.get(PAGE).text)
    assert f'<option selected value="{key}">Clara Conti' in clara.pages.get(url).text


@pytest.mark.parametrize(
    "wrong",
    [
        *({"name": " "}, {"kpi": "likes"}, {"target": "0"}, {"owner_id": "somebody"}),
        *({"due": "soon"}, {"due": "9999-12-31"}, {"due": "0026-12-31"}),
    ],
)
def test_what_cannot_be_a_goal_is_told_at_its_field_and_nothing_is_lost(
    clara: Visitor, wrong: dict[str, str]
) -> None:
    answer = clara.pages.submit(GOAL, goal() | wrong)
    assert answer.status_code == 422
    assert f'id="{next(iter(wrong))}-fault"' in answer.text
    assert "&lt;b&gt;We" in answer.text or "name" in wrong


def test_a_goal_of_a_share_is_the_whole_at_most(clara: Visitor) -> None:
    answer = clara.pages.submit(GOAL, goal(kpi="sharing", target="150"))
    assert answer.status_code == 422
    assert "100 at most" in answer.text
    assert clara.pages.submit(GOAL, goal(kpi="sharing", target="100")).status_code == 302


def test_clara_writes_down_who_does_what(clara: Visitor, ben: Visitor) -> None:
    assert ben.person
    clara.pages.submit(DUTY, {"task": "Writes captions", "person_id": str(ben.person.id)})
    page = clara.pages.get(PAGE).text
    assert "Writes captions" in page
    assert "Ben Brandt" in page
    assert clara.pages.submit(DUTY, {"task": "", "person_id": ""}).status_code == 422
    [url] = re.findall(r'href="(/admin/strategy/duties/[0-9a-f-]{36})"', page)
    clara.pages.submit(url, {"task": "Writes and reads captions", "person_id": ""})
    page = clara.pages.get(PAGE).text
    assert "Writes and reads captions" in page
    assert "nobody yet" in page
    [url] = re.findall(r'action="(/admin/strategy/duties/[0-9a-f-]{36}/delete)"', page)
    clara.pages.submit(url, page=PAGE)
    assert "reads captions" not in clara.pages.get(PAGE).text
