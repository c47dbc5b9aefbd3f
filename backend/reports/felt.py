"""What came of each rule's hints lately: from what may be read of everybody, never of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.reports.models import Figure
from backend.reports.outcomes import RULE, WRONG

AS_IF_WRONG = ("dismissed", "ignored")  # what somebody did who did not take a hint


@dataclass(frozen=True)
class Felt:
    """Sums of one rule; None where they are kept back.

    `right`: of the hints that were answered (followed, posted as it was, switched off) the part that was
    followed, in percent. Unknown where only one of both sides is told: the other is there, and kept back.
    """

    shown: int | None
    followed: int | None
    wrong: int | None
    right: int | None


NOTHING = Felt(None, None, None, None)


def since(session: Session, day: date) -> dict[str, Felt]:
    """By rule, from the figures that came with the weeks that ended on this day or later."""
    lately = Figure.last >= day, Figure.measure.startswith(RULE) | Figure.measure.startswith(WRONG)
    found: dict[str, list[Figure]] = {}
    for one in session.scalars(select(Figure).where(*lately)):
        found.setdefault(one.measure.partition(":")[2], []).append(one)
    return {rule: _felt(rule, figures) for rule, figures in found.items()}


def _felt(rule: str, figures: Sequence[Figure]) -> Felt:
    said = [one for one in figures if one.measure == RULE + rule]
    followed, declined = (_sum(said, parts) for parts in (("followed",), AS_IF_WRONG))
    return Felt(
        shown=_sum(said),
        followed=followed,
        wrong=_sum([one for one in figures if one.measure == WRONG + rule]),
        right=_right(followed, declined),
    )


def _right(followed: int | None, declined: int | None) -> int | None:
    if followed is None or declined is None:
        return None
    return round(100 * followed / (followed + declined))


def _sum(figures: Sequence[Figure], parts: Sequence[str] | None = None) -> int | None:
    found = [one.value for one in figures if parts is None or one.part in parts]
    return sum(found) if found else None
