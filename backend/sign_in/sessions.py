"""Server-side sessions of the pages. Signing out or deactivating a person ends them at once."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from backend.db import now
from backend.sign_in import tokens
from backend.sign_in.models import WebSession

IDLE = timedelta(minutes=30)  # people are told so in retention/data_map.yaml
STALE = timedelta(minutes=1)  # a session that slid within the last minute is not written again
FRESH = timedelta(minutes=10)  # how long a password counts for what asks for it again


def begin(
    session: Session,
    person: uuid.UUID,
    with_password: bool,
    instead_of: str = "",
    given_at: datetime | None = None,
) -> str:
    """Start a session and return its token. Ends the one it comes `instead_of`, and what has expired.

    `given_at`: when the password was given, if that was not just now.
    """
    end(session, instead_of)
    session.execute(delete(WebSession).where(WebSession.expires_at < now()))
    token = tokens.new_token()
    session.add(
        WebSession(
            token_hash=tokens.digest(token),
            person_id=person,
            expires_at=now() + IDLE,
            password_at=(given_at or now()) if with_password else None,
        )
    )
    return token


def find(session: Session, token: str) -> WebSession | None:
    """The running session of `token` with its person."""
    query = (
        select(WebSession)
        .options(joinedload(WebSession.person))
        .where(WebSession.token_hash == tokens.digest(token), WebSession.expires_at > now())
    )
    found = session.scalar(query)
    return found if found and found.person.active else None


def must_slide(web_session: WebSession) -> bool:
    """Is it time to note that the person is still here?"""
    return web_session.expires_at - now() < IDLE - STALE


def slide(session: Session, web_session: uuid.UUID) -> None:
    """30 more minutes."""
    session.execute(update(WebSession).where(WebSession.id == web_session).values(expires_at=now() + IDLE))


def is_fresh(web_session: WebSession) -> bool:
    """Was the password given within the last ten minutes?"""
    return web_session.password_at is not None and now() - web_session.password_at < FRESH


def refresh(session: Session, web_session: uuid.UUID) -> None:
    """The password was given again, just now."""
    session.execute(update(WebSession).where(WebSession.id == web_session).values(password_at=now()))


def end(session: Session, token: str) -> None:
    """Sign out."""
    session.execute(delete(WebSession).where(WebSession.token_hash == tokens.digest(token)))


def end_without_password(session: Session, person: uuid.UUID, but: uuid.UUID | None) -> None:
    """Those that an invitation or the extension began, `but` for one."""
    theirs = WebSession.person_id == person, WebSession.password_at.is_(None)
    session.execute(delete(WebSession).where(*theirs, WebSession.id != but))


def end_all(session: Session, person: uuid.UUID) -> None:
    """Sign a person out everywhere."""
    session.execute(delete(WebSession).where(WebSession.person_id == person))
