"""What there is to share: items with their captions, by topic and audience."""

import hashlib
import uuid
from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, LargeBinary, String, Table, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from backend.db import Base, Keyed, now
from backend.db.folding import alphabetical, folded
from backend.db.named import Named
from backend.people.models import Group

OPEN, ACCEPTED, DECLINED = TIP_STATES = ("open", "accepted", "declined")
DRAFT, PUBLISHED, WITHDRAWN = ("draft", "published", "withdrawn")

item_topic = Table(
    "item_topic",
    Base.metadata,
    Column("item_id", ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True),
)
# an item without a row here is for everybody, unless its group is gone (Item.audience_gone)
item_audience = Table(
    "item_audience",
    Base.metadata,
    Column("item_id", ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("group_id", ForeignKey("audience.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Topic(Named, Keyed, Base):
    """A subject the organisation talks about; its words are matched with the post in view, in the page."""

    __tablename__ = "topic"
    audited = ("name", "words")

    name: Mapped[str] = mapped_column(String(80), unique=True)
    words: Mapped[dict[str, list[str]]] = mapped_column(JSON)  # language -> words


class Item(Keyed, Base):
    """A thing to share: a link, or, without `url`, a text of one's own.

    `updated_at` moves with captions, topics, audience: it makes the feed's ETag. Within `spread_days` the
    suggestions reach one after the other (backend/content/turns.py).
    """

    __tablename__ = "item"
    audited = (
        *("title", "status", "url", "source", "description", "language", "hashtags", "campaign", "pinned"),
        *("spread_days", "valid_from", "valid_until", "topics", "groups", "captions"),
    )

    url: Mapped[str] = mapped_column(String(2000), default="")
    url_key: Mapped[str | None] = mapped_column(String(64), index=True)  # the same for the same page
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(600), default="")
    hashtags: Mapped[list[str]] = mapped_column(JSON, default=list)  # without the #
    campaign: Mapped[str] = mapped_column(String(60), default="")  # utm_campaign of its tracked links
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(10), default=DRAFT)
    pinned: Mapped[bool] = mapped_column(default=False)
    spread_days: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime | None]  # since when it is in the feeds
    valid_from: Mapped[datetime] = mapped_column(default=now)
    valid_until: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=now)
    audience_gone: Mapped[bool] = mapped_column(default=False)  # its only group was deleted: for nobody
    topics: Mapped[list[Topic]] = relationship(
        secondary=item_topic, order_by=lambda: (folded(Topic.name), Topic.id)
    )
    groups: Mapped[list[Group]] = relationship(
        secondary=item_audience, order_by=lambda: (folded(Group.name), Group.id)
    )
    captions: Mapped[list["Caption"]] = relationship(cascade="all, delete-orphan", order_by="Caption.id")
    picture: Mapped["Picture | None"] = relationship(cascade="all, delete-orphan")

    __table_args__ = (
        Index("ix_item_feed", "status", "pinned", "id"),
        Index("ix_item_title", alphabetical(text("title")), "id"),  # the curators' list
        Index("ix_item_valid_until", "valid_until", "id"),
    )

    @property
    def begins_later(self) -> bool:
        """Published or not, it is in no feed yet."""
        return self.valid_from > now()

    @property
    def is_over(self) -> bool:
        """Published or not, it is in no feed any more."""
        return self.valid_until is not None and self.valid_until <= now()


class Caption(Keyed, Base):
    """One suggested text, or a question that one answers in one's own words. `platform` 'any' fits both.

    `people`: how many posted it as it is; shown as steps only (backend/content/uses.py).
    """

    __tablename__ = "caption"
    audited = ("text", "platform", "language", "is_question")

    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), index=True)
    platform: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    is_question: Mapped[bool] = mapped_column(default=False)
    people: Mapped[int] = mapped_column(default=0)


class Picture(Base):
    """What stands above the link, for curators' eyes: the sites fetch their own from the page."""

    __tablename__ = "picture"
    audited = ("alt", "fingerprint")

    item_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    alt: Mapped[str] = mapped_column(String(300))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    @property
    def fingerprint(self) -> str:
        """Tells one picture from another."""
        return hashlib.sha256(self.data).hexdigest()[:16]


class Tip(Keyed, Base):
    """A page that employees propose: one row for one address, however many propose it."""

    __tablename__ = "tip"
    audited = ("title", "url", "state", "answer")

    url: Mapped[str] = mapped_column(String(2000), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10), default=OPEN)
    answer: Mapped[str] = mapped_column(
        String(500), default=""
    )  # what the curators tell those who proposed it
    item_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("item.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime | None]
    proposals: Mapped[list["Proposal"]] = relationship(order_by="Proposal.at")

    __table_args__ = (Index("ix_tip_state", "state", "id"),)


class Proposal(Base):
    """Who proposed a tip, and why: the note is for the curators, who are not told the name."""

    __tablename__ = "proposal"

    tip_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("tip.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    note: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(default=now)


# how an item is loaded with all that belongs to it
WHOLE = (selectinload(Item.captions), selectinload(Item.topics), selectinload(Item.groups))
