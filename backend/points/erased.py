"""Points of somebody who was erased: sums by day stay, what they were for does not."""

import uuid
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from backend.points.models import CORRECTION, ERASED, Entry, PointsDay, PointsTotal


def hand_over(session: Session, person: uuid.UUID, nobody: uuid.UUID) -> None:
    """One new entry a day, at midnight: the moment of an award is that of a post, which names its author.

    The old entries go with the person.
    """
    entered = _by_day(session, Entry, person)
    gained = _by_day(session, PointsDay, person)
    for day, points in entered.items():
        parts = {ERASED: gained.get(day, 0), CORRECTION: points - gained.get(day, 0)}
        midnight = datetime.combine(day, time(), UTC)
        session.add_all(
            Entry(person_id=nobody, points=part, kind=kind, award=f"{kind}:{day}", day=day, at=midnight)
            for kind, part in parts.items()
            if part
        )
    for table in (PointsDay, PointsTotal):
        session.execute(update(table).where(table.person_id == person).values(person_id=nobody))


def _by_day(session: Session, table: type[Entry | PointsDay], person: uuid.UUID) -> dict[date, int]:
    sums = select(table.day, func.sum(table.points)).where(table.person_id == person)
    return {day: points for day, points in session.execute(sums.group_by(table.day))}  # noqa: C416 - a result is no pair
