"""The linear matcher: symbols to phrases by one automaton.

Twin of extension/content/rules/match.js: change both. The automaton keeps, per place of the text, at most
one running match per node (the one that began last), so cost grows with the text, not with what it says.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from backend.rules.judge.lookup import Arcs
from backend.rules.judge.normalise import Normalised


@dataclass(slots=True)
class Automaton:
    """A tree of the release, made quick to ask: from node n lead on nodes first[n] to before first[n + 1].

    `steps` leads to a node: a symbol, or -n for up to n words, of one parent's in rising order. At node n
    ends out[end[n]] to before out[end[n + 1]]. `root` has the ways on from the root by symbol (thousands);
    `begins` are these symbols.
    """

    steps: Sequence[int]
    first: Sequence[int]
    out: Sequence[int]
    end: Sequence[int]
    root: dict[int, int]
    begins: frozenset[int]


@dataclass(slots=True)
class Hit:
    """A phrase found: `out` says which, `first` and `last` are atoms (last excluded)."""

    out: int
    first: int
    last: int


def automaton(tree: dict[str, list[int]]) -> Automaton:
    """The automaton of a release's `phrases` or `name_phrases`; arrays take a fifth of what lists do."""
    steps, first = array("i", tree["steps"]), array("i", accumulate(tree["ways"], initial=1))
    root = {steps[node]: node for node in range(1, first[1])}
    end = array("i", accumulate(tree["ends"], initial=0))
    return Automaton(steps, first, array("i", tree["out"]), end, root, frozenset(root))


def find(automaton: Automaton, read: Normalised, arcs: Arcs) -> list[Hit]:
    """Every phrase in the text, in the order of its end; per phrase and end the shortest match."""
    atoms, hits = read.atoms, list[Hit]()
    steps, first = automaton.steps, automaton.first
    arrivals: list[dict[int, int]] = [{} for _ in range(len(atoms) + 1)]  # node -> start
    waiting: dict[int, tuple[int, int]] = {}  # node -> start, last word
    words, sentence = 0, -1
    for at in range(len(atoms) + 1):
        for node, start in arrivals[at].items():
            for out in automaton.out[automaton.end[node] : automaton.end[node + 1]]:
                hits.append(Hit(out, start, at))
        if at == len(atoms):
            break
        if atoms[at].sentence != sentence:
            sentence, waiting, arrivals[at] = atoms[at].sentence, {}, {}
        for node, start in arrivals[at].items():
            behind, end = first[node], first[node + 1]
            if behind < end:
                waiting[node] = (start, words)
            while behind < end and steps[behind] < 0:  # gaps stand first
                waiting[behind] = (start, words - steps[behind])
                behind += 1
        for node in [node for node, wait in waiting.items() if wait[1] < words]:
            del waiting[node]
        for last, found in arcs[at]:
            for symbol in found & automaton.begins:
                _arrive(automaton.root[symbol], at, arrivals[last])
            for node, (start, _) in waiting.items():
                # most go nowhere: that is seen in one step
                if not found.isdisjoint(steps[first[node] : first[node + 1]]):
                    _step(automaton, node, start, found, arrivals[last])
        words += not atoms[at].silent
    return hits


def _step(automaton: Automaton, node: int, start: int, found: set[int], ahead: dict[int, int]) -> None:
    for way in range(automaton.first[node], automaton.first[node + 1]):
        if automaton.steps[way] in found:
            _arrive(way, start, ahead)


def _arrive(node: int, start: int, ahead: dict[int, int]) -> None:
    """Of several on their way to a node the one that began last goes on."""
    known = ahead.get(node)
    if known is None or known < start:
        ahead[node] = start
