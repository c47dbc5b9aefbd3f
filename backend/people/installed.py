"""The organisation's one row: nearly every page asks for it several times, and the database once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.people.models import Installation

KEPT = "installation"  # in the session's own notes


def row(session: Session) -> Installation | None:
    """The row, as this session has read it; None before `plainspoken init`."""
    known: Installation | None = session.info.get(KEPT)
    if known is None or known not in session:  # it was closed in between
        known = session.info[KEPT] = session.scalar(select(Installation))
    return known
