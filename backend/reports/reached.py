"""How many have read the guidelines and passed their quiz, as told when the last week was over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.guidelines.models import Reached
from backend.reports import counted, words


@dataclass(frozen=True)
class Row:
    """One group. `numbers`: people, read, passed; what is not there is about fewer than five."""

    name: str
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Reach:
    """All groups on a Sunday; none before the first week is over."""

    week: date | None
    rows: Sequence[Row]


def newest(session: Session) -> Reach:
    """What may be read."""
    found = session.scalars(select(Reached)).all()
    names = words.parts(counted.groups(session))
    parts = sorted({one.part for one in found} & names.keys(), key=names.__getitem__)  # a group may be gone
    rows = [
        Row(names[part], {one.measure: one.people for one in found if one.part == part}) for part in parts
    ]
    return Reach(found[0].week if found else None, rows)
