"""The linear matcher: words to symbols by a trie, symbols to phrases by one automaton.

Twin of extension/content/rules/match.js: change both. The automaton keeps, per place of the text, at most
one running match per node (the one that began last), so cost grows with the text, not with what it says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.rules.normalise import Atom, Bridge, Normalised

LONGEST = 24
SHORTEST_SPACED = 4


@dataclass(slots=True)
class Letters:
    """A node of the trie over letters."""

    next: dict[str, "Letters"] = field(default_factory=dict)
    exact: list[int] = field(default_factory=list)
    begin: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """A node of the automaton. `gaps`: how many words may be skipped, and the node behind them."""

    next: dict[int, "Node"] = field(default_factory=dict)
    gaps: list[tuple[int, "Node"]] = field(default_factory=list)
    out: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Words:
    """`forward` knows whole words and beginnings, `backward` endings, `inside` middles."""

    forward: Letters = field(default_factory=Letters)
    backward: Letters = field(default_factory=Letters)
    inside: Letters = field(default_factory=Letters)


@dataclass(slots=True)
class Hit:
    """A phrase found: `out` says which, `first` and `last` are atoms (last excluded)."""

    out: int
    first: int
    last: int


Arcs = list[list[tuple[int, list[int]]]]


def words(groups: list[list[Any]]) -> Words:
    """The tries for a release's `words`: patterns (`gewinn* *spiel *los* #tag`) and what each stands for."""
    tries = Words()
    for pattern, symbols in ((pattern, row[1:]) for row in groups for pattern in row[0].split(" ")):
        core = pattern.strip("*")
        ends, begins = pattern.endswith("*"), pattern.startswith("*")
        if ends:
            _leaf(tries.forward, core).begin.extend(symbols)
        else:
            _leaf(tries.forward, core).exact.extend(symbols)
        if begins and ends:
            _leaf(tries.inside, core).begin.extend(symbols)
        elif begins:
            _leaf(tries.backward, core[::-1]).begin.extend(symbols)
    return tries


def _leaf(node: Letters, text: str) -> Letters:
    for char in text:
        node = node.next.setdefault(char, Letters())
    return node


def automaton(phrases: Iterable[tuple[int, Sequence[int]]]) -> Node:
    """The automaton for (out, steps): a step is a symbol (0 and up) or a gap (-n: up to n words)."""
    root = Node()
    for out, steps in phrases:
        node = root
        for step in steps:
            node = _behind_gap(node, -step) if step < 0 else node.next.setdefault(step, Node())
        node.out.append(out)
    return root


def _behind_gap(node: Node, size: int) -> Node:
    for known, behind in node.gaps:
        if known == size:
            return behind
    node.gaps.append((size, Node()))
    return node.gaps[-1][1]


def symbols(tries: Words, text: str) -> list[int]:
    """What a word may count as, without repeats."""
    found: dict[int, None] = {}
    _walk(tries.forward, text, found)
    _walk(tries.backward, text[::-1] if tries.backward.next else "", found)
    if tries.inside.next:
        for start in range(1, len(text)):
            if text[start] in tries.inside.next:
                _walk(tries.inside, text[start : start + LONGEST], found)
    return list(found)


def _walk(node: Letters, text: str, found: dict[int, None]) -> None:
    for char in text:
        step = node.next.get(char)
        if step is None:
            return
        node = step
        found.update(dict.fromkeys(node.begin))
    found.update(dict.fromkeys(node.exact))


def arcs(read: Normalised, tries: Words, kinds: dict[str, list[int]]) -> Arcs:
    """Per atom: (atom behind, symbols) for the atom itself, its bridges, and s p a c e d out words."""
    out: Arcs = [[] for _ in read.atoms]
    for at, atom in enumerate(read.atoms):
        _arc(out, at, at + 1, atom, tries, kinds)
    for bridge in read.bridges:
        _arc(out, bridge.first, bridge.last, bridge, tries, kinds)
    _spaced(out, read.atoms, tries)
    return out


def _arc(
    out: Arcs, first: int, last: int, part: Atom | Bridge, tries: Words, kinds: dict[str, list[int]]
) -> None:
    found = symbols(tries, part.text) if part.text else []
    for kind in part.kinds:
        found += kinds.get(kind, [])
    if found:
        out[first].append((last, found))


def _spaced(out: Arcs, atoms: list[Atom], tries: Words) -> None:
    run: list[int] = []
    for at, atom in enumerate(atoms):
        if atom.silent:
            continue
        goes_on = run and atoms[run[-1]].sentence == atom.sentence and atom.start - atoms[run[-1]].end <= 3
        if len(atom.text) != 1 or not goes_on:
            _spaced_words(out, atoms, run, tries)
            run = []
        if len(atom.text) == 1:
            run.append(at)
    _spaced_words(out, atoms, run, tries)


def _spaced_words(out: Arcs, atoms: list[Atom], run: list[int], tries: Words) -> None:
    for start in range(len(run) - SHORTEST_SPACED + 1):
        node = tries.forward
        for length, at in enumerate(run[start : start + LONGEST], 1):
            step = node.next.get(atoms[at].text)
            if step is None:
                break
            node = step
            found = [*node.exact, *node.begin]
            if length >= SHORTEST_SPACED and found:
                out[run[start]].append((at + 1, found))


def find(root: Node, read: Normalised, arcs: Arcs) -> list[Hit]:
    """Every phrase in the text, in the order of its end; per phrase and end the shortest match."""
    atoms, hits = read.atoms, list[Hit]()
    arrivals: list[dict[int, tuple[Node, int]]] = [{} for _ in range(len(atoms) + 1)]
    waiting: dict[int, tuple[Node, int, int]] = {}
    words, sentence = 0, -1
    for at in range(len(atoms) + 1):
        for node, start in arrivals[at].values():
            hits.extend(Hit(out, start, at) for out in node.out)
        if at == len(atoms):
            break
        if atoms[at].sentence != sentence:
            sentence, waiting, arrivals[at] = atoms[at].sentence, {}, {}
        for node, start in arrivals[at].values():
            waiting[id(node)] = (node, start, words)
            for size, behind in node.gaps:
                waiting[id(behind)] = (behind, start, words + size)
        for key in [key for key, wait in waiting.items() if wait[2] < words]:
            del waiting[key]
        for last, found in arcs[at]:
            _step(root, at, found, arrivals[last])
            for node, start, _ in waiting.values():
                _step(node, start, found, arrivals[last])
        words += not atoms[at].silent
    return hits


def _step(node: Node, start: int, found: list[int], arrivals: dict[int, tuple[Node, int]]) -> None:
    for symbol in found:
        reached = node.next.get(symbol)
        if reached is not None:
            known = arrivals.get(id(reached))
            if known is None or known[1] < start:
                arrivals[id(reached)] = (reached, start)
