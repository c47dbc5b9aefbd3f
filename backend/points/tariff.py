"""What is worth how much on a day: as shipped (rules.yaml), until an organisation says otherwise.

A change holds from a later day on. So what holds today is settled, and an award keeps its worth.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from ruamel.yaml import YAML
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.audit.as_read import must_be
from backend.db import insert, now
from backend.errors import Conflict
from backend.people import installed
from backend.points.models import KINDS, TariffLine

FILE = Path(__file__).parent / "rules.yaml"
FIELDS = ("starts", "points", "per_day", "per_link_and_day", "why")
MOST_DAYS = 10  # remembered: today's, and some that a late award asks for


@dataclass(frozen=True)
class Worth:
    """`points` of one award since `starts`, and how many there are at most a person and day, a link and day.

    `why`: what the organisation tells about it.
    """

    starts: date
    points: int
    per_day: int
    per_link_and_day: int | None = None
    why: str = ""


Tariff = dict[str, Worth]  # by kind
_settled: WeakKeyDictionary[Any, dict[date, Tariff]] = WeakKeyDictionary()  # of each database, by day


def on(session: Session, day: date) -> Tariff:
    """The tariff of `day`; before the first one, the first. Asked of the database once a day."""
    if day > now().date():
        return _read(session, day)
    days = _settled.setdefault(session.get_bind(), {})
    if day not in days:
        if len(days) >= MOST_DAYS:
            days.clear()
        days[day] = _read(session, day)
    return days[day]


def forget_settled() -> None:
    """For tests, whose databases are emptied behind it."""
    _settled.clear()


def told_on(session: Session, day: date) -> Tariff:
    """Of the tariff of `day`, what employees can gain."""
    return {kind: one for kind, one in on(session, day).items() if one.points}


def planned(session: Session) -> Sequence[TariffLine]:
    """Changes whose day is still to come, the next first."""
    coming = select(TariffLine).where(TariffLine.starts > now().date())
    return session.scalars(coming.order_by(TariffLine.starts, TariffLine.kind)).all()


def known(session: Session, kind: str) -> list[dict[str, Any]]:
    """All that the organisation has said about one kind: what a form carries along of it."""
    said = select(TariffLine).where(TariffLine.kind == kind).order_by(TariffLine.starts)
    return [_facts(_worth(line)) for line in session.scalars(said)]


def hold(session: Session, kind: str, read: str | None) -> None:
    """Nobody else plans before this transaction ends. Raises Meanwhile where it is not as read."""
    installed.hold_installation(session)
    must_be(known(session, kind), read)


def plan(session: Session, kind: str, worth: Worth) -> None:
    """From a later day on, `kind` is worth this; said again for the same day, the last word counts.

    Raises Conflict for a day that has begun.
    """
    _must_come(worth.starts)
    before = _planned_on(session, kind, worth.starts) or _facts(_read(session, worth.starts)[kind])
    trail.note(session, "points.tariff", kind, before, _facts(worth))
    new = insert(session, TariffLine).values(kind=kind, **asdict(worth))
    session.execute(new.on_conflict_do_update(index_elements=["kind", "starts"], set_=asdict(worth)))


def forget(session: Session, kind: str, starts: date) -> None:
    """After all, nothing changes on that day. Raises Conflict when it has begun."""
    _must_come(starts)
    trail.note(session, "points.tariff", kind, _planned_on(session, kind, starts))
    session.execute(delete(TariffLine).where(TariffLine.kind == kind, TariffLine.starts == starts))


def _planned_on(session: Session, kind: str, day: date) -> dict[str, Any]:
    line = session.get(TariffLine, (kind, day))
    return _facts(_worth(line)) if line else {}


def _worth(line: TariffLine) -> Worth:
    return Worth(*(getattr(line, name) for name in FIELDS))


def _facts(worth: Worth) -> dict[str, Any]:
    return asdict(worth) | {"starts": worth.starts.isoformat()}


def _must_come(day: date) -> None:
    if day <= now().date():
        raise Conflict("This day has begun: what was earned on it stays.", "Choose a later day.")


def _read(session: Session, day: date) -> Tariff:
    said = select(TariffLine).where(TariffLine.starts <= day).order_by(TariffLine.starts)
    own = {line.kind: _worth(line) for line in session.scalars(said)}
    return shipped_on(day) | own


def shipped_on(day: date) -> Tariff:
    """The tariff of `day` where an organisation never said otherwise."""
    begun = [tariff for tariff in _shipped() if tariff[KINDS[0]].starts <= day]
    return begun[-1] if begun else _shipped()[0]


@cache
def _shipped() -> list[Tariff]:
    blocks = sorted(YAML(typ="safe").load(FILE), key=lambda block: block["from"])
    return [{kind: Worth(block["from"], **block[kind]) for kind in KINDS} for block in blocks]
