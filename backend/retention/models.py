"""Which days what was kept long enough was deleted, and how much of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class RetentionRun(Base):
    """One a day. `deleted`: of each entry of the map, how many rows, or null where it broke; that is all."""

    __tablename__ = "retention_run"

    day: Mapped[date] = mapped_column(primary_key=True)
    leased_until: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    deleted: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
