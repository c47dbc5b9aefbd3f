"""A pilot: a group that tries it for some weeks, measured against the weeks before and against the rest."""

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.dates import weeks
from backend.db import Base, Keyed
from backend.db.folding import folded
from backend.people.models import Group, Person

PLANNED, BASELINE, RUNNING, OVER = ("planned", "baseline", "running", "over")

# the further groups that it was rolled out to
rollout = Table(
    "rollout",
    Base.metadata,
    Column("pilot_id", ForeignKey("pilot.id", ondelete="CASCADE"), primary_key=True),
    Column("group_id", ForeignKey("audience.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Pilot(Keyed, Base):
    """`starts` is a Monday; before it `baseline_weeks` are measured, from it on `pilot_weeks`."""

    __tablename__ = "pilot"
    audited = (
        *("name", "question", "group_id", "owner_id", "starts", "baseline_weeks", "pilot_weeks"),
        *("rolled_out_at", "further"),
    )

    name: Mapped[str] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(String(500), default="")  # what it is to find out
    group_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("audience.id", ondelete="SET NULL"), index=True
    )
    part: Mapped[str] = mapped_column(String(36))  # the group's in reports, though it be gone
    owner_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    starts: Mapped[date]
    baseline_weeks: Mapped[int]
    pilot_weeks: Mapped[int]
    rolled_out_at: Mapped[datetime | None]
    group: Mapped[Group | None] = relationship()
    owner: Mapped[Person | None] = relationship()
    further: Mapped[list[Group]] = relationship(
        secondary=rollout, order_by=lambda: (folded(Group.name), Group.id)
    )

    @property
    def measured_from(self) -> date:
        """The Monday with which the baseline begins."""
        return self.starts - weeks.WEEK * self.baseline_weeks

    @property
    def ends(self) -> date:
        """The last day, a Sunday."""
        return self.starts + weeks.WEEK * self.pilot_weeks - timedelta(days=1)

    @property
    def may_ask(self) -> bool:
        """May its question still change? Not once its own weeks have begun."""
        return self.state in (PLANNED, BASELINE)

    @property
    def state(self) -> str:
        """planned, baseline, running, over: by the weeks that are over."""
        today = weeks.today()
        if today > self.ends:
            return OVER
        return RUNNING if today >= self.starts else BASELINE if today >= self.measured_from else PLANNED
