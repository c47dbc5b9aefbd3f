"""Points without what they were for: of somebody who was erased, and of long ago. Sums by day stay."""

import uuid
from datetime import UTC, date, datetime, time

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from backend.points.models import CORRECTION, ERASED, Entry, PointsDay, PointsTotal

NO_SYNC = {"synchronize_session": False}


def hand_over(session: Session, person: uuid.UUID, nobody: uuid.UUID) -> None:
    """One new entry a day, at midnight: the moment of an award is that of a post, which names its author.

    The old entries go with the person.
    """
    entered = _by_day(session, Entry, person)
    gained = _by_day(session, PointsDay, person)
    for day, points in entered.items():
        _add(session, nobody, day, points, gained.get(day, 0))
    for table in (PointsDay, PointsTotal):
        session.execute(update(table).where(table.person_id == person).values(person_id=nobody))


def condense(session: Session, before: date, nobodys: Select[uuid.UUID]) -> int:
    """What each gained and was corrected on a day before, as one entry; says how many entries went or forgot.

    Younger ones forget a share that is one of `nobodys`, so that it has no owner here either.
    """
    speaks = or_(Entry.kind.not_in((ERASED, CORRECTION)), Entry.why != "")
    days = select(Entry.person_id, Entry.day).where(Entry.day < before, speaks).distinct()
    found = session.execute(days).all()
    if found:  # what they take back may be of a later day, and stays
        old = select(Entry.id).where(Entry.day < before)
        session.execute(
            update(Entry).where(Entry.reverses.in_(old)).values(reverses=None), execution_options=NO_SYNC
        )
    return sum(_condense_day(session, person, day) for person, day in found) + _forget(session, nobodys)


def _forget(session: Session, nobodys: Select[uuid.UUID]) -> int:
    """Key, name and moment would each lead to the share; the day and the points stay."""
    found = session.scalars(select(Entry).where(Entry.share_id.in_(nobodys))).all()
    for entry in found:
        entry.share_id, entry.award, entry.at = None, f"{entry.kind}:{entry.id}", _midnight(entry.day)
    return len(found)


def _condense_day(session: Session, person: uuid.UUID, day: date) -> int:
    mine = Entry.person_id == person, Entry.day == day
    entered = session.scalar(select(func.sum(Entry.points)).where(*mine)) or 0
    gained = select(PointsDay.points).where(PointsDay.person_id == person, PointsDay.day == day)
    keys = session.scalars(delete(Entry).where(*mine).returning(Entry.id)).all()
    _add(session, person, day, entered, session.scalar(gained) or 0)
    session.flush()
    return len(keys)


def _add(session: Session, person: uuid.UUID, day: date, entered: int, gained: int) -> None:
    parts = {ERASED: gained, CORRECTION: entered - gained}
    at = _midnight(day)
    session.add_all(
        Entry(person_id=person, points=part, kind=kind, award=f"{kind}:{day}", day=day, at=at)
        for kind, part in parts.items()
        if part
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _by_day(session: Session, table: type[Entry | PointsDay], person: uuid.UUID) -> dict[date, int]:
    sums = select(table.day, func.sum(table.points)).where(table.person_id == person)
    return {day: points for day, points in session.execute(sums.group_by(table.day))}  # noqa: C416 - a result is no pair
