"""Engines in Python, each prepared for a release or its terms; a check takes a draft, counts findings."""

import re
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from backend.rules.judge import judge
from tools.bench import python_peers
from tools.bench.material import Drafts, Material
from tools.bench.python_peers import Check

Times = dict[str, dict[str, float]]
WORD = re.compile(r"[^\W_]+")
WARM_S, SAMPLE_S, SAMPLES = 0.1, 0.03, 5
FEW_DRAFTS = 2  # for those that take half a second each


def measure(
    material: Material,
    drafts: Drafts,
    engines: Iterable[str],
    folder: Path | None = None,
    everything: bool = False,
) -> Times:
    """By engine: µs a draft, by name of the drafts. `folder` is where peers are installed, if anywhere;
    with `everything` the slow ones of them, too.
    """
    checks = {name: ENGINES[name](material) for name in engines}
    if folder:
        checks |= python_peers.checks(material, folder, everything)
    return {name: _times(name, check, drafts) for name, check in checks.items()}


def ours(material: Material) -> Check:
    """A whole verdict."""
    prepared = judge.prepare(material.release)
    return lambda draft: len(judge.judge(prepared, draft)["findings"])


def token_hash(material: Material) -> Check:
    """The least that finds exact words and phrases: cut into words, look each up."""
    table: dict[str, list[list[str]]] = {}
    for first, *rest in (WORD.findall(term) for term in material.terms):
        table.setdefault(first, []).append(rest)

    def check(draft: dict[str, Any]) -> int:
        words = WORD.findall(draft["text"].lower())
        return sum(
            words[at + 1 : at + 1 + len(rest)] == rest
            for at, word in enumerate(words)
            for rest in table.get(word, ())
        )

    return check


def regexps(material: Material) -> Check:
    """What one writes first: a compiled regular expression for each word or phrase."""
    rules = [re.compile(rf"\b{term}\b", re.IGNORECASE) for term in material.terms]
    return lambda draft: sum(len(rule.findall(draft["text"])) for rule in rules)


ENGINES = {"ours": ours, "token hash": token_hash, "re a rule": regexps}


def _times(name: str, check: Check, drafts: Drafts) -> dict[str, float]:
    if name in python_peers.SLOW:
        return {length: _rounds(check, some[:FEW_DRAFTS], 0) for length, some in drafts.items()}
    return {length: _time_of(check, some) for length, some in drafts.items()}


def _time_of(check: Check, drafts: list[dict[str, Any]]) -> float:
    """CPU microseconds a draft, warm: median of SAMPLES."""
    _rounds(check, drafts, WARM_S)
    return median(_rounds(check, drafts, SAMPLE_S) for _ in range(SAMPLES))


def _rounds(check: Check, drafts: list[dict[str, Any]], seconds: float) -> float:
    start, rounds = time.process_time(), 0
    while rounds == 0 or time.process_time() - start < seconds:
        for draft in drafts:
            check(draft)
        rounds += 1
    return (time.process_time() - start) / rounds / len(drafts) * 1e6
