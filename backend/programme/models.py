"""What makes it a programme: seasons with a prize and a podium."""

import secrets
from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, Keyed, now


def wall_code() -> str:
    """Part of the address that a wall screen opens without signing in: 128 bit."""
    return secrets.token_urlsafe(16)


class Season(Keyed, Base):
    """Some weeks in which points count for a prize. `starts` and `ends` belong to it."""

    __tablename__ = "season"
    audited = ("name", "starts", "ends", "prize", "announced_at")

    name: Mapped[str] = mapped_column(String(80))
    starts: Mapped[date] = mapped_column(index=True)
    ends: Mapped[date]
    prize: Mapped[str] = mapped_column(String(200), default="")
    wall_code: Mapped[str] = mapped_column(String(22), unique=True, default=wall_code)
    announced_at: Mapped[datetime | None]

    @property
    def state(self) -> str:
        """coming, running, over (nobody knows yet who won), announced."""
        today = now().date()
        if self.announced_at:
            return "announced"
        return "coming" if today < self.starts else "running" if today <= self.ends else "over"
