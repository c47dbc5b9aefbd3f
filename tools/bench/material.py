"""What all engines are given: the core pack, copied with made-up words, and drafts that hold some of them."""

import random
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle, islice
from typing import Any

from backend.rules import examples, trial
from backend.rules.compiler import compiler
from backend.rules.language import reading
from backend.rules.language.rule import Lexicon, Line, Rule

SYLLABLES = "ba do fi ga hu ke lo mi na pe qua ri so tu ve wo xi yo bel dor fan gis lum nor pal tro"
CHARACTERS_PER_TERM = 100
DRAFTS = 20
LONG_TEXT = 10_000  # of such, one draft is enough
Drafts = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Material:
    """`terms`: a word or phrase for each copied rule, which is all that most peers can look for."""

    terms: list[str]
    release: compiler.Release

    @property
    def body(self) -> bytes:
        """The release as it is sent."""
        return compiler.release_bytes(self.release)


def make(size: int) -> Material:
    """The core pack, filled up or cut down to `size` rules; the same every time."""
    all_rules, lexicons = reading.load()
    rules = all_rules[:size]
    terms = _terms(size, random.Random(size))
    copies = [_copy(rule, number) for number, rule in enumerate(islice(cycle(rules), size - len(rules)))]
    words = [_lexicon(number, term) for number, term in enumerate(terms[: len(copies)])]
    release = compiler.compile_release(
        [*rules, *copies], [*lexicons, *words], examples.organisation(), number=1, installation="bench"
    )
    return Material(terms[: len(copies)] or terms, release)


def drafts(material: Material, *lengths: int) -> Drafts:
    """By length (characters): drafts made of the rules' examples, with one of the terms now and then."""
    chance = random.Random(1)
    return {
        str(length): [
            {**_context(at), "text": _text(length, material.terms, chance)}
            for at in range(DRAFTS if length < LONG_TEXT else 1)
        ]
        for length in lengths
    }


def _context(at: int) -> dict[str, Any]:
    """Every other draft is a comment under a competitor's post."""
    post = {"platform": "linkedin", "surface": "post", "target": None, "now": trial.NOW}
    answer = {"surface": "comment", "target": {"stance": "competitor", "name": "Globex"}}
    return post | answer if at % 2 else post


def _terms(count: int, chance: random.Random) -> list[str]:
    terms: dict[str, None] = {}
    while len(terms) < count:
        words = chance.choice((1, 1, 1, 2, 3))
        terms[
            " ".join(
                "".join(chance.choices(SYLLABLES.split(), k=chance.choice((3, 4)))) for _ in range(words)
            )
        ] = None
    return list(terms)


def _copy(rule: Rule, number: int) -> Rule:
    """The rule once more, about another word: the first line it looks for becomes a lexicon of its own."""
    own = [Line(_name(number))]
    message = {tongue: f"{text} ({_name(number)})" for tongue, text in rule.message.items()}
    return replace(
        rule,
        id=f"{rule.id}-{number}",
        label=f"{rule.label}_{number}",
        all=[own, *rule.all[1:]],
        mark=None,
        message=message,
    )


def _name(number: int) -> str:
    return f"words-{number}"


def _lexicon(number: int, term: str) -> Lexicon:
    return Lexicon(_name(number), "made up", {"any": [term]}, [], False, {"match": [], "miss": []}, "", {})


def _text(length: int, terms: list[str], chance: random.Random) -> str:
    text, planted = "", 0
    while len(text) < length:
        if len(text) >= CHARACTERS_PER_TERM * planted:
            text, planted = f"{text} {chance.choice(terms)}", planted + 1
        text = f"{text} {chance.choice(_sentences())}".lstrip()
    return text[:length]


@cache
def _sentences() -> list[str]:
    rules, _ = reading.load()
    return [example["draft"] for rule in rules for kind in rule.examples.values() for example in kind]
