"""What is known about a person: told to them whole, and erased when they ask for it."""

import uuid
from datetime import date, datetime
from typing import Any

import uuid_utils.compat
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from backend.arrivals import take as rosters
from backend.audit import trail
from backend.db import now
from backend.known.section import Query, Section
from backend.known.sections import SECTIONS
from backend.pages.paging import Page
from backend.people import service as people
from backend.people.models import Person
from backend.people.pseudonyms import pseudonym
from backend.points import erased
from backend.reports.models import Waiting
from backend.reports.outcomes import keys_of
from backend.shares.models import Share


def counts(session: Session, person: uuid.UUID) -> list[tuple[Section, int]]:
    """Each section that has something about this person, with how many rows, in one query."""
    each = [
        select(func.count()).select_from(_query(one, person).order_by(None).subquery()) for one in SECTIONS
    ]
    row = session.execute(select(*(one.scalar_subquery() for one in each))).one()
    return [(section, count) for section, count in zip(SECTIONS, row, strict=True) if count]


def rows(session: Session, person: uuid.UUID, section: Section, page: int, size: int) -> Page[Any]:
    """A page of one section, newest first."""
    query = _query(section, person)
    result = session.execute(query.limit(size + 1).offset((page - 1) * size)).all()
    return Page(result[:size], page, len(result) > size)


def everything(session: Session, person: uuid.UUID) -> dict[str, list[dict[str, Any]]]:
    """All of it, as JSON can hold it."""
    return {
        section.name: [
            {field.name: _plain(value) for field, value in zip(section.fields, row, strict=True)}
            for row in session.execute(_query(section, person))
        ]
        for section in SECTIONS
    }


def erase(session: Session, person: uuid.UUID) -> None:
    """Nothing leads to this person any more; sums stay as they are.

    The sums of points by day, and what waits for a report, go over to a nobody with a new key. Links in posts
    still lead on, without an owner. All else goes with the row, by the foreign keys.
    Raises NotFound, and Conflict for the last admin.
    """
    found = people.get_person(session, person)
    people.must_not_be_the_last_admin(session, found)
    trail.erase_person(session, person)
    rosters.forget(session, found.email)
    nobody = _add_nobody(session)
    erased.hand_over(session, person, nobody)
    for old, new in zip(keys_of(person), keys_of(nobody), strict=True):
        session.execute(update(Waiting).where(Waiting.who == old).values(who=new))
    session.execute(update(Share).where(Share.person_id == person).values(person_id=None, permalink=None))
    session.execute(delete(Person).where(Person.id == person))


def _add_nobody(session: Session) -> uuid.UUID:
    key = uuid_utils.compat.uuid7()
    email = f"{key.hex}@erased.invalid"
    session.add(Person(id=key, name="", email=email, active=False, pseudonym=pseudonym(), erased_at=now()))
    session.flush()
    return key


def _query(section: Section, person: uuid.UUID) -> Query:
    table = section.mine.table
    query: Query = select(*(field.column.label(field.name) for field in section.fields)).select_from(table)
    newest_first = section.fields[0].column.desc(), *table.primary_key  # of one time, always in one order
    keys = keys_of(person) if section.mine is Waiting.who else [person]
    return section.joined(query).where(section.mine.in_(keys)).order_by(*newest_first)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value
