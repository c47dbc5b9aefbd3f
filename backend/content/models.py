"""What there is to share: items with their captions, by topic and audience."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base, Keyed, made_at, now
from backend.people.models import Group

DRAFT, PUBLISHED, WITHDRAWN = STATUSES = ("draft", "published", "withdrawn")
LANGUAGES = ("de", "en")
PLATFORMS = ("linkedin", "x")

item_topic = Table(
    "item_topic",
    Base.metadata,
    Column("item_id", ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True),
)
# an item without a row here is for everybody
item_audience = Table(
    "item_audience",
    Base.metadata,
    Column("item_id", ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("group_id", ForeignKey("audience.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Topic(Keyed, Base):
    """A subject the organisation talks about; its words are matched with the post in view, in the page."""

    __tablename__ = "topic"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    words: Mapped[dict[str, list[str]]] = mapped_column(JSON)  # language -> words


class Item(Keyed, Base):
    """A thing to share. `updated_at` moves with captions, topics, audience: it makes the feed's ETag."""

    __tablename__ = "item"

    url: Mapped[str] = mapped_column(String(2000))
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(10), default=DRAFT)
    pinned: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[datetime] = mapped_column(default=now)
    valid_until: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=now)
    topics: Mapped[list[Topic]] = relationship(secondary=item_topic, order_by=Topic.name)
    groups: Mapped[list[Group]] = relationship(secondary=item_audience, order_by=Group.name)
    captions: Mapped[list["Caption"]] = relationship(cascade="all, delete-orphan", order_by="Caption.id")

    __table_args__ = (Index("ix_item_feed", "status", "pinned", "id"),)

    @property
    def created_at(self) -> datetime:
        """When it was added: its key knows."""
        return made_at(self.id)


class Caption(Keyed, Base):
    """One suggested text. `platform` 'any' fits both."""

    __tablename__ = "caption"

    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), index=True)
    platform: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
