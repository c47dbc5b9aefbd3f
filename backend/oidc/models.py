"""Signing in with the organisation's account: whose account is whose, and sign-ins that are under way."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.db import Base
from backend.people.models import Person


class OidcAccount(Base):
    """The account somebody signs in with: `subject` is their key at the `issuer`.

    `groups`: keys of our groups that it brought them into, and may take them out of.
    """

    __tablename__ = "oidc_account"
    audited = ("issuer",)

    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    groups: Mapped[list[str]] = mapped_column(JSON, default=list)
    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("issuer", "subject"),)


class OidcSignIn(Base):
    """A sign-in that is under way, known by the digest of its state; used up by whoever comes back first.

    `confirms`: somebody who is signed in already shows once more that it is they.
    """

    __tablename__ = "oidc_sign_in"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(100))
    verifier: Mapped[str] = mapped_column(String(128))
    goes_to: Mapped[str] = mapped_column(String(2000))
    confirms: Mapped[bool]
    expires_at: Mapped[datetime] = mapped_column(index=True)
