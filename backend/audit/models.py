"""The audit trail: what was changed, as a chain that tells of tampering and survives erasure.

Who, about whom and what lie in columns that can be emptied, each with its salt; the chain is made of their
digests alone (docs/decisions/0019-an-audit-that-can-forget.md).
"""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base

HEAD = 1


class AuditEntry(Base):
    """One change. `actor_id` is null for the terminal, or for somebody erased: then without `who_salt`."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40))  # of kinds.KINDS
    who_digest: Mapped[str] = mapped_column(String(64))
    words_digest: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    # what can be erased
    actor_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    who_salt: Mapped[str | None] = mapped_column(String(32))
    about_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    words: Mapped[str | None] = mapped_column(Text)  # JSON: name, before, after
    words_salt: Mapped[str | None] = mapped_column(String(32))


class AuditHead(Base):
    """The one row that knows the last entry. Whoever adds one holds it, so the chain never forks."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
