"""Who came with a file and waits for an invitation: by a letter each, or by codes in a file.

A letter is held by a lease while it is sent. Unlike the weekly mail it is sent again where nobody can know
whether it arrived: without it nobody gets in, and the code of the first one stops working.
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from backend.arrivals.models import DELAYED, HANDED, QUEUED, REFUSED, UNSENT, Arrival
from backend.audit import trail
from backend.audit.trail import Told
from backend.db import now
from backend.db.folding import folded
from backend.oidc.models import OidcAccount
from backend.people.models import Person
from backend.sign_in import invitations
from backend.sign_in.models import Device

LEASE = timedelta(minutes=5)
LATER = timedelta(hours=1)  # when a letter that was refused for now is tried again
AT_ONCE = 500  # in a turn of the worker, which has other things to do


@dataclass(frozen=True)
class Claim:
    """Whose letter it is, held until `leased_until`; `letter`: how it stood when it was taken."""

    person: uuid.UUID
    leased_until: datetime
    letter: str


def counts(session: Session) -> Counter[str]:
    """How many there are in each state, of those who have not come in yet."""
    rows = select(Arrival.letter, func.count()).join(Arrival.person).where(_is_outside())
    return Counter(dict(session.execute(rows.group_by(Arrival.letter)).all()))


def refused(session: Session, most: int) -> Sequence[Person]:
    """The first of those whose address takes no letter."""
    query = select(Person).join(Arrival).where(_is_outside(), Arrival.letter == REFUSED)
    return session.scalars(query.order_by(folded(Person.name), Person.id).limit(most)).all()


def in_vain(session: Session) -> Sequence[Person]:
    """Whose letter was tried and is tried again: refused for now, or something breaks whenever it is sent."""
    query = select(Person).join(Arrival).where(_is_outside(), _was_in_vain())
    return session.scalars(query.order_by(folded(Person.name), Person.id)).all()


def post(session: Session) -> None:
    """Put the letters to all who wait into the queue."""
    ids = _take(session, QUEUED, UNSENT, REFUSED)
    trail.notes(session, "people.invitation", (Told("", after={"by_mail": True}, about=one) for one in ids))


def hand_out(session: Session) -> list[tuple[Person, str]]:
    """New codes for all who got no letter, by name; codes given out before stop working."""
    ids = _take(session, HANDED, UNSENT, REFUSED, HANDED, or_else=_was_in_vain())
    codes = invitations.invite_all(session, ids)
    query = select(Person).where(Person.id.in_(ids)).order_by(folded(Person.name), Person.id)
    return [(person, codes[person.id]) for person in session.scalars(query)]


def due(session: Session) -> Sequence[uuid.UUID]:
    """Whose letter may be sent now."""
    query = select(Arrival.person_id).join(Arrival.person).where(_is_outside(), _is_free())
    return session.scalars(query.order_by(Arrival.person_id).limit(AT_ONCE)).all()


def claim(session: Session, person: uuid.UUID) -> Claim | None:
    """Hold somebody's letter; None where another worker does."""
    until = now() + LEASE
    mine = update(Arrival).where(Arrival.person_id == person, _is_free()).values(leased_until=until)
    letter = session.scalar(mine.returning(Arrival.letter))
    return Claim(person, until, letter) if letter else None


def is_held(session: Session, claim: Claim) -> bool:
    """The last moment: is it still ours to send?"""
    return session.scalar(select(Arrival.person_id).where(*_held(claim))) is not None


def note(session: Session, claim: Claim, letter: str, until: datetime | None = None) -> None:
    """What became of it. `until`: before then nobody tries again."""
    session.execute(update(Arrival).where(*_held(claim)).values(letter=letter, leased_until=until))


def _held(claim: Claim) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Arrival.person_id == claim.person, Arrival.leased_until == claim.leased_until


def _take(
    session: Session, letter: str, *letters: str, or_else: ColumnElement[bool] | None = None
) -> Sequence[uuid.UUID]:
    """Whose letter was one of `letters` becomes `letter`; of two buttons pressed at once one has each."""
    one_of = Arrival.letter.in_(letters)
    outside = select(Person.id).where(_is_outside())
    mine = update(Arrival).where(
        Arrival.person_id.in_(outside), one_of if or_else is None else or_(one_of, or_else)
    )
    taken = mine.values(letter=letter, leased_until=None).returning(Arrival.person_id)
    return session.scalars(taken).all()


def _is_outside() -> ColumnElement[bool]:
    """Never came in: an employee without a browser, one who works on these pages without a password."""
    no_device = and_(Person.role == "employee", Person.id.not_in(select(Device.person_id)))
    no_password = and_(
        Person.role != "employee",
        Person.password_hash.is_(None),
        Person.id.not_in(select(OidcAccount.person_id)),
    )
    return and_(Person.active, or_(no_device, no_password))


def _was_in_vain() -> ColumnElement[bool]:
    """It was refused for now, or its lease has run out; a mail server that is down leaves none."""
    return or_(Arrival.letter == DELAYED, and_(Arrival.letter == QUEUED, Arrival.leased_until < now()))


def _is_free() -> ColumnElement[bool]:
    unheld = or_(Arrival.leased_until.is_(None), Arrival.leased_until < now())
    return and_(Arrival.letter.in_((QUEUED, DELAYED)), unheld)
