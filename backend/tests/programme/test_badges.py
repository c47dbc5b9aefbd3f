"""Badges of the season: for those who want points, counted from what they did in it."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from backend.content.models import Caption, Topic
from backend.db import now
from backend.programme import seasons
from backend.shares.models import POSTED, Share
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.programme.players import days

PAGE = "/me/board/"


def season(session: Any) -> Any:
    return seasons.save(session, None, "Autumn", days(-40), days(10), "")


def share(session: Any, visitor: Visitor, number: int, **fields: Any) -> None:
    """Her `number`th share, of an item with a topic of its own."""
    topic = Topic(name=f"Topic {number}", words={})
    item = acme.item(
        session,
        title=f"Item {number}",
        topics=[topic],
        captions=[Caption(platform="x", language="en", text="x")],
    )
    usual = {"platform": "x", "edited": False, "release": 1, "state": POSTED, "posted_at": now()}
    session.add(Share(person_id=visitor.person.id, item_id=item.id, code=f"code{number}", **(usual | fields)))


def reached(visitor: Visitor) -> list[str]:
    page = visitor.pages.get(PAGE).text
    return re.findall(r'<li class="reached">\s*<strong>([^<]+)</strong>', page)


def test_there_are_none_without_points_or_without_a_season(amira: Visitor, keen: Visitor, tx: Any) -> None:
    assert "My badges" not in keen.pages.get(PAGE).text
    tx(season)
    assert "My badges" in keen.pages.get(PAGE).text
    keen.patch("/api/v1/me", json={"wants_points": False})
    assert "My badges" not in keen.pages.get(PAGE).text


def test_each_is_reached_by_what_it_says(keen: Visitor, ben: Visitor, tx: Any) -> None:
    tx(season)
    assert reached(keen) == []
    tx(lambda session: share(session, keen, 1, platform="linkedin"))
    assert reached(keen) == ["First share"]
    tx(lambda session: [share(session, keen, number, edited=True) for number in (2, 3, 4)])
    assert reached(keen) == ["First share", "In my own words", "On both sites"]
    tx(lambda session: share(session, keen, 5))
    assert "Five topics" in reached(keen)
    page = keen.pages.get(PAGE).text
    assert "5 of 5" not in page
    assert page.count('class="reached"') == 4
    assert reached(ben) == []


def test_what_lies_outside_the_season_or_was_not_posted_does_not_count(keen: Visitor, tx: Any) -> None:
    tx(season)
    tx(lambda session: share(session, keen, 1, posted_at=now() - timedelta(days=60)))
    tx(lambda session: share(session, keen, 2, state="prepared", posted_at=None))
    assert reached(keen) == []
    weeks = [now() - timedelta(weeks=number) for number in range(4)]
    tx(lambda session: [share(session, keen, 10 + n, posted_at=at) for n, at in enumerate(weeks)])
    assert "Four weeks" in reached(keen)
    tx(lambda session: session.execute(update(Share).values(person_id=None)))
    assert reached(keen) == []
