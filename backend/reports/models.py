"""What reports are made of: tallies that wait, figures that may be read, and the organisation's own rates."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, Keyed, now


class CountedGroup(Base):
    """A group whose figures are kept apart, since a day. Who is in several counts in the latest one."""

    __tablename__ = "counted_group"

    group_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("audience.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[date]


class Waiting(Base):
    """A tally (guard.py) that no figure has used yet; read by nobody, gone once it is used.

    `who`: a person's id, or for outcomes a keyed digest of it.
    """

    __tablename__ = "waiting_tally"

    measure: Mapped[str] = mapped_column(String(100), primary_key=True)
    part: Mapped[str] = mapped_column(String(36), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class Figure(Keyed, Base):
    """A sum that may be read: of whole weeks, `first` to `last` (their Sundays). Never changed."""

    __tablename__ = "figure"

    measure: Mapped[str] = mapped_column(String(100))
    part: Mapped[str] = mapped_column(String(36))
    first: Mapped[date]
    last: Mapped[date]
    value: Mapped[int] = mapped_column(BigInteger)
    people: Mapped[int]  # to the nearest five

    __table_args__ = (Index("ix_figure_last", "last", "measure"),)


class Heads(Base):
    """How many people in a month, to the nearest five. Never changed. `month`: the Sunday that ended it."""

    __tablename__ = "heads"

    month: Mapped[date] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    part: Mapped[str] = mapped_column(String(36), primary_key=True)
    people: Mapped[int]


class ClosedWeek(Base):
    """A week that is counted, by its Sunday: it is counted once.

    `is_before`: it was over before anybody began; counting starts after it, and nothing is told of it.
    """

    __tablename__ = "closed_week"

    last: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    is_before: Mapped[bool] = mapped_column(default=False)


class TakenOutcomes(Keyed, Base):
    """A day's outcomes arrived under this id, which the browser made up: they count once."""

    __tablename__ = "taken_outcomes"

    day: Mapped[date] = mapped_column(index=True)


class Rates(Base):
    """What the organisation itself says a click and a share are worth. One row, or none."""

    __tablename__ = "rates"
    audited = ("currency", "per_click", "per_share")

    id: Mapped[int] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3))
    per_click: Mapped[float] = mapped_column(Numeric(10, 2, asdecimal=False))
    per_share: Mapped[float] = mapped_column(Numeric(10, 2, asdecimal=False))
