"""A month's report as its page shows it: rows with their words and numbers, charts with their columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from backend.content.names import PLATFORM_NAMES
from backend.people.groups import GONE
from backend.reports import counted, figures, kpis, rates, words
from backend.reports.charts import Chart, Column, draw, lengths
from backend.reports.figures import CLICKS, SHARES, Month
from backend.reports.gather import REST
from backend.reports.guard import TOGETHER
from backend.reports.outcomes import RULE, WRONG
from backend.reports.words import OUTCOME_NAMES, TEXT_NAMES

MOST = 8  # topics, captions
OVER_TIME = (SHARES, CLICKS, "sharing", "clicks_per_share")
Names = Mapping[str, Any]
NO_NOTES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Row:
    """A bar that lies, with what it is called and the number it stands for."""

    name: str
    number: int
    length: float
    note: str = ""  # what tells it from others of the same name


@dataclass(frozen=True)
class PartRow:
    """What is told of one group. Where that is nothing, it is kept back."""

    name: str
    invited: int | None
    signed_in: int | None
    sharing: int | None
    shares: int | None
    clicks: int | None
    since: date | None  # where its figure reaches back beyond the month
    is_merged: bool  # what waited in any group: of its people nothing is told where no group was too small


@dataclass(frozen=True)
class RuleRow:
    """What came of the warnings of one rule: outcome -> how often; how often people said it is wrong."""

    rule: str
    says: str
    times: int | None
    wrong: int | None
    outcomes: Sequence[tuple[str, int, float]]


def of(session: Session, ends: Sequence[date], end: date, language: str) -> dict[str, Any]:
    """All that the page of a month needs; `ends`: of the last months."""
    told = figures.read(session, sorted({*ends, end}))
    month = next(one for one in told if one.end == end)
    shown = [one for one in told if one.end <= end]
    rules = _rules(month, words.rule_messages(session, language) if month.rules else {})
    return {
        "month": month,
        "name": words.month(end),
        "ends": ends,
        "parts": _parts(session, month),
        "topics": _people(month, "topic", words.topics(session, month.heads.get("topic", {}))),
        "captions": _captions(session, month),
        "platforms": _people(month, "platform", PLATFORM_NAMES),
        "texts": _people(month, "text", TEXT_NAMES),
        "rules": rules,
        "told_outcomes": {name for row in rules for name, _number, _length in row.outcomes},
        "sharers": _sharers(month),
        "charts_over_time": [(kpis.KPIS[name], over_time(shown, name)) for name in OVER_TIME],
        "worth": rates.worth(rates.get(session), month),
        "kpis": kpis.KPIS,
    }


def over_time(months: Sequence[Month], kpi: str, target: float | None = None) -> Chart:
    """A KPI month by month."""
    entry = kpis.KPIS[kpi]
    values = [(one.end, entry.of(one)) for one in months]
    columns = [Column(words.short_month(end), value, entry.told(value)) for end, value in values]
    return draw(columns, target, entry.told(target) if target is not None else "")


def _sharers(month: Month) -> int | None:
    """Who shared, for a sentence with the number of shares: told to the nearest five, they may seem more."""
    people = month.people("sharing")
    return people if people and people <= (month.total(SHARES) or 0) else None


def _parts(session: Session, month: Month) -> list[PartRow]:
    """Groups that are counted apart stand there though nothing is told of them."""
    groups = counted.groups(session)
    names, asked = words.parts(groups), [one.part for one in groups if one.since]
    order = sorted({*month.parts, *asked}, key=lambda part: (part in (REST, TOGETHER), names.get(part, "")))
    return [
        PartRow(
            name=names.get(part, str(GONE)),
            invited=month.people("invited", part),
            signed_in=month.people("signed_in", part),
            sharing=month.people("sharing", part),
            shares=month.of_part(SHARES, part),
            clicks=month.of_part(CLICKS, part),
            since=month.reaches_back(SHARES, part),
            is_merged=part == TOGETHER,
        )
        for part in order
    ]


def _captions(session: Session, month: Month) -> list[Row]:
    found = words.captions(session, month.heads.get("caption", {}))
    names, notes = ({key: said[place] for key, said in found.items()} for place in (0, 1))
    return _people(month, "caption", names, notes)


def _people(month: Month, measure: str, names: Names, notes: Mapping[str, str] = NO_NOTES) -> list[Row]:
    """How many people shared something, by what it was; the most first."""
    told = [
        (people, str(names[part]), notes.get(part, ""))
        for part, people in month.heads.get(measure, {}).items()
        if part in names
    ]
    told = sorted(told, key=lambda row: (-row[0], *row[1:]))[:MOST]
    each = zip(told, lengths(people for people, *_words in told), strict=True)
    return [Row(name, people, length, note) for (people, name, note), length in each]


def _rules(month: Month, says: Mapping[str, str]) -> list[RuleRow]:
    rows = []
    for rule in month.rules:
        measure = f"{RULE}{rule}"
        times = month.total(measure)
        told = {name: month.of_part(measure, name) for name in OUTCOME_NAMES}
        outcomes = [(name, n, round(100 * n / times, 1)) for name, n in told.items() if n and times]
        rows.append(RuleRow(rule, says.get(rule, rule), times, month.total(f"{WRONG}{rule}"), outcomes))
    return sorted(rows, key=lambda row: -(row.times or 0))
