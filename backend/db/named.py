"""Names of which each is there once, whatever its capitals: of groups and of topics."""

import uuid
from typing import Any

from sqlalchemy import String, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, validates


class Named:
    """Mixin: what is told apart by its `name`. The database keeps the name without capitals, and each once.

    A column and no index by a function: the databases' own fold other letters than Python does, and each
    other ones than the other.
    """

    name_key: Mapped[str] = mapped_column(String(300), unique=True, index=True)  # ΐ alone becomes three signs

    @validates("name")
    def _fold(self, _field: str, name: str) -> str:
        self.name_key = key(name)
        return name


def key(name: str) -> str:
    """Of a name; who writes rows in bulk writes it along."""
    return name.casefold()


def is_free(session: Session, table: Any, name: str, own: uuid.UUID | None) -> bool:
    """Is none but `own` called so? Capitals make no difference."""
    kept, wanted = table.name_key, key(name)
    # behind a line end: one that was a second of its name before the database knew (migration 0026)
    called_so = or_(kept == wanted, kept.startswith(f"{wanted}\n", autoescape=True))
    return set(session.scalars(select(table.id).where(called_so))) <= {own}
