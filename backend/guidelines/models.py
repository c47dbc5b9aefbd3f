"""Guidelines: versions published, the one being written, who acknowledged which, how many had read them."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, now


class Version(Base):
    """The guidelines as published, in both languages. Never changed, never deleted.

    `asks`: whoever acknowledged an earlier one is asked again.
    """

    __tablename__ = "guideline"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    en: Mapped[str] = mapped_column(Text, deferred=True, deferred_group="texts")
    de: Mapped[str] = mapped_column(Text, deferred=True, deferred_group="texts")
    note_en: Mapped[str] = mapped_column(String(300))
    note_de: Mapped[str] = mapped_column(String(300))
    asks: Mapped[bool]
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    published_at: Mapped[datetime] = mapped_column(default=now)

    def note(self, language: str) -> str:
        """What was new."""
        return {"en": self.note_en, "de": self.note_de}[language]


class Draft(Base):
    """What is being written: one row, or none while nothing differs from the version in force."""

    __tablename__ = "guideline_draft"

    installation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("installation.id", ondelete="CASCADE"), primary_key=True
    )
    en: Mapped[str] = mapped_column(Text)
    de: Mapped[str] = mapped_column(Text)


class Acknowledgement(Base):
    """Somebody has read a version. Nobody but them learns of it."""

    __tablename__ = "acknowledgement"

    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(ForeignKey("guideline.number"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Reached(Base):
    """How many were there, had read the guidelines, had passed their quiz when the last week was over.

    To the nearest five. Only the last week is kept: two of them could be compared.
    """

    __tablename__ = "reached"

    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    part: Mapped[str] = mapped_column(String(36), primary_key=True)
    week: Mapped[date]
    people: Mapped[int]
