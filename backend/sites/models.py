"""How often a page of a site was no longer understood. Nobody's name, nothing of the page."""

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
