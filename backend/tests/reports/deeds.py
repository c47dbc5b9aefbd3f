"""A company in the weeks of March 2026: who was there, in which group, and who shared what when."""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from backend.content.models import Item
from backend.people import service as people
from backend.people.models import Group, Person
from backend.reports import closing
from backend.reports.models import CountedGroup
from backend.shares.models import POSTED, ClickDay, Share
from backend.sign_in import devices
from backend.tests import acme

SUNDAYS = [date(2026, 3, day) for day in (1, 8, 15, 22, 29)]
ARRIVED = datetime(2026, 1, 7, tzinfo=UTC)


def at(day: date) -> datetime:
    """Noon."""
    return datetime.combine(day, time(12), UTC)


def colleagues(session: Any, number: int, group: str = "", begin: int = 0) -> list[Person]:
    """So many people with a device each; in a group that is counted apart, where one is named."""
    found = []
    for n in range(begin, begin + number):
        person = people.add_person(session, f"Person {n} of {group or 'Acme'}", f"{group}{n}@acme.example")
        device, _token = devices.add(session, person.id, "Chromium")
        person.created_at = device.created_at = ARRIVED
        found.append(person)
    if group:
        one = session.scalar(select(Group).where(Group.name == group)) or Group(name=group)
        session.add(one)
        session.flush()
        session.merge(CountedGroup(group_id=one.id, since=date(2026, 1, 5)))
        for person in found:
            person.groups.append(one)
    session.flush()
    return found


def item_of(session: Any) -> Item:
    """Something to share."""
    return session.scalar(select(Item).limit(1)) or acme.item(session)


def share(session: Any, person: Person, day: date, clicks: int = 0, item: Item | None = None) -> Share:
    """Posted on a day, with clicks on the same day."""
    item = item or item_of(session)
    fields = {"platform": "linkedin", "edited": False, "release": 1, "state": POSTED}
    code = uuid.uuid4().hex[:16]
    one = Share(person_id=person.id, item_id=item.id, caption_id=item.captions[0].id, code=code, **fields)
    one.created_at = one.posted_at = at(day)
    session.add(one)
    session.flush()
    if clicks:
        session.add(ClickDay(day=day, share_id=one.id, clicks=clicks))
    return one


def close(session: Any, sundays: Iterable[date] = SUNDAYS) -> None:
    """Count these weeks."""
    for sunday in sundays:
        closing.close(session, sunday)


def before(sunday: date, days: int = 1) -> date:
    """A day of its week."""
    return sunday - timedelta(days=days)
