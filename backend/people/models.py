"""Who takes part, and in which groups."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base, Keyed, now
from backend.db.folding import alphabetical
from backend.db.named import Named

LADDER = ("employee", "curator", "admin")  # each may do all that the ones before it may
# beside the ladder stands the council: may what an employee may, and reads (docs/decisions/0040-…)
COUNCIL = "council"
ROLES = ("employee", COUNCIL, "curator", "admin")  # who is given several has the last of them
LANGUAGES = ("en", "de")
DEFAULT_ZONE = "Europe/Berlin"
# in characters, for columns, forms and files alike
LONGEST_NAME, LONGEST_EMAIL, LONGEST_GROUP = 120, 254, 80
# enough to catch slips; whether an address exists only a mail can tell
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


class Installation(Keyed, Base):
    """The one row that says whose server this is. A re-made installation has another id."""

    __tablename__ = "installation"

    organisation: Mapped[str] = mapped_column(String(LONGEST_NAME))
    has_board: Mapped[bool] = mapped_column(default=False)  # may those who want to be seen on a leaderboard?
    admits_accounts: Mapped[bool] = mapped_column(default=False)  # whoever signs in by OIDC, invited or not?
    reviews_rules: Mapped[bool] = mapped_column(
        default=True
    )  # only with a second person's yes are they published
    fewest: Mapped[int] = mapped_column(default=5)  # people behind a figure (backend/fewest.py)
    shares_per_day: Mapped[int | None] = mapped_column(default=10)  # of one person; None: no limit
    # as IANA calls it (backend/dates/zone.py)
    zone: Mapped[str] = mapped_column(String(64), default=DEFAULT_ZONE)
    is_formal: Mapped[bool] = mapped_column(default=False)  # German says Sie (backend/people/address.py)
    link_hosts: Mapped[list[str]] = mapped_column(
        JSON, default=list
    )  # tracked links lead there; []: anywhere

    __table_args__ = (CheckConstraint("fewest >= 5", name="fewest"),)


membership = Table(
    "membership",
    Base.metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("group_id", ForeignKey("audience.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Group(Named, Keyed, Base):
    """An audience. The table is called audience because GROUP is a word of SQL."""

    __tablename__ = "audience"
    audited = ("name",)

    name: Mapped[str] = mapped_column(String(LONGEST_GROUP), unique=True)  # Named: whatever its capitals


class Person(Keyed, Base):
    """An employee. `password_hash` (argon2) only for those who sign in to the admin site."""

    __tablename__ = "person"
    audited = ("role", "language", "active")

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    email: Mapped[str] = mapped_column(String(LONGEST_EMAIL), unique=True)  # lower case
    role: Mapped[str] = mapped_column(String(16), default="employee")
    language: Mapped[str] = mapped_column(String(2), default="en")
    active: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    # house rule 4: off until the employee switches it on
    wants_points: Mapped[bool] = mapped_column(default=False)
    on_leaderboard: Mapped[bool] = mapped_column(default=False)
    sends_outcomes: Mapped[bool] = mapped_column(default=False)  # what became of warnings, for the reports
    pseudonym: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(default=now)
    deactivated_at: Mapped[datetime | None]  # since when they are let in no more (backend/retention)
    # a nobody: holds the points of somebody who was erased, so that sums stay (backend/known)
    erased_at: Mapped[datetime | None]
    groups: Mapped[list[Group]] = relationship(secondary=membership)

    __table_args__ = (Index("ix_person_name", alphabetical(text("name")), "id"),)  # the admin's list
