"""From the extension to one's own pages: an address that opens once, within a minute."""

import re
import uuid

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.db import now
from backend.people.models import Person
from backend.sign_in import connecting, sessions
from backend.sign_in.connecting import ConnectRequest
from backend.sign_in.models import ConnectCode

LEADS_TO = "/me"  # no extension asks for this, so its code is worth nothing there, and theirs nothing here
PLACE = re.compile(r"/me(/[\w/-]*)?", re.ASCII)


def make(session: Session, person: uuid.UUID) -> str:
    """A code for the way in."""
    return connecting.issue_code(session, person, ConnectRequest(LEADS_TO, "", "", ""), "")


def enter(session: Session, code: str) -> Person | None:
    """Whose door it opens, for the first who asks and in time; commit it whatever comes after."""
    found = connecting.use_up(session, code)
    if found is None or found.redirect_uri != LEADS_TO:
        return None
    return session.scalar(select(Person).where(Person.id == found.person_id, Person.active))


def close(session: Session, person: uuid.UUID, but: uuid.UUID | None = None) -> None:
    """With a browser that is signed out goes what it may have opened. `but`: the session that asks for it."""
    waiting = ConnectCode.person_id == person, ConnectCode.redirect_uri == LEADS_TO
    session.execute(update(ConnectCode).where(*waiting, ConnectCode.used_at.is_(None)).values(used_at=now()))
    sessions.end_without_password(session, person, but)


def place(asked: str) -> str:
    """A page of one's own, as asked or else the first."""
    return asked if PLACE.fullmatch(asked) else LEADS_TO
