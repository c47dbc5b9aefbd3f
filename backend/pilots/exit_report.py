"""What a pilot changed: its weeks against those before, and the same of the rest. It draws no conclusion."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from backend.dates import weeks
from backend.pages.numerals import whole
from backend.pilots.models import Pilot
from backend.reports import figures
from backend.reports.charts import Chart, Column, draw
from backend.reports.figures import CLICKS, SHARES
from backend.reports.models import Figure

SUNDAY = timedelta(days=6)


@dataclass(frozen=True)
class Span:
    """What is told of some weeks."""

    told: Sequence[Figure]

    @property
    def covered(self) -> int:
        """Weeks that some figure is about."""
        return _weeks_of(self.told)

    @property
    def a_week(self) -> float | None:
        """On average: of each part over the weeks that are told of it, and these added up."""
        parts: dict[str, list[Figure]] = defaultdict(list)
        for one in self.told:
            parts[one.part].append(one)
        means = [sum(one.value for one in told) / _weeks_of(told) for told in parts.values()]
        return sum(means) if means else None


@dataclass(frozen=True)
class Comparison:
    """One measure of the pilot's group or of the rest, before and during."""

    measure: str
    before: Span
    during: Span

    @property
    def change(self) -> float | None:
        """In hundredths of what was before."""
        before, during = self.before.a_week, self.during.a_week
        return None if not before or during is None else 100 * (during - before) / before


@dataclass(frozen=True)
class Weekly:
    """A figure of the pilot's group, for the table and the chart of weeks."""

    figure: Figure
    is_baseline: bool


@dataclass(frozen=True)
class Report:
    """`group` and `rest`: comparisons by measure; `across`: figures that reach across the start, left out."""

    group: Sequence[Comparison]
    rest: Sequence[Comparison]
    weekly: Sequence[tuple[str, Sequence[Weekly], Chart]]
    across: int


def of(session: Session, pilot: Pilot) -> Report:
    """All that the page of a pilot shows; while it runs, of the weeks that are counted."""
    first, last = pilot.measured_from + SUNDAY, pilot.ends
    found = {measure: figures.of_weeks(session, measure, first, last) for measure in (SHARES, CLICKS)}
    return compare(found, pilot.part, pilot.starts + SUNDAY)


def compare(found: Mapping[str, Sequence[Figure]], part: str, start: date) -> Report:
    """The part against the others, before and from the week `start` on; `found`: figures by measure."""
    own = {measure: [one for one in told if one.part == part] for measure, told in found.items()}
    others = {measure: [one for one in told if one.part != part] for measure, told in found.items()}
    return Report(
        group=[_compared(measure, told, start) for measure, told in own.items()],
        rest=[_compared(measure, told, start) for measure, told in others.items()],
        weekly=[(name, _weekly(told, start), _chart(told, start)) for name, told in own.items() if told],
        across=sum(1 for told in own.values() for one in told if one.first < start <= one.last),
    )


def _compared(measure: str, told: Iterable[Figure], start: date) -> Comparison:
    found = list(told)
    before = [one for one in found if one.last < start]
    return Comparison(measure, Span(before), Span([one for one in found if one.first >= start]))


def _weeks_of(told: Iterable[Figure]) -> int:
    return len({week for one in told for week in weeks.between(one.first, one.last)})


def _weekly(told: Sequence[Figure], start: date) -> list[Weekly]:
    return [Weekly(one, one.first < start) for one in told]


def _chart(told: Sequence[Figure], start: date) -> Chart:
    """A figure of several weeks is as wide as they are, and as high as one of them on average."""
    columns = []
    for one in told:
        wide = len(list(weeks.between(one.first, one.last)))
        label, kind = f"{one.last.isocalendar().week}", "before" if one.first < start else "during"
        columns.append(Column(label, one.value / wide, whole(round(one.value / wide)), wide, kind))
    return draw(columns)
