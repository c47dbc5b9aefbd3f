"""What there is to learn from: the rules' own examples, each judged by all rules at once.

An example is of use where the whole set of rules does with it what its own rule says: found by it, and before
all others if that can be, or silent altogether. All are about the sample organisation, whoever reads them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from backend.people.models import LANGUAGES
from backend.rules import examples
from backend.rules.compiler import compiler
from backend.rules.judge import fix, judge
from backend.rules.judge.reader import Prepared
from backend.rules.language.rule import Lexicon, Rule
from backend.rules.trial import draft_of, flags

Example = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """A draft that a rule speaks about, and what it says."""

    example: Example
    finding: dict[str, Any]

    @property
    def marked(self) -> tuple[str, str, str]:
        """The draft: before, within and after the words that the rule is about."""
        text = self.example["draft"]
        start, end = self.finding["span"] or (0, 0)
        return text[:start], text[start:end], text[end:]

    @property
    def fixed(self) -> str:
        """The draft after the fix; empty where the rule has none."""
        return fix.apply(self.example["draft"], self.finding) if self.finding["fix"] else ""


@dataclass(frozen=True)
class Drill:
    """A rule in one language with the examples that are of use; at least one of each kind.

    `leads`: in what it finds it is the first to speak, so that nothing else is meant.
    """

    rule: str
    paragraph: str
    leads: bool
    found: tuple[Found, ...]
    silent: tuple[Example, ...]

    def beside(self, found: Found) -> Example:
        """The silent draft to learn most from: said in the same place, in nearly the same words."""
        return max(self.silent, key=lambda one: _likeness(found.example, one))


def of(
    rules: Iterable[Rule], lexicons: Iterable[Lexicon], *, is_formal: bool = False
) -> dict[str, list[Drill]]:
    """All drills of a set of rules, by language, in the order of the rules. Takes a second or two."""
    active = [rule for rule in rules if rule.status == "active"]
    bench = _Bench(active, list(lexicons), examples.organisation() | {"formal": is_formal})
    return {
        language: [
            one for one in (bench.drill(rule, language) for rule in active) if one.found and one.silent
        ]
        for language in LANGUAGES
    }


class _Bench:
    """The whole set of rules, compiled once, and made ready for each kind of organisation."""

    def __init__(self, rules: list[Rule], lexicons: list[Lexicon], organisation: dict[str, Any]) -> None:
        self.release = compiler.compile_release(
            rules, lexicons, organisation, number=1, installation="training"
        )
        self.ready: dict[str, Prepared] = {}

    def drill(self, rule: Rule, language: str) -> Drill:
        judged = {kind: self._judged(rule, kind, language) for kind in ("found", "silent")}
        own = [Found(one, mine) for one, said in judged["found"] for mine in said if mine["rule"] == rule.id]
        first = [Found(one, said[0]) for one, said in judged["found"] if said and said[0]["rule"] == rule.id]
        silent = [one for one, said in judged["silent"] if not said]
        return Drill(rule.id, rule.guideline, bool(first), tuple(first or own), tuple(silent))

    def _judged(self, rule: Rule, kind: str, language: str) -> list[tuple[Example, list[dict[str, Any]]]]:
        mine = [one for one in rule.examples[kind] if one["lang"] == language]
        return [(one, self._findings(one, language)) for one in mine]

    def _findings(self, example: dict[str, Any], language: str) -> list[dict[str, Any]]:
        ready = self._prepared(flags(example))
        found: list[dict[str, Any]] = judge.judge(ready, draft_of(example), language)["findings"]
        return found

    def _prepared(self, flags: dict[str, Any]) -> Prepared:
        """Listed or not, in a quiet period or not: only what is said of the organisation depends on it."""
        if str(flags) not in self.ready:
            told = compiler.told_of(examples.organisation() | flags)
            self.ready[str(flags)] = judge.prepare(self.release | {"organisation": told})
        return self.ready[str(flags)]


def _likeness(one: Example, other: Example) -> float:
    words, others = one["draft"].split(), other["draft"].split()
    same_place = one.get("target") == other.get("target")
    return SequenceMatcher(None, words, others, autojunk=False).ratio() + same_place
