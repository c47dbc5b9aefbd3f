"""What may be read: figures and numbers of people, as told when their week was over, and their sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.dates import weeks
from backend.reports.models import ClosedWeek, Figure, Heads
from backend.reports.outcomes import RULE, WRONG

SHARES, CLICKS, POINTS = "shares", "clicks", "points"
EACH = frozenset({POINTS})  # told as the average of those behind it, never as a sum


@dataclass(frozen=True)
class Month:
    """The figures that came with the weeks of a month. Nothing here is None but what is kept back."""

    end: date
    figures: Sequence[Figure]
    heads: Mapping[str, Mapping[str, int]]

    def total(self, measure: str) -> int | None:
        """Of all parts."""
        return self._sum([one for one in self.figures if one.measure == measure])

    def of_part(self, measure: str, part: str) -> int | None:
        """Of one."""
        return self._sum([one for one in self.figures if (one.measure, one.part) == (measure, part)])

    def people(self, measure: str, part: str | None = None) -> int | None:
        """About how many; without a part, in all."""
        told = self.heads.get(measure, {})
        return told.get(part) if part is not None else sum(told.values()) or None

    def reaches_back(self, measure: str, part: str) -> date | None:
        """The Monday since when a part was counted, where that was before this month."""
        begun = [one.first for one in self.figures if (one.measure, one.part) == (measure, part)]
        first = min(begun, default=self.end)
        return weeks.monday_of(first) if first < weeks.of_month(self.end)[0] else None

    @property
    def parts(self) -> list[str]:
        """Those of whom anything is told."""
        told = {one.part for one in self.figures if one.measure in (SHARES, CLICKS)}
        return sorted(told | set(self.heads.get("invited", {})))

    @property
    def rules(self) -> list[str]:
        """Rules of which anything is told."""
        said = [one.measure for one in self.figures if one.measure.startswith(WRONG)]
        return sorted({name.partition(":")[2] for name in (*said, *(one.measure for one in self.warnings))})

    @property
    def warnings(self) -> list[Figure]:
        """What came of hints, by rule."""
        return [one for one in self.figures if one.measure.startswith(RULE)]

    @staticmethod
    def _sum(found: Sequence[Figure]) -> int | None:
        return sum(one.value for one in found) if found else None


def counted(session: Session) -> list[date]:
    """The Sundays of all weeks that were counted since somebody began, oldest first."""
    since = select(ClosedWeek.last).where(~ClosedWeek.is_before)
    return list(session.scalars(since.order_by(ClosedWeek.last)))


def months(sundays: Sequence[date], most: int = 12) -> list[date]:
    """Of the weeks that were counted, those that ended the last months."""
    return [sunday for sunday in sundays if weeks.ends_month(sunday)][-most:]


def read(session: Session, ends: Sequence[date]) -> list[Month]:
    """What may be read of several, in two queries."""
    if not ends:
        return []
    first, last = weeks.of_month(min(ends))[0], max(ends)
    figures = session.scalars(select(Figure).where(Figure.last.between(first, last)).order_by(Figure.last))
    by_month: dict[date, list[Figure]] = {end: [] for end in ends}
    for one in figures:
        by_month.get(weeks.month_end(one.last.year, one.last.month), []).append(one)
    heads: dict[date, dict[str, dict[str, int]]] = {end: {} for end in ends}
    for row in session.scalars(select(Heads).where(Heads.month.in_(ends))):
        heads[row.month].setdefault(row.measure, {})[row.part] = row.people
    return [Month(end, by_month[end], heads[end]) for end in ends]


def of_weeks(session: Session, measure: str, first: date, last: date) -> list[Figure]:
    """The figures of one measure that lie within these weeks as a whole."""
    within = Figure.measure == measure, Figure.first >= first, Figure.last <= last
    return list(session.scalars(select(Figure).where(*within).order_by(Figure.last, Figure.part)))


def ended(session: Session, measure: str, first: date, last: date) -> list[Figure]:
    """The figures of one measure whose last day lies between two days, however far back they reach."""
    between = Figure.measure == measure, Figure.last.between(first, last)
    return list(session.scalars(select(Figure).where(*between)))
