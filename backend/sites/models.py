"""How often pages of a site were no longer understood, and where the organisation wants us to work on it."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base


class SiteFault(Base):
    """One day's reports of one fault under one version of the hooks."""

    __tablename__ = "site_fault"

    day: Mapped[date] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(String(8), primary_key=True)
    fault: Mapped[str] = mapped_column(String(10), primary_key=True)
    hooks: Mapped[int] = mapped_column(primary_key=True)
    reports: Mapped[int]


class SiteMode(Base):
    """Where the organisation wants the extension to work on a site."""

    __tablename__ = "site_mode"

    site: Mapped[str] = mapped_column(String(8), primary_key=True)
    mode: Mapped[str] = mapped_column(String(5))
