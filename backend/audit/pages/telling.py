"""An entry in words: what it is of, and each fact before and after."""

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import format_date, format_decimal, gettext, lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import auth
from backend.audit.models import AuditEntry
from backend.audit.pages.fields import FIELDS
from backend.content.names import PLATFORM_NAMES, STATUS_NAMES, TIP_STATE_NAMES
from backend.dates import zone
from backend.people.models import Group, Person
from backend.people.names import LANGUAGE_NAMES, ROLE_NAMES
from backend.points.reasons import KIND_NAMES
from backend.reports.kpis import KPIS
from backend.sites.names import MODE_NAMES

REFERENCE = re.compile(r"(?:person|audience):([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
VALUES: dict[str, Mapping[str, Any]] = {
    "answer": {"yes": _("yes"), "no": _("no")},
    "role": ROLE_NAMES,
    "status": STATUS_NAMES,
    "state": TIP_STATE_NAMES,
    "language": LANGUAGE_NAMES,
    "kpi": {name: kpi.title for name, kpi in KPIS.items()},
    "platform": PLATFORM_NAMES,
    "linkedin": MODE_NAMES,
    "x": MODE_NAMES,
}
Names = Mapping[str, str]  # of people and groups, by key
FOR_ADMINS = "rules.profile"  # in whose lines words may stand that stay on the server


@dataclass(frozen=True)
class Step:
    """One fact; "" where there was, or is, none."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """`change`: new, changed, removed, or erased."""

    change: str
    name: str
    steps: list[Step]

    @property
    def line(self) -> str:
        """All of it, as a cell of a file."""
        return "; ".join(f"{one.title}: {one.before or '–'} → {one.after or '–'}" for one in self.steps)


def tell(entry: AuditEntry, names: Names) -> Told:
    """In the reader's language; `names`: see `names_in`."""
    if entry.words is None:
        return Told("erased", "", [])
    if entry.kind == FOR_ADMINS and not auth.may("admin"):
        return Told("changed", "", [Step(str(FIELDS["lines"]), "", str(gettext("only admins read it")))])
    words = json.loads(entry.words)
    before, after = words["before"], words["after"]
    steps = [
        Step(str(FIELDS.get(key, key)), _text(key, before.get(key), names), _text(key, after.get(key), names))
        for key in {**before, **after}
    ]
    change = "changed" if before and after else "new" if after else "removed"
    named = KIND_NAMES if entry.kind == "points.tariff" else {}
    return Told(change, str(named.get(words["name"], words["name"])), steps)


def lines(session: Session, texts: Iterable[str | None]) -> dict[str, str]:
    """The words of entries, each told in a line, for those whom they are about."""
    entries = [AuditEntry(words=text) for text in texts if text]
    names = names_in(session, entries)
    return {str(entry.words): tell(entry, names).line for entry in entries}


def names_in(session: Session, entries: Iterable[AuditEntry]) -> dict[str, str]:
    """How the people and groups that the entries mention are called today."""
    keys = {uuid.UUID(key) for entry in entries for key in REFERENCE.findall(entry.words or "")}
    return {
        str(key): name
        for table in (Person, Group)
        for key, name in session.execute(select(table.id, table.name).where(table.id.in_(keys)))
    }


def _text(key: str, value: Any, names: Names) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(gettext("yes") if value else gettext("no"))
    if isinstance(value, list):
        separator = "\n" if any(isinstance(one, dict) for one in value) else ", "
        return separator.join(_text(key, one, names) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{FIELDS.get(part, part)}: {_text(part, of, names)}" for part, of in value.items())
    if isinstance(value, float):
        return str(format_decimal(value))
    known = REFERENCE.fullmatch(str(value))
    return names.get(known[1], "?") if known else _time(str(VALUES.get(key, {}).get(value, value)))


def _time(text: str) -> str:
    """Days and moments as the reader writes them; what somebody typed may only look like one (2026-02-30)."""
    with suppress(ValueError):
        if DAY.fullmatch(text):
            return str(format_date(date.fromisoformat(text)))
        if MOMENT.fullmatch(text):
            return zone.told(datetime.fromisoformat(text), "short")
    return text
