"""What the words of a text may stand for: words to symbols (the steps of phrases, as numbers) by tables.

Twin of extension/content/rules/lookup.js: change both.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from backend.rules.judge.normalise import Atom, Bridge, Normalised

LONGEST = 24
SHORTEST_SPACED = 4
HEAD = 3


@dataclass(slots=True)
class Parts:
    """Beginnings, endings or middles of words: what each stands for, and by head which lengths there are.

    The head are the first letters (of endings the last); `least` is the length of the shortest.
    """

    symbols: dict[str, list[int]] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)
    least: int = HEAD


@dataclass(slots=True)
class Words:
    """What words stand for, by the whole word and by parts of it."""

    whole: dict[str, list[int]] = field(default_factory=dict)
    begin: Parts = field(default_factory=Parts)
    end: Parts = field(default_factory=Parts)
    inside: Parts = field(default_factory=Parts)


Arcs = list[list[tuple[int, set[int]]]]


def words(groups: list[list[Any]]) -> Words:
    """The tables for a release's `words`: patterns (`gewinn* *spiel *los* #tag`) and what each stands for."""
    tables = Words()
    for patterns, *found in groups:
        for pattern in patterns.split(" "):
            _put(tables, pattern, found)
    return tables


def _put(tables: Words, pattern: str, found: list[int]) -> None:
    core = pattern.strip("*")
    ends, begins = pattern.endswith("*"), pattern.startswith("*")
    if ends:
        _part(tables.begin, core, core[:HEAD], found)
    else:
        tables.whole.setdefault(core, []).extend(found)
    if begins and ends:
        _part(tables.inside, core, core[:HEAD], found)
    elif begins:
        _part(tables.end, core, core[-HEAD:], found)


def _part(table: Parts, core: str, head: str, found: list[int]) -> None:
    table.symbols.setdefault(core, []).extend(found)
    table.least = min(table.least, len(head))
    lengths = table.lengths.setdefault(head, [])
    if len(core) not in lengths:
        lengths.append(len(core))
        lengths.sort()


def symbols(tables: Words, text: str) -> set[int]:
    """What a word may count as."""
    found = set(tables.whole.get(text, ()))
    length = len(text)
    _collect(tables.begin, lambda count: text[:count], length, found)
    _collect(tables.end, lambda count: text[length - count :], length, found)
    if tables.inside.symbols:
        for start in range(1, length):
            _collect(tables.inside, lambda count, at=start: text[at : at + count], length - start, found)  # type: ignore[misc]
    return found


def _collect(table: Parts, piece: Callable[[int], str], most: int, found: set[int]) -> None:
    """The symbols of all parts that `piece` gives, the shortest first."""
    for head in range(table.least, min(HEAD, most) + 1):
        for count in table.lengths.get(piece(head), ()):
            if count > most:
                break
            found.update(table.symbols.get(piece(count), ()))


def arcs(read: Normalised, tables: Words, kinds: dict[str, list[int]]) -> Arcs:
    """Per atom: (atom behind, symbols) for the atom itself, its bridges, and s p a c e d out words."""
    out: Arcs = [[] for _ in read.atoms]
    for at, atom in enumerate(read.atoms):
        _arc(out, at, at + 1, atom, tables, kinds)
    for bridge in read.bridges:
        _arc(out, bridge.first, bridge.last, bridge, tables, kinds)
    _spaced(out, read.atoms, tables)
    return out


def _arc(
    out: Arcs, first: int, last: int, part: Atom | Bridge, tables: Words, kinds: dict[str, list[int]]
) -> None:
    found = symbols(tables, part.text) if part.text else set()
    for kind in part.kinds:
        found.update(kinds.get(kind, ()))
    if found:
        out[first].append((last, found))


def _spaced(out: Arcs, atoms: list[Atom], tables: Words) -> None:
    run: list[int] = []
    for at, atom in enumerate(atoms):
        if atom.silent:
            continue
        goes_on = run and atoms[run[-1]].sentence == atom.sentence and atom.start - atoms[run[-1]].end <= 3
        if len(atom.text) != 1 or not goes_on:
            _spaced_words(out, atoms, run, tables)
            run = []
        if len(atom.text) == 1:
            run.append(at)
    _spaced_words(out, atoms, run, tables)


def _spaced_words(out: Arcs, atoms: list[Atom], run: list[int], tables: Words) -> None:
    for start in range(len(run) - SHORTEST_SPACED + 1):
        text = ""
        for length, at in enumerate(run[start : start + LONGEST], 1):
            text += atoms[at].text
            found = {*tables.whole.get(text, ()), *tables.begin.symbols.get(text, ())}
            if length >= SHORTEST_SPACED and found:
                out[run[start]].append((at + 1, found))
