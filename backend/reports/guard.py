"""Which figures may be read: house rule 7 by construction, not by asking each time somebody looks.

What happened lies in a heap of tallies. A figure takes tallies out of it once, with at least five people
behind them, and never gives one back. So no two figures overlap, and whatever is added to or taken from
whatever, each part of the result is about five people or more (docs/decisions/0014).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

FEWEST = 5
TOGETHER = ""  # the name of parts that are too small to be shown by themselves


@dataclass(frozen=True)
class Tally:
    """How much one person did in one part and week. `who` need not be a name, only the same for the same."""

    part: str
    week: date  # its Sunday
    who: str
    value: int


@dataclass(frozen=True)
class Bundle:
    """Tallies that make one figure, which no other figure uses."""

    part: str
    tallies: Sequence[Tally]

    @property
    def value(self) -> int:
        return sum(tally.value for tally in self.tallies)

    @property
    def people(self) -> int:
        """How many are behind it, to the nearest five."""
        return to_five(count(self.tallies))


def ripe(waiting: Iterable[Tally], at_month_end: bool) -> list[Bundle]:
    """What may be shown now: parts with five people behind them. The others wait for the next week.

    At the end of a month those that wait are taken together, where that makes five people.
    """
    parts = _sorted_by(waiting, lambda tally: tally.part)
    enough = [Bundle(part, found) for part, found in parts.items() if count(found) >= FEWEST]
    shown = {bundle.part for bundle in enough}
    rest = [tally for part, found in parts.items() if part not in shown for tally in found]
    if at_month_end and count(rest) >= FEWEST:
        enough.append(Bundle(TOGETHER, rest))
    return enough


def heads(parts: Mapping[str, AbstractSet[str]]) -> dict[str, int]:
    """How many people are in each part, to the nearest five; a part of fewer than five is left out."""
    return {part: to_five(len(people)) for part, people in parts.items() if len(people) >= FEWEST}


def heads_apart(parts: Mapping[str, AbstractSet[str]]) -> dict[str, int]:
    """As `heads`, for parts that share nobody: those left out are taken together where that makes five."""
    small = [people for people in parts.values() if len(people) < FEWEST]
    return heads({**parts, TOGETHER: frozenset[str]().union(*small)})


def to_five(people: int) -> int:
    """The nearest multiple of five: a number that moves by one would tell of one."""
    return (people + 2) // 5 * 5


def count(tallies: Iterable[Tally]) -> int:
    """How many people are behind these."""
    return len({tally.who for tally in tallies})


def _sorted_by(tallies: Iterable[Tally], key: Callable[[Tally], str]) -> dict[str, list[Tally]]:
    found: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        found[key(tally)].append(tally)
    return found
