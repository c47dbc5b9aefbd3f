"""Labelled cases judged and measured: precision, recall, F1 per label and per case, false alarms."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from backend.rules.compiler import compiler
from backend.rules.examples import JudgeMany
from backend.rules.language.rule import Lexicon, Rule
from backend.rules.measuring.cases import Case

Judged = list[tuple[Case, frozenset[str]]]
PORTION = 1000  # drafts of one profile that are judged in one piece, so that somebody can tell how far it is


@dataclass(frozen=True)
class Measure:
    """Right and wrong decisions of one kind. Ratios are None where nothing can be divided."""

    hits: int
    alarms: int
    misses: int

    @property
    def precision(self) -> float | None:
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else None

    @property
    def recall(self) -> float | None:
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else None

    @property
    def f1(self) -> float | None:
        whole = 2 * self.hits + self.alarms + self.misses
        return 2 * self.hits / whole if whole else None


def verdicts(
    cases: list[Case], rules: list[Rule], lexicons: list[Lexicon], judge_many: JudgeMany
) -> list[dict[str, Any]]:
    """The verdict of every case, in their order; cases of one profile share a release."""
    groups: dict[str, list[int]] = {}
    for at, case in enumerate(cases):
        groups.setdefault(json.dumps(case.profile, default=str), []).append(at)
    pack = compiler.Pack(rules, lexicons)
    # a release at a time: those of hundreds of profiles would fill the memory
    releases = (
        (pack.release(cases[places[0]].profile, number=1, installation="measure"), places)
        for places in groups.values()
    )
    asked = (
        (release, [cases[at].draft for at in places[first : first + PORTION]])
        for release, places in releases
        for first in range(0, len(places), PORTION)
    )
    order = [at for places in groups.values() for at in places]
    answers = [verdict for some in judge_many(asked) for verdict in some]
    return [verdict for _, verdict in sorted(zip(order, answers, strict=True), key=lambda pair: pair[0])]


def compare(judged: Judged, says: Callable[[Iterable[str]], bool]) -> Measure:
    """Compares what was expected with what was found; `says` asks a set of labels yes or no."""
    pairs = [(says(case.expected or ()), says(found)) for case, found in judged]
    return Measure(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))


def table(judged: Judged, labels: Iterable[str]) -> str:
    """The whole table for people, per language and together. `labels`: those the pack has a rule for."""
    known = frozenset(labels)
    parts = [("all", judged)] + [(lang, [j for j in judged if j[0].lang == lang]) for lang in ("de", "en")]
    return "\n".join(_section(name, part, known) for name, part in parts if part)


def errors(judged: Judged, label: str) -> str:
    """Each draft on which rules and people differ about `label`, as two lines."""
    wrong = [
        (case, label in found)
        for case, found in judged
        if (label in found) != (label in (case.expected or ()))
    ]
    return "\n".join(_error(case, spoke) for case, spoke in wrong)


def _error(case: Case, spoke: bool) -> str:
    target = case.draft["target"]
    place = f"{case.draft['surface']} to {target['stance']}" if target else case.draft["surface"]
    return f"{case.id} {'false alarm' if spoke else 'missed'} ({place})\n    {case.draft['text']!r}"


def _section(name: str, judged: Judged, known: frozenset[str]) -> str:
    seen = {label for case, found in judged for label in (case.expected or frozenset()) | found}
    rows = [
        f"{name}: {len(judged)} cases",
        f"{'label':26}{'P':>6}{'R':>6}{'F1':>6}{'hits':>6}{'alarms':>8}{'missed':>8}",
    ]
    for label in sorted(seen):
        mark = "" if label in known else "  (no rule yet)"
        rows.append(_row(label, compare(judged, lambda labels, label=label: label in labels)) + mark)  # type: ignore[misc]
    rows.append(_row("any warning", compare(judged, any)))
    within = [
        (Case(**{**vars(case), "expected": (case.expected or frozenset()) & known}), found)
        for case, found in judged
    ]
    rows.append(_row("any warning, own labels", compare(within, any)))
    rows.append(_alarms("clean cases", [j for j in judged if not j[0].expected]))
    rows.append(
        _alarms("hard negatives", [j for j in judged if not j[0].expected and "hard_negative" in j[0].tags])
    )
    return "\n".join(rows) + "\n"


def _row(name: str, found: Measure) -> str:
    ratios = "".join(
        f"{'-' if value is None else f'{value:.2f}':>6}"
        for value in (found.precision, found.recall, found.f1)
    )
    return f"{name:26}{ratios}{found.hits:>6}{found.alarms:>8}{found.misses:>8}"


def _alarms(name: str, judged: Judged) -> str:
    alarms = sum(bool(found) for _, found in judged)
    share = f"{100 * alarms / len(judged):.1f} per 100" if judged else "-"
    return f"false alarms on {name}: {alarms} of {len(judged)} ({share})"
