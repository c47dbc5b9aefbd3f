"""What somebody decides about must still be as they read it."""

from sqlalchemy.orm import Session

from backend.audit import facts
from backend.db import Base


class Meanwhile(Exception):
    """Somebody else has changed it since."""


def must_be(known: object, read: str | None) -> None:
    """Raises Meanwhile where the digest that a form carried along is of something else than is there now."""
    if facts.digest(known) != read:
        raise Meanwhile


def digest(row: Base) -> str:
    """What a form carries along of a row that is audited."""
    return facts.digest(facts.of(row))


def hold(session: Session, row: Base, read: str | None) -> None:
    """To the end of the transaction nobody else changes the row. Raises Meanwhile where it is not as read."""
    session.refresh(row, with_for_update=True)
    must_be(facts.of(row), read)
