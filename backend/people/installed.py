"""The organisation's one row: nearly every page asks for it several times, and the database once."""

from typing import TypeVar

import uuid_utils.compat
from flask import has_request_context
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from backend.audit import trail
from backend.db import db, look_up
from backend.errors import NotFound
from backend.people.models import Installation

KEPT = "installation"  # in the session's own notes
Chosen = TypeVar("Chosen")


def row(session: Session) -> Installation | None:
    """The row, as this session has read it; None before `plainspoken init`."""
    known: Installation | None = session.info.get(KEPT)
    if known is None or known not in session:  # it was closed in between
        known = session.info[KEPT] = session.scalar(select(Installation))
    return known


def installation(session: Session) -> Installation:
    """Whose server this is. Raises NotFound before `plainspoken init`."""
    found = row(session)
    if found is None:
        raise NotFound("This server has no organisation yet.", "Run `plainspoken init`.")
    return found


def chosen(column: InstrumentedAttribute[Chosen], otherwise: Chosen) -> Chosen:
    """What the organisation chose, as this request reads it; `otherwise` before `plainspoken init`."""
    if has_request_context():
        ours = row(db.session)
        return getattr(ours, column.key) if ours else otherwise
    rows = look_up(select(column))  # a worker lives long, and must not read on
    return rows[0][0] if rows else otherwise


def hold_installation(session: Session) -> None:
    """To the end of the transaction others who ask for it wait: what is one for the whole server."""
    session.execute(select(Installation.id).with_for_update())


def is_installed(session: Session) -> bool:
    """Did `plainspoken init` run?"""
    return session.scalar(select(Installation.id)) is not None


def install(session: Session, organisation: str) -> Installation:
    """The installation's row, made when there is none."""
    found: Installation | None = session.scalar(select(Installation))
    if found is None:
        found = Installation(id=uuid_utils.compat.uuid7(), organisation=organisation)
        session.add(found)
        session.flush()
    return found


def rename(session: Session, organisation: str) -> bool:
    """What it is called from now on, on every page and in every letter; is that another name?"""
    found = session.scalars(select(Installation).with_for_update()).one()
    before, after = {"organisation": found.organisation}, {"organisation": organisation}
    trail.note(session, "settings.organisation", "", before, after)
    found.organisation = organisation
    return before != after
