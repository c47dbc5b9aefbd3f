"""Rules as they are written (sources), whom they are for (organisation), and as published (releases)."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base, Keyed, now
from backend.people.models import Person


class Source(Base):
    """The YAML of one rule or lexicon, comments and all.

    `file`: packs/<pack>/<rule>.yaml or lexicons/<lexicon>.yaml. `edited`: no longer what the pack brought.
    `release`: the one since which it is in force as it is there; None where no release has it.
    """

    __tablename__ = "rule_source"

    file: Mapped[str] = mapped_column(String(200), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    edited: Mapped[bool] = mapped_column(default=False)
    release: Mapped[int | None]
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class Organisation(Base):
    """The profile of the one organisation of this server, in the fields of example_organisation.yaml."""

    __tablename__ = "organisation"

    installation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("installation.id", ondelete="CASCADE"), primary_key=True
    )
    profile: Mapped[dict[str, Any]] = mapped_column(JSON)


class Release(Base):
    """A frozen set of rules: the bytes as sent and what they were made of. Never changed, never deleted.

    `server_body`: what the server judges by, where words stay on it that are not in `body`.
    """

    __tablename__ = "rule_release"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    server_body: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    # file -> YAML, so that the next release can say what changes
    sources: Mapped[dict[str, str]] = mapped_column(JSON, deferred=True)
    note: Mapped[str] = mapped_column(String(500))
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    published_at: Mapped[datetime] = mapped_column(default=now)


class Review(Base):
    """The question to a second person whether the changes that wait may be published. One row, or none.

    `state`: the changes.state that was asked about. `is_yes`: None until somebody has answered.
    """

    __tablename__ = "rule_review"

    installation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("installation.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(500))
    asker_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime | None]
    is_yes: Mapped[bool | None]
    comment: Mapped[str] = mapped_column(String(500), default="")
    asker: Mapped[Person | None] = relationship(foreign_keys=asker_id)
    reviewer: Mapped[Person | None] = relationship(foreign_keys=reviewer_id)


class Sample(Keyed, Base):
    """A file of texts that the organisation brought along to try its rules on (sample_files.SampleCase)."""

    __tablename__ = "rule_sample"
    audited = ("name", "number")

    name: Mapped[str] = mapped_column(String(120))
    number: Mapped[int]  # of texts
    cases: Mapped[list[Any]] = mapped_column(JSON, deferred=True)


class Impact(Keyed, Base):
    """What the changes that wait would do to the samples: one run, or none. `state`: impact.state then.

    `found`: rule -> severity, and for "new", "gone" and "otherwise" how many texts and the first of them,
    each as [sample, place in it, span, whether it is as labelled]. `labelled`: how many cases have
    labels (`of`), how many are judged so `before` and `after`.
    """

    __tablename__ = "rule_impact"

    state: Mapped[str] = mapped_column(String(64))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    failed: Mapped[bool] = mapped_column(default=False)
    found: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    labelled: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)

    def times(self, kind: str) -> int:
        """How many findings are `new` or `gone` or say something else, of all rules together."""
        return sum(entry[kind]["times"] for entry in self.found.values() if kind in entry)
