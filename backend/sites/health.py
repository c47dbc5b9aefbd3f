"""Are the sites' pages still understood? Counts what browsers report, and shows the last weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Row as RowOf, delete, func, select
from sqlalchemy.orm import Session

from backend.db import insert, now
from backend.sites.models import SiteFault

# extension/content/health.js says when each is true
FAULTS = ("no_posts", "no_authors", "no_ids", "no_texts")
DAYS = 30


@dataclass(frozen=True)
class Row:
    """One fault of one site over the last `DAYS` days, oldest first."""

    site: str
    fault: str
    per_day: list[int]
    fewest: int

    @property
    def shown(self) -> list[int]:
        """The days that may be shown: those with few reports read 0, since a report may be a person."""
        return [reports if reports >= self.fewest else 0 for reports in self.per_day]


def note(session: Session, site: str, fault: str, hooks: int) -> None:
    """Count one report; forget those older than `DAYS`."""
    today = now().date()
    session.execute(delete(SiteFault).where(SiteFault.day <= today - timedelta(days=DAYS)))
    values = {"day": today, "site": site, "fault": fault, "hooks": hooks, "reports": 1}
    session.execute(
        insert(session, SiteFault)
        .values(values)
        .on_conflict_do_update(
            index_elements=["day", "site", "fault", "hooks"], set_={"reports": SiteFault.reports + 1}
        )
    )


def recent(session: Session, fewest: int) -> list[Row]:
    """What was reported in the last `DAYS` days, the most frequent first; empty when all is well.

    `fewest`: reports in a day that may be told.
    """
    today = now().date()
    first = today - timedelta(days=DAYS - 1)
    found = session.execute(
        select(SiteFault.site, SiteFault.fault, SiteFault.day, func.sum(SiteFault.reports))
        .where(SiteFault.day.between(first, today))
        .group_by(SiteFault.site, SiteFault.fault, SiteFault.day)
    )
    return sorted(_rows(found, first, fewest), key=lambda row: -sum(row.per_day))


def _rows(found: Iterable[RowOf[str, str, date, int]], first: date, fewest: int) -> list[Row]:
    days: dict[tuple[str, str], list[int]] = {}
    for site, fault, day, reports in found:
        days.setdefault((site, fault), [0] * DAYS)[(day - first).days] += reports
    return [Row(site, fault, per_day, fewest) for (site, fault), per_day in days.items()]
