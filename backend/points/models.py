"""Points: an append-only ledger, and sums that are written with it. For each person, at any time:
sum(ledger) = points_total = sum(points_day) + the corrections."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, Keyed, now

KINDS = SHARE, CLICK, COMMENT, LIKE, TIP, QUIZ = ("share", "click", "comment", "like", "tip", "quiz")
REVERSAL, CORRECTION = "reversal", "correction"
ERASED = "erased"  # the sum of a day: of somebody who was erased, or of long ago


class TariffLine(Base):
    """What the organisation says one kind is worth from a day on; rules.yaml says it until then."""

    __tablename__ = "tariff"

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    starts: Mapped[date] = mapped_column(primary_key=True)
    points: Mapped[int]
    per_day: Mapped[int]
    per_link_and_day: Mapped[int | None]
    why: Mapped[str] = mapped_column(String(300), default="")


class Entry(Keyed, Base):
    """One award, the reversal of one, or a correction, whose `why` and author the employee reads.

    `award` names what it is for: nothing is awarded twice.
    """

    __tablename__ = "ledger"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    points: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    award: Mapped[str] = mapped_column(String(100))
    share_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("share.id", ondelete="SET NULL"), index=True
    )
    tip_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tip.id", ondelete="SET NULL"), index=True)
    reverses: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("ledger.id", ondelete="CASCADE"), unique=True
    )
    why: Mapped[str] = mapped_column(String(300), default="")
    author_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        UniqueConstraint("person_id", "award"),
        Index("ix_ledger_person_id", "person_id", "id"),
        Index("ix_ledger_day", "person_id", "day", "kind"),
    )


class PointsDay(Base):
    """Roll-up: what a person gained on a day. The day comes first, for boards over a period.

    Without corrections: the admin who knows whom one is for would see which pseudonym moves.
    """

    __tablename__ = "points_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    points: Mapped[int]


class PointsTotal(Base):
    """Roll-up: what a person has in all."""

    __tablename__ = "points_total"

    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    points: Mapped[int]


class SeasonPlace(Base):
    """A place on a season's podium as it was announced; of nobody once they are erased or gone for good.

    The pseudonym is the person's own, so that none is left here when they go.
    """

    __tablename__ = "season_place"

    season_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("season.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int]
    points: Mapped[int]
    person_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
