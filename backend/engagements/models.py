"""That somebody commented on or liked a post of the company's own page, where they said so. No text."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, Keyed, now

KINDS = COMMENT, LIKE, UNLIKE = ("comment", "like", "unlike")


class Engagement(Keyed, Base):
    """Append-only: a like that was taken back is one more row."""

    __tablename__ = "engagement"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    platform: Mapped[str] = mapped_column(String(8))
    post: Mapped[str] = mapped_column(String(80))  # as the site names it; public
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (Index("ix_engagement_person_id", "person_id", "id"),)
