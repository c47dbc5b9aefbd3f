"""What active rules say about the examples of some rules; each for the organisation that it asks for."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from backend.rules import examples
from backend.rules.compiler import compiler
from backend.rules.language.rule import Lexicon, Rule
from backend.rules.trial import draft_of, flags

Findings = list[dict[str, Any]]
Place = tuple[Rule, int]


def on(
    kind: str, asked: Iterable[Rule], speakers: Iterable[Rule], lexicons: Iterable[Lexicon]
) -> Iterator[tuple[Rule, int, Findings]]:
    """Rule, number of the example (of the `kind` found or silent) and what the speakers find in it."""
    lexicons, active = list(lexicons), [rule for rule in speakers if rule.status == "active"]
    places = [(rule, at) for rule in asked for at in range(len(rule.examples[kind]))]

    def example(place: Place) -> dict[str, Any]:
        rule, at = place
        found: dict[str, Any] = rule.examples[kind][at]
        return found

    def organisation(place: Place) -> str:
        return str(flags(example(place)))

    for _, some in groupby(sorted(places, key=organisation), organisation):
        group = list(some)
        profile = examples.organisation() | flags(example(group[0]))
        release = compiler.compile_release(active, lexicons, profile, number=1, installation="authoring")
        said = examples.in_python(release, [draft_of(example(place)) for place in group])
        for (rule, at), verdict in zip(group, said, strict=True):
            yield rule, at, verdict["findings"]
