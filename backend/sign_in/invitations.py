"""Inviting people: a code that signs in one browser, or sets the password for the admin site."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.audit.trail import Told
from backend.db import now
from backend.people.models import Person
from backend.sign_in import sessions, tokens
from backend.sign_in.models import Invitation

LIFE = timedelta(days=7)


class WrongCode(Exception):
    """The code is unknown, used or expired; which of them is not said."""


def invite(session: Session, person: uuid.UUID) -> str:
    """A new code for `person`, to be shown this once. Codes given before stop working."""
    return invite_all(session, [person])[person]


def invite_all(session: Session, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """As `invite`, for each of them."""
    old = (Invitation.person_id.in_(people), Invitation.used_at.is_(None))
    session.execute(update(Invitation).where(*old).values(used_at=now()))
    codes, until = {person: tokens.new_invitation() for person in people}, now() + LIFE
    session.add_all(
        Invitation(code_hash=tokens.invitation_digest(code), person_id=person, expires_at=until)
        for person, code in codes.items()
    )
    after = {"until": until.isoformat()}
    trail.notes(session, "people.invitation", (Told("", after=after, about=person) for person in codes))
    return codes


def redeem(session: Session, code: str) -> Person:
    """The person whom `code` invited; the code is used up. Raises WrongCode."""
    usable = (
        Invitation.code_hash == tokens.invitation_digest(code),
        Invitation.used_at.is_(None),
        Invitation.expires_at > now(),
    )
    person_id = session.scalar(
        update(Invitation).where(*usable).values(used_at=now()).returning(Invitation.person_id)
    )
    person = session.scalar(select(Person).where(Person.id == person_id, Person.active))
    if person is None:
        raise WrongCode
    return person


def join(session: Session, code: str, password_hash: str) -> Person:
    """As `redeem`, for one who works on the admin site: sets the password. Raises WrongCode."""
    person = redeem(session, code)
    if person.role == "employee":  # their code is for /connect
        raise WrongCode
    person.password_hash = password_hash
    sessions.end_all(session, person.id)
    return person
