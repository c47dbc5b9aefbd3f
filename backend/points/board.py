"""Who stands where: those who want to be seen, by pseudonym, never fewer than five, and never by the day.

A board ends with the last Sunday. Were it of today, a click on a colleague's link would show at once whose
pseudonym moves; and nobody should feel watched from day to day.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from backend import fewest
from backend.dates import weeks
from backend.pages.paging import Page, page_of
from backend.people.models import Person
from backend.points.models import PointsDay

DAYS = 30


@dataclass(frozen=True)
class Place:
    """One line of the board. Equal points share a place."""

    person_id: uuid.UUID | None
    pseudonym: str  # none: somebody who is not named, on a podium that was announced
    points: int
    place: int
    on_board: int  # people on the whole board


def window() -> tuple[date, date]:
    """The first and the last day of the board that is shown now."""
    end = weeks.last_over()
    return end - timedelta(days=DAYS - 1), end


def rolling(session: Session, page: int, size: int) -> Page[Place]:
    """One page of the 30 days up to the last Sunday; none below five people."""
    query = _places(*window())
    found = page_of(session, query, page, size)
    places = _shown(session, (Place(*row) for row in found.items))
    return Page(places, page, found.more and bool(places))


def top(session: Session, first: date, last: date, places: int) -> list[Place]:
    """Everybody on the first `places` places between two days, both included; nobody below five people."""
    ranked = _places(first, last).subquery()
    rows = session.execute(select(ranked).where(ranked.c.place <= places).order_by(ranked.c.place))
    return _shown(session, (Place(*row) for row in rows))


def enough(session: Session, periods: Sequence[tuple[date, date]]) -> list[bool]:
    """For each period, whether enough people are on its board, in one query."""
    numbers = [select(func.count()).select_from(_places(*days).order_by(None).subquery()) for days in periods]
    found = session.execute(select(*(one.scalar_subquery() for one in numbers))).one() if numbers else ()
    return [number >= fewest.of(session) for number in found]


def _places(first: date, last: date) -> Select[tuple[uuid.UUID, str, int, int, int]]:
    sums = (
        select(PointsDay.person_id, func.sum(PointsDay.points).label("points"))
        .where(PointsDay.day.between(first, last))
        .group_by(PointsDay.person_id)
        .subquery()
    )
    return (
        select(
            Person.id,
            Person.pseudonym,
            sums.c.points,
            func.rank().over(order_by=sums.c.points.desc()).label("place"),
            func.count().over().label("on_board"),
        )
        .join(sums, sums.c.person_id == Person.id)
        # those who are let in no more too: they go by fives (backend/points/leaving.py)
        .where(Person.on_leaderboard, Person.wants_points, sums.c.points > 0)
        .order_by(sums.c.points.desc(), Person.pseudonym)
    )


def _shown(session: Session, places: Iterable[Place]) -> list[Place]:
    found = list(places)
    return found if found and found[0].on_board >= fewest.of(session) else []
