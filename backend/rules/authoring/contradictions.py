"""Two rules that say opposite things of one example: silent in one, found by another of the same label."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from backend.rules import compiler, examples
from backend.rules.authoring.lint import Advice
from backend.rules.language import Lexicon, Rule


def find(asked: Iterable[Rule], rules: Iterable[Rule], lexicons: Iterable[Lexicon]) -> list[Advice]:
    """What active rules say against the silent examples of those asked, in the order of file and line."""
    active, lexicons = [rule for rule in rules if rule.status == "active"], list(lexicons)
    silent = [
        (rule, at) for rule in asked if rule.status == "active" for at in range(len(rule.examples["silent"]))
    ]
    silent.sort(key=_organisation)
    groups = [list(some) for _, some in groupby(silent, _organisation)]
    return sorted(advice for some in groups for advice in _among(some, active, lexicons))


def _organisation(case: tuple[Rule, int]) -> str:
    return str(examples.flags(_example(case)))


def _example(case: tuple[Rule, int]) -> dict[str, object]:
    rule, at = case
    found: dict[str, object] = rule.examples["silent"][at]
    return found


def _among(cases: list[tuple[Rule, int]], rules: list[Rule], lexicons: list[Lexicon]) -> Iterator[Advice]:
    profile = examples.organisation() | examples.flags(_example(cases[0]))
    release = compiler.compile_release(rules, lexicons, profile, number=1, installation="contradictions")
    verdicts = examples.in_python(release, [examples.draft_of(_example(case)) for case in cases])
    for (rule, at), verdict in zip(cases, verdicts, strict=True):
        field = f"examples.silent.{at}"
        for finding in verdict["findings"]:
            if finding["label"] == rule.label and finding["rule"] != rule.id:
                said = f"{finding['rule']} speaks about this, with the same label: one of the two is wrong"
                yield Advice(rule.file, rule.lines.get(field, 1), field, said)
