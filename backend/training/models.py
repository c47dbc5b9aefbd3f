"""What there is to learn from, and who is how far with the quiz about a version of the guidelines."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class Drills(Base):
    """The drills of the newest release by language, since judging all examples takes seconds."""

    __tablename__ = "drills"

    release: Mapped[int] = mapped_column(ForeignKey("rule_release.number"), primary_key=True)
    by_language: Mapped[dict[str, Any]] = mapped_column(JSON)


class Training(Base):
    """How far somebody is; nobody but them learns of it.

    `release` and `seed` say which questions were drawn last; `is_open`: they wait for answers.
    """

    __tablename__ = "training"

    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(ForeignKey("guideline.number"), primary_key=True)
    release: Mapped[int]
    seed: Mapped[int]
    is_open: Mapped[bool]
    passed_at: Mapped[datetime | None]
