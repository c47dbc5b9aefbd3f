"""Who gets the weekly mail when: once a week at most, whatever breaks, and never after a no."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from backend import fewest
from backend.db import now
from backend.digest.models import Digest
from backend.people.models import Person
from backend.reports.guard import to_five

WEEK = timedelta(days=7)
FIRST = timedelta(days=14)  # how far the first one looks back
LEASE = timedelta(minutes=5)
NOTHING_NEW = timedelta(days=1)  # when to look again
REFUSED = timedelta(hours=1)  # when to try again, where that may help
AT_ONCE = 500  # in a turn of the worker, which has other things to do


@dataclass(frozen=True)
class Claim:
    """Whose turn it is, held until `leased_until`; `told_until`: what they know already."""

    person: uuid.UUID
    leased_until: datetime
    told_until: datetime


def of_person(session: Session, person: uuid.UUID) -> Digest | None:
    """How it stands with somebody; None for one who never asked for it."""
    return session.get(Digest, person)


def choose(session: Session, person: uuid.UUID, wanted: bool) -> None:
    """Switch it on or off. Who comes back within a week waits for the rest of it."""
    found = of_person(session, person) or Digest(person_id=person, told_until=now() - FIRST)
    found.wanted, found.refused = wanted, False
    session.add(found)


def leave(session: Session, person: uuid.UUID) -> None:
    """Out, whoever it is and however often."""
    session.execute(update(Digest).where(Digest.person_id == person).values(wanted=False))


def wanted_by(session: Session) -> int:
    """About how many people want it; 0: too few to be told."""
    count = session.scalars(select(func.count()).where(Digest.wanted)).one()
    return to_five(count) if count >= fewest.of(session) else 0


def due(session: Session) -> Sequence[uuid.UUID]:
    """Whose turn it is, the longest waiting first."""
    active = select(Digest.person_id).join(Person, Person.id == Digest.person_id).where(Person.active)
    return session.scalars(active.where(_is_free()).order_by(Digest.due_at).limit(AT_ONCE)).all()


def claim(session: Session, person: uuid.UUID) -> Claim | None:
    """Hold somebody's turn; None where another worker does."""
    until = now() + LEASE
    mine = update(Digest).where(Digest.person_id == person, _is_free()).values(leased_until=until)
    row = session.execute(mine.returning(Digest.told_until)).one_or_none()
    return Claim(person, until, row.told_until) if row else None


def let_go(session: Session, claim: Claim) -> None:
    """Another may try, unless it was handed over."""
    mine = (Digest.person_id == claim.person, Digest.leased_until == claim.leased_until)
    session.execute(update(Digest).where(*mine).values(leased_until=None))


def hand_over(session: Session, claim: Claim) -> bool:
    """The last moment: from here on nobody sends it again. No, where it is wanted or held by us no more."""
    still = and_(Digest.wanted, Digest.leased_until == claim.leased_until)
    mine = update(Digest).where(Digest.person_id == claim.person, still)
    ours = mine.values(due_at=now() + WEEK, leased_until=None).returning(Digest.person_id)
    return session.scalar(ours) is not None


def told(session: Session, claim: Claim, until: datetime) -> None:
    """The mail server took it, so what it told is told."""
    _set(session, claim, told_until=until, refused=False)


def nothing_new(session: Session, claim: Claim) -> None:
    """No letter this time."""
    _set(session, claim, due_at=now() + NOTHING_NEW, leased_until=None)


def refused(session: Session, claim: Claim, for_good: bool) -> None:
    """The mail server did not take it, and said so."""
    later = now() + (WEEK if for_good else REFUSED)
    _set(session, claim, due_at=later, leased_until=None, refused=for_good)


def _set(session: Session, claim: Claim, **values: object) -> None:
    session.execute(update(Digest).where(Digest.person_id == claim.person).values(**values))


def _is_free() -> ColumnElement[bool]:
    at = now()
    unheld = or_(Digest.leased_until.is_(None), Digest.leased_until < at)
    return and_(Digest.wanted, Digest.due_at <= at, unheld)
