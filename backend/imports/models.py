"""What is read from the web, and what came of it."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, Keyed

WAITING, READING, DONE = ("waiting", "reading", "done")  # an import


class Feed(Keyed, Base):
    """A feed that is read again and again. `problem`: a line as in Import.report, of the last reading."""

    __tablename__ = "feed"
    audited = ("address",)

    address: Mapped[str] = mapped_column(String(2000), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    etag: Mapped[str] = mapped_column(String(200), default="")
    modified: Mapped[str] = mapped_column(String(200), default="")
    read_at: Mapped[datetime | None]
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    def conditions(self) -> dict[str, str]:
        """Headers that ask only for what has changed."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


class Import(Keyed, Base):
    """Addresses read into drafts, one after the other. `person_id` is null where nobody asked for it.

    `report`: a line for all that was found, {kind: added | known | flaw, …} (taking.py).
    """

    __tablename__ = "import_run"

    person_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    feed_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("feed.id", ondelete="SET NULL"), index=True)
    addresses: Mapped[list[str]] = mapped_column(JSON)
    subscribe: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(8), default=WAITING, index=True)
    position: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    report: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    leased_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    def lines(self, kind: str) -> list[dict[str, Any]]:
        """The lines of one kind."""
        return [line for line in self.report if line["kind"] == kind]
