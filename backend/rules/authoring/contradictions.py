"""Two rules that say opposite things of one example: silent in one, found by another of the same label."""

from collections.abc import Iterable

from backend.rules.authoring import verdicts
from backend.rules.authoring.lint import Advice
from backend.rules.language.rule import Lexicon, Rule


def find(asked: Iterable[Rule], rules: Iterable[Rule], lexicons: Iterable[Lexicon]) -> list[Advice]:
    """What active rules say against the silent examples of those asked, in the order of file and line."""
    active = [rule for rule in asked if rule.status == "active"]
    return sorted(
        _advice(rule, at, finding["rule"])
        for rule, at, findings in verdicts.on("silent", active, rules, lexicons)
        for finding in findings
        if finding["label"] == rule.label and finding["rule"] != rule.id
    )


def _advice(rule: Rule, at: int, other: str) -> Advice:
    field = f"examples.silent.{at}"
    said = f"{other} speaks about this, with the same label: one of the two is wrong"
    return Advice(rule.file, rule.lines.get(field, 1), field, said)
