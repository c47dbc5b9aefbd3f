"""The weekly mail: who wants it, and how far it is."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, now


class Digest(Base):
    """Somebody who wants the weekly mail, or once did: who comes back does not get it twice in a week.

    `due_at`: the next one goes no earlier. `told_until`: what was there by then was told in one that the mail
    server surely took. `leased_until`: a worker is at it. `refused`: the mail server knows no such address.
    """

    __tablename__ = "digest"

    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    wanted: Mapped[bool]
    due_at: Mapped[datetime] = mapped_column(default=now)
    told_until: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    refused: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_digest_due", "wanted", "due_at"),)
