"""Shares with their tracked links, and the clicks on them. No text, nothing about a visitor beyond a day."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.content.models import Item
from backend.db import Base, Keyed, now

PREPARED, POSTED, ABANDONED = ("prepared", "posted", "abandoned")


class Share(Keyed, Base):
    """Somebody took a caption to a platform. `code` is the tracked link: /r/<code>, never re-used.

    The link must outlive the person's account (it stands in posts), hence SET NULL.
    """

    __tablename__ = "share"

    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), index=True)
    caption_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("caption.id", ondelete="SET NULL"), index=True
    )
    platform: Mapped[str] = mapped_column(String(8))
    edited: Mapped[bool]
    code: Mapped[str] = mapped_column(String(16), unique=True)
    release: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=PREPARED)
    permalink: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(default=now)
    posted_at: Mapped[datetime | None]
    item: Mapped[Item] = relationship()

    __table_args__ = (
        Index("ix_share_state", "state", "created_at"),
        Index("ix_share_posted_at", "posted_at"),
        Index("ix_share_person_id", "person_id", "created_at"),
    )


class Click(Keyed, Base):
    """A visitor's first click on a link that day. Append-only."""

    __tablename__ = "click"

    share_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("share.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)


class ClickDay(Base):
    """Roll-up of clicks, written with each click."""

    __tablename__ = "click_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    share_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("share.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    clicks: Mapped[int]


class Salt(Base):
    """Keys the visitors' digests of one day; thrown away the next, so that nobody can make them again."""

    __tablename__ = "click_salt"

    day: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))


class Visit(Base):
    """The keyed digest of address, agent and link: knows a repeat on the same day, thrown away the next."""

    __tablename__ = "click_visit"

    day: Mapped[date] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
