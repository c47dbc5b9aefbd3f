"""Who is let in no more leaves the board, five or more at once, and never the sums.

Of one alone an admin would see whose pseudonym goes when they deactivate somebody, and comes back when they
let them in again. So who has left stays until they are five, or until their points are past.
"""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import fewest
from backend.people.models import Person
from backend.people.pseudonyms import pseudonym
from backend.points import board, podium
from backend.points.models import PointsDay


def let_go(session: Session, sunday: date) -> None:
    """With the board that ends on this Sunday: of those on it who had left by then, all or none."""
    monday = datetime.combine(sunday + timedelta(days=1), time(), UTC)
    stands = Person.on_leaderboard, Person.wants_points
    left = ~Person.active, Person.erased_at.is_(None), Person.deactivated_at < monday
    found = session.scalars(select(Person).where(*stands, *left)).all()
    seen = _seen(session, found, sunday)
    if len(seen) >= fewest.of(session):
        podium.forget(session, seen)
        for person in (person for person in found if person.id in seen):
            person.on_leaderboard, person.pseudonym = False, pseudonym()


def _seen(session: Session, people: Sequence[Person], sunday: date) -> set[uuid.UUID]:
    """Whoever has points on that board.

    The others are on it for nobody to see, but on the podium of a longer season they may be: were they to go
    along, it would lose one that the board had not, and that is who left long ago.
    """
    days = PointsDay.day.between(sunday - timedelta(days=board.DAYS - 1), sunday), PointsDay.points > 0
    keys = [person.id for person in people]
    return set(session.scalars(select(PointsDay.person_id).where(*days, PointsDay.person_id.in_(keys))))
