"""The strategy on one page: goals that can be measured, and who does what."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base, Keyed
from backend.people.models import Person


class Goal(Keyed, Base):
    """What is to be reached by when: a KPI (kpis.py), as much as `target` a month."""

    __tablename__ = "goal"
    audited = ("name", "kpi", "target", "due", "owner_id")

    name: Mapped[str] = mapped_column(String(120))
    kpi: Mapped[str] = mapped_column(String(30))
    target: Mapped[float] = mapped_column(Numeric(12, 2, asdecimal=False))
    due: Mapped[date]
    owner_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    owner: Mapped[Person | None] = relationship()


class Duty(Keyed, Base):
    """Something that somebody looks after."""

    __tablename__ = "duty"
    audited = ("task", "person_id")

    task: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    person: Mapped[Person | None] = relationship()
