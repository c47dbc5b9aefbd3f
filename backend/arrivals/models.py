"""People from a file: the file until it is taken over, and who came with it and waits for an invitation."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base, Keyed, now
from backend.people.models import Person

UNSENT, HANDED, QUEUED, DELAYED, SENT, REFUSED = ("unsent", "handed", "queued", "delayed", "sent", "refused")


class RosterFile(Keyed, Base):
    """A file that was read and not taken over yet; put away after a day. `lines`: see roster.Line."""

    __tablename__ = "roster_file"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    read_at: Mapped[datetime] = mapped_column(default=now)


class Arrival(Base):
    """Somebody who came with a file. `letter`: how it stands with their invitation; handed: a code in a file.

    `leased_until`: a worker is at it; of a delayed one: before then nobody tries again.
    """

    __tablename__ = "arrival"

    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    letter: Mapped[str] = mapped_column(String(8), default=UNSENT, index=True)
    leased_until: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=now)
    person: Mapped[Person] = relationship()
