"""Goals and duties: what is to be reached, and who looks after what."""

import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from backend.audit import trail
from backend.errors import NotFound
from backend.strategy.models import Duty, Goal

Entry = TypeVar("Entry", Goal, Duty)
KINDS = {Goal: "strategy.goal", Duty: "strategy.duty"}


def goals(session: Session) -> Sequence[Goal]:
    """All of them, the next one due first."""
    return session.scalars(select(Goal).options(joinedload(Goal.owner)).order_by(Goal.due, Goal.id)).all()


def duties(session: Session) -> Sequence[Duty]:
    """All of them, in the order in which they were written down."""
    return session.scalars(select(Duty).options(joinedload(Duty.person)).order_by(Duty.id)).all()


def get(session: Session, kind: type[Entry], key: uuid.UUID) -> Entry:
    """One of them. Raises NotFound."""
    found = session.get(kind, key)
    if found is None:
        raise NotFound("This is not part of the strategy any more.", "Go back to the strategy.")
    return found


def save(session: Session, kind: type[Entry], key: uuid.UUID | None, **fields: Any) -> None:
    """A new one (None), or other words for one. Raises NotFound."""
    found = get(session, kind, key) if key else kind()
    with trail.change(session, KINDS[kind], found):
        for name, value in fields.items():
            setattr(found, name, value)
        session.add(found)


def delete(session: Session, kind: type[Entry], key: uuid.UUID) -> None:
    """Take one out. Raises NotFound."""
    found = get(session, kind, key)
    with trail.change(session, KINDS[kind], found):
        session.delete(found)
