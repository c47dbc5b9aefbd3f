"""Awards for those who want points, their reversal and correction, and the sum of them."""

import uuid
from datetime import date, datetime
from functools import cache
from typing import Any

import uuid_utils.compat
from sqlalchemy import Executable, bindparam, func, select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db import InsertInto, insert_for, now, run_built
from backend.errors import NotFound
from backend.people.models import Person
from backend.points import tariff
from backend.points.models import CLICK, CORRECTION, REVERSAL, TIP, Entry, PointsDay, PointsTotal
from backend.web import idempotency

# asked with every click, share and engagement: built once
WANTS_POINTS = (
    select(Person.id)
    .where(Person.id == bindparam("person"), Person.wants_points, Person.active)
    .with_for_update(key_share=True)
)
AWARDED = select(func.count()).where(
    Entry.person_id == bindparam("person"), Entry.day == bindparam("on"), Entry.kind == bindparam("its_kind")
)


@cache
def _new_entry(insert_into: InsertInto) -> Executable:
    return insert_into(Entry).on_conflict_do_nothing().returning(Entry.id)


@cache
def _add_to(insert_into: InsertInto, table: type[PointsDay | PointsTotal]) -> Executable:
    new = insert_into(table)
    key = [column.name for column in table.__table__.primary_key]
    return new.on_conflict_do_update(index_elements=key, set_={"points": table.points + new.excluded.points})


def award_click(
    session: Session, sharer: uuid.UUID | None, share: uuid.UUID, click: uuid.UUID, nth: int, at: datetime
) -> None:
    """Points for the `nth` click of the day on a posted share's link."""
    most = tariff.on(session, at.date())[CLICK].per_link_and_day
    if most is None or nth <= most:
        award(session, CLICK, sharer, f"click:{click}", at, share_id=share)


def award_tip(session: Session, tip: uuid.UUID, proposer: uuid.UUID, at: datetime) -> None:
    """Points for a proposed page that the curators accepted: once per person and page."""
    award(session, TIP, proposer, f"tip:{tip}", at, tip_id=tip)


def award(
    session: Session,
    kind: str,
    person: uuid.UUID | None,
    name: str,
    at: datetime,
    **about: Any,
) -> None:
    """What the day's tariff gives for `kind`, up to its daily cap, to a person who wants points.

    `name` says what it is for: the same is awarded once. `about`: columns of the entry.
    """
    worth = tariff.on(session, at.date())[kind]
    found = _who_wants_points(session, person) if worth.points else None
    if found is not None and _awards(session, found, kind, at.date()) < worth.per_day:
        _write(session, found, worth.points, kind, name, at, **about)


def take_back(session: Session, person: uuid.UUID, name: str) -> None:
    """Reverse what was awarded under this name, if anything was."""
    given = select(Entry.id).where(Entry.person_id == person, Entry.award == name)
    entry = session.scalar(given)
    if entry is not None:
        reverse(session, entry)


def correct(
    session: Session, author: uuid.UUID, person: uuid.UUID, points: int, why: str, key: uuid.UUID
) -> None:
    """An admin's entry, with a reason that the employee reads. The same `key` again has no further effect.

    No points are written for one who does not want points: whether they do is nobody else's business.
    """
    # not asked of the ledger: it knows the key of those alone who want points
    if not idempotency.is_first(session, author, str(uuid.uuid5(key, str(person)))):
        return
    trail.note(session, "points.correction", "", after={"points": points, "why": why}, about=person)
    found = _who_wants_points(session, person)
    if found is not None:
        said = {"why": why, "author_id": author}
        _write(session, found, points, CORRECTION, f"correction:{key}", now(), by_day=False, **said)


def reverse(session: Session, entry: uuid.UUID) -> None:
    """Take an award back by an entry of its own. Twice has no further effect. Raises NotFound."""
    found = session.get(Entry, entry)
    if found is None:
        raise NotFound("There is no such entry.")
    session.get(Person, found.person_id, with_for_update={"key_share": True})
    _write(
        session,
        found.person_id,
        -found.points,
        REVERSAL,
        f"reversal:{found.id}",
        now(),
        share_id=found.share_id,
        tip_id=found.tip_id,
        reverses=found.id,
        by_day=found.kind != CORRECTION,
    )


def _who_wants_points(session: Session, person: uuid.UUID | None) -> uuid.UUID | None:
    """The person, if they want points. Their row stays locked, so that caps hold among parallel awards."""
    found: uuid.UUID | None = run_built(session, WANTS_POINTS, person=person).scalar() if person else None
    return found


def _awards(session: Session, person: uuid.UUID, kind: str, day: date) -> int:
    return int(run_built(session, AWARDED, person=person, on=day, its_kind=kind).scalar_one())


def _write(
    session: Session,
    person: uuid.UUID,
    points: int,
    kind: str,
    award: str,
    at: datetime,
    by_day: bool = True,
    **about: Any,
) -> None:
    """The entry and its sums, or nothing when the same award was given before. `by_day`: boards show it."""
    insert_into, gained = insert_for(session), {"person_id": person, "points": points}
    day, entry = {"day": at.date()}, {"id": uuid_utils.compat.uuid7(), "kind": kind, "award": award, "at": at}
    new = run_built(session, _new_entry(insert_into), **gained, **day, **entry, **about)
    if new.scalar() is None:
        return
    if by_day:
        run_built(session, _add_to(insert_into, PointsDay), **gained, **day)
    run_built(session, _add_to(insert_into, PointsTotal), **gained)


def total(session: Session, person: uuid.UUID) -> int:
    """All points of a person."""
    return session.scalar(select(PointsTotal.points).where(PointsTotal.person_id == person)) or 0
