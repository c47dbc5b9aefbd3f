"""The linear matcher: words to symbols by tables, symbols to phrases by one automaton.

Twin of extension/content/rules/match.js: change both. The automaton keeps, per place of the text, at most
one running match per node (the one that began last), so cost grows with the text, not with what it says.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from backend.rules.normalise import Atom, Bridge, Normalised

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


@dataclass(slots=True)
class Automaton:
    """A tree of the release, made quick to ask: from node n lead on nodes first[n] to before first[n + 1].

    `steps` leads to a node: a symbol, or -n for up to n words, of one parent's in rising order. At node n
    ends out[end[n]] to before out[end[n + 1]]. `root` has the ways on from the root by symbol: thousands.
    """

    steps: list[int]
    first: list[int]
    out: list[int]
    end: list[int]
    root: dict[int, int]


@dataclass(slots=True)
class Hit:
    """A phrase found: `out` says which, `first` and `last` are atoms (last excluded)."""

    out: int
    first: int
    last: int


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


def automaton(tree: dict[str, list[int]]) -> Automaton:
    """The automaton of a release's `phrases` or `name_phrases`."""
    steps, first = tree["steps"], list(accumulate(tree["ways"], initial=1))
    root = {steps[node]: node for node in range(1, first[1])}
    return Automaton(steps, first, tree["out"], list(accumulate(tree["ends"], initial=0)), root)


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


def find(automaton: Automaton, read: Normalised, arcs: Arcs) -> list[Hit]:
    """Every phrase in the text, in the order of its end; per phrase and end the shortest match."""
    atoms, hits = read.atoms, list[Hit]()
    arrivals: list[dict[int, int]] = [{} for _ in range(len(atoms) + 1)]  # node -> start
    waiting: dict[int, tuple[int, int]] = {}  # node -> start, last word
    words, sentence = 0, -1
    for at in range(len(atoms) + 1):
        for node, start in arrivals[at].items():
            ends = automaton.out[automaton.end[node] : automaton.end[node + 1]]
            hits.extend(Hit(out, start, at) for out in ends)
        if at == len(atoms):
            break
        if atoms[at].sentence != sentence:
            sentence, waiting, arrivals[at] = atoms[at].sentence, {}, {}
        for node, start in arrivals[at].items():
            if automaton.first[node] < automaton.first[node + 1]:
                waiting[node] = (start, words)
            for behind in _gaps(automaton, node):
                waiting[behind] = (start, words - automaton.steps[behind])
        for node in [node for node, wait in waiting.items() if wait[1] < words]:
            del waiting[node]
        for last, found in arcs[at]:
            for symbol in found:
                if symbol in automaton.root:
                    _arrive(automaton.root[symbol], at, arrivals[last])
            for node, (start, _) in waiting.items():
                _step(automaton, node, start, found, arrivals[last])
        words += not atoms[at].silent
    return hits


def _gaps(automaton: Automaton, node: int) -> Iterator[int]:
    """The nodes behind the gaps that come next: they stand first."""
    for behind in range(automaton.first[node], automaton.first[node + 1]):
        if automaton.steps[behind] >= 0:
            break
        yield behind


def _step(automaton: Automaton, node: int, start: int, found: set[int], ahead: dict[int, int]) -> None:
    steps, first, last = automaton.steps, automaton.first[node], automaton.first[node + 1]
    if last - first <= len(found):
        for way in range(first, last):
            if steps[way] in found:
                _arrive(way, start, ahead)
        return
    for symbol in found:
        way = bisect_left(steps, symbol, first, last)
        if way < last and steps[way] == symbol:
            _arrive(way, start, ahead)


def _arrive(node: int, start: int, ahead: dict[int, int]) -> None:
    """Of several on their way to a node the one that began last goes on."""
    known = ahead.get(node)
    if known is None or known < start:
        ahead[node] = start
