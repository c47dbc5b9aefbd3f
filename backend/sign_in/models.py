"""By which invitations, codes, devices and sessions people are signed in."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base, Keyed, now
from backend.people.models import Person

LONGEST_DEVICE = 80  # letters of its name


class Invitation(Keyed, Base):
    """A code of 136 bit, shown once to the one who invites; only its hash is kept. Single use."""

    __tablename__ = "invitation"

    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ConnectCode(Keyed, Base):
    """The one-time code between /connect and the extension (PKCE S256, 60 seconds, single use)."""

    __tablename__ = "connect_code"

    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    challenge: Mapped[str] = mapped_column(String(43))
    redirect_uri: Mapped[str] = mapped_column(String(200))
    device_name: Mapped[str] = mapped_column(String(LONGEST_DEVICE))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Device(Keyed, Base):
    """A signed-in browser: an opaque token, stored as a hash, sliding 90 days, revocable."""

    __tablename__ = "device"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_DEVICE))
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_day: Mapped[datetime] = mapped_column(default=now)  # to the day: enough to slide, no activity log
    revoked_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class WebSession(Keyed, Base):
    """A server-side session of the pages; the cookie holds only its token.

    `password_at` is when the password was last given, here or to the organisation's sign-in service. Without
    it (signed in by an invitation) the session opens the employee's own page and nothing else, whatever the
    person's role.
    """

    __tablename__ = "web_session"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    password_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()


class SignInTries(Base):
    """Failed tries an hour, by keyed digests of whom they count against: for all workers together."""

    __tablename__ = "sign_in_tries"

    address_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    tries: Mapped[int]
