"""Rules of one's own that others make needless: these speak, with one label, on every text it shall find."""

from collections import defaultdict
from collections.abc import Iterable

from backend.rules.authoring import verdicts
from backend.rules.authoring.lint import Advice
from backend.rules.language import yaml_file
from backend.rules.language.rule import Lexicon, Rule


def find(own: Iterable[Rule], rules: Iterable[Rule], lexicons: Iterable[Lexicon]) -> list[Advice]:
    """One piece of advice for each of one's own rules and each label that others find wherever it speaks."""
    own = list(own)
    others = [rule for rule in rules if rule not in own]
    labels: dict[str, list[set[str]]] = defaultdict(list)
    for rule, _, findings in verdicts.on("found", own, others, lexicons):
        labels[rule.id].append({finding["label"] for finding in findings})
    return [
        _advice(rule, label)
        for rule in own
        if rule.id in labels
        for label in sorted(set.intersection(*labels[rule.id]))
    ]


def _advice(rule: Rule, label: str) -> Advice:
    line = yaml_file.line_of("examples.found", rule.lines)
    said = f"other rules find {label} in each of these already; do you need a rule of your own?"
    return Advice(rule.file, line, "examples.found", said)
