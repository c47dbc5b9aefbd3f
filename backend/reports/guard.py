"""Which figures may be read: house rule 7 by construction, not by asking each time somebody looks.

What happened lies in a heap of tallies. A figure takes tallies out of it once, with at least five people
behind them, and never gives one back. So no two figures overlap, and whatever is added to or taken from
whatever, each part of the result is about five people or more
(docs/decisions/0014-figures-that-cannot-be-subtracted.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from backend.fewest import FEWEST

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
        """All that was counted."""
        return sum(tally.value for tally in self.tallies)

    @property
    def each(self) -> int:
        """On average, rounded: whoever knows how many they are does not know the sum."""
        return round(self.value / len({tally.who for tally in self.tallies}))

    @property
    def people(self) -> int:
        """How many are behind it, to the nearest five."""
        return to_five(len({tally.who for tally in self.tallies}))


def ripe(
    waiting: Iterable[Tally],
    at_month_end: bool,
    fewest: int,
    seen: AbstractSet[str] = frozenset(),
) -> list[Bundle]:
    """What may be shown now: parts with five people behind them, or as many more as `fewest` says.

    The others wait for the next week. At the end of a month those that wait are taken together, where that
    makes enough. `seen`: who lets others read their own figures elsewhere (the board); whoever can be taken
    away again does not count.
    """
    parts = _sorted_by_part(waiting)
    enough = [Bundle(part, found) for part, found in parts.items() if _are_enough(found, seen, fewest)]
    shown = {bundle.part for bundle in enough}
    rest = [tally for part, found in parts.items() if part not in shown for tally in found]
    if at_month_end and _are_enough(rest, seen, fewest):
        enough.append(Bundle(TOGETHER, rest))
    return enough


def heads(parts: Mapping[str, AbstractSet[str]], fewest: int) -> dict[str, int]:
    """How many people are in each part, to the nearest five; a part that is too small is left out."""
    least = _at_least_five(fewest)
    return {part: to_five(len(people)) for part, people in parts.items() if len(people) >= least}


def heads_apart(parts: Mapping[str, AbstractSet[str]], fewest: int) -> dict[str, int]:
    """As `heads`, for parts that share nobody: those left out are taken together where that makes enough."""
    large = heads(parts, fewest)
    small = [people for part, people in parts.items() if part not in large]
    return heads({**parts, TOGETHER: frozenset[str]().union(*small)}, fewest)


def never_all(
    parts: Mapping[str, AbstractSet[str]], whole: Mapping[str, AbstractSet[str]], fewest: int
) -> dict[str, AbstractSet[str]]:
    """Of each part so many that enough of its `whole` are left: where all did something, each of them did."""
    least = _at_least_five(fewest)
    room = {part: max(0, len(whole.get(part, ())) - least) for part in parts}
    return {part: frozenset(sorted(people)[: room[part]]) for part, people in parts.items()}


def to_five(people: int) -> int:
    """The nearest multiple of five: a number that moves by one would tell of one."""
    return (people + 2) // 5 * 5


def at_most(told: int, deeds: int) -> int:
    """Of people told to the nearest five: no more than what they did, which is told as well."""
    return min(told, max(FEWEST, deeds // 5 * 5))


def _are_enough(tallies: Iterable[Tally], seen: AbstractSet[str], fewest: int) -> bool:
    return len({tally.who for tally in tallies} - seen) >= _at_least_five(fewest)


def _at_least_five(fewest: int) -> int:
    """Whatever somebody asks of us."""
    return max(fewest, FEWEST)


def _sorted_by_part(tallies: Iterable[Tally]) -> dict[str, list[Tally]]:
    found: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        found[tally.part].append(tally)
    return found
