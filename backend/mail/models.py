"""The one row about a mail server that takes nothing."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, Keyed, now


class MailFault(Keyed, Base):
    """The one row that says that the mail server takes nothing. `reason`: a key of WORDS."""

    __tablename__ = "mail_fault"

    reason: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime] = mapped_column(default=now)
    retry_at: Mapped[datetime]
