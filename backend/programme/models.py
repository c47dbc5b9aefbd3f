"""What makes it a programme: seasons with a prize and a podium."""

import secrets
import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.dates import weeks
from backend.db import Base, Keyed, now


def wall_code() -> str:
    """Part of the address that a wall screen opens without signing in: 128 bit."""
    return secrets.token_urlsafe(16)


class Season(Keyed, Base):
    """Some weeks in which points count for a prize. `starts` and `ends` belong to it.

    `on_board`: people on the board when it was announced, 0 for too few; the places are points' SeasonPlace.
    """

    __tablename__ = "season"
    audited = ("name", "starts", "ends", "prize", "announced_at")

    name: Mapped[str] = mapped_column(String(80))
    starts: Mapped[date] = mapped_column(index=True)
    ends: Mapped[date]
    prize: Mapped[str] = mapped_column(String(200), default="")
    wall_code: Mapped[str] = mapped_column(String(22), unique=True, default=wall_code)
    announced_at: Mapped[datetime | None]
    on_board: Mapped[int | None]

    @property
    def state(self) -> str:
        """coming, running, over (nobody knows yet who won), announced."""
        if self.announced_at:
            return "announced"
        if now().date() < self.starts:
            return "coming"
        return "running" if weeks.today() <= self.ends else "over"

    @property
    def has_standing(self) -> bool:
        """Is its first Sunday over?"""
        return self.starts <= weeks.last_over()

    @property
    def days_left(self) -> int:
        """After today: none on its last day."""
        return max(0, (self.ends - now().date()).days)


class SeasonTeam(Base):
    """A team on the podium as it was announced: its name and its points of that moment."""

    __tablename__ = "season_team"

    season_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("season.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int]
    points: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
