"""Phrases that begin alike share their beginning: a tree, written level by level, as the judges walk it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Node:
    ways: dict[int, "_Node"] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)


def tree(phrases: Iterable[tuple[int, Sequence[int]]]) -> dict[str, list[int]]:
    """The tree of (out, steps); a step is a symbol (0 and up) or a gap (-n: up to n words).

    Nodes are numbered level by level, those of one parent side by side in the order of their steps. Per node:
    `steps` leads to it, so many `ways` lead on, so many phrases have their `ends` there; `out` says which.
    """
    written: dict[str, list[int]] = {"steps": [0], "ways": [], "ends": [], "out": []}
    level = [_grown(phrases)]
    for node in level:  # grows as it goes
        written["ways"].append(len(node.ways))
        written["ends"].append(len(node.ends))
        written["out"].extend(node.ends)
        written["steps"].extend(sorted(node.ways))
        level.extend(behind for _, behind in sorted(node.ways.items()))
    return written


def _grown(phrases: Iterable[tuple[int, Sequence[int]]]) -> _Node:
    root = _Node()
    for out, steps in phrases:
        node = root
        for step in steps:
            node = node.ways.setdefault(step, _Node())
        node.ends.append(out)
    return root
