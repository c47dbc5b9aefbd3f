"""Between one person and the guidelines: what they acknowledged, and whether they are asked to read anew."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.db import insert, now
from backend.guidelines import service
from backend.guidelines.differences import Change
from backend.guidelines.models import Acknowledgement, Version

ASKS_SINCE = select(func.max(Version.number)).where(Version.asks)


@dataclass(frozen=True)
class Standing:
    """`version`: in force; `acknowledged`: the last one they did, 0 before the first."""

    version: Version | None
    acknowledged: int
    is_due: bool

    @property
    def number(self) -> int:
        return self.version.number if self.version else 0


def of_person(session: Session, person: uuid.UUID) -> Standing:
    """How it stands with somebody."""
    mine = select(func.max(Acknowledgement.version)).where(Acknowledgement.person_id == person)
    both = select(mine.scalar_subquery(), ASKS_SINCE.scalar_subquery())
    last, since = (number or 0 for number in session.execute(both).one())
    return Standing(service.newest(session), last, last < since)


def asks_since(session: Session) -> int:
    """The last version that asks to be acknowledged; 0 where none does."""
    return session.scalar(ASKS_SINCE) or 0


def acknowledge(session: Session, person: uuid.UUID, number: int) -> Acknowledgement:
    """Somebody read this version. Twice has no further effect. Raises NotFound."""
    service.get(session, number)
    row = {"person_id": person, "version": number, "at": now()}
    session.execute(insert(session, Acknowledgement).values(**row).on_conflict_do_nothing())
    return session.get_one(Acknowledgement, (person, number))


def news(session: Session, standing: Standing, language: str) -> list[Change]:
    """What is new to them in the version in force, in `language`."""
    if standing.version is None or standing.acknowledged == standing.number:
        return []
    before = service.texts(session, standing.acknowledged) if standing.acknowledged else None
    return service.changes(session, before, service.texts(session, standing.number))[language]
