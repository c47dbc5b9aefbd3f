"""The works on a trial: a company with two groups, and what they do in the weeks of a pilot."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from backend.dates import weeks
from backend.people.models import Group, Person
from backend.tests.reports.deeds import before, colleagues, item_of, share


def this_monday() -> date:
    return weeks.monday_of(weeks.sunday_of(weeks.today()))


def settle(session: Any) -> dict[str, str]:
    """Eight colleagues in Works, counted apart since long, six in Sales; an item is meant for Works."""
    item = item_of(session)
    for name, number in (("Works", 8), ("Sales", 6)):
        colleagues(session, number, name)
    found = {one.name: one for one in session.scalars(select(Group))}
    item.groups = [found["Works"]]
    return {name: str(group.id) for name, group in found.items()}


def colleagues_of(session: Any, name: str) -> list[Person]:
    members = select(Person).where(Person.groups.any(Group.name == name))
    return list(session.scalars(members.order_by(Person.id)))


def weeks_go_by(session: Any, starts: date, is_worse: bool = False) -> None:
    """Before: five of Works and six of Sales a week; during: eight who share twice, and the same six.

    `is_worse`: the other way round.
    """
    works, sales = (colleagues_of(session, name) for name in ("Works", "Sales"))
    first = starts - weeks.WEEK * 2 + timedelta(days=6)
    for number, sunday in enumerate(weeks.between(first, weeks.last_over())):
        for person in works[:5] if (number < 2) != is_worse else works * 2:
            share(session, person, before(sunday), clicks=1)
        for person in sales:
            share(session, person, before(sunday))
