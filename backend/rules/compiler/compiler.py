"""Rules, lexicons and the organisation's profile → one release, as flat as the judges like it.

All that is clever happens here; `release.schema.json` says what every field means.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from backend.rules.compiler import formal, names
from backend.rules.compiler.moments import milliseconds
from backend.rules.compiler.patterns import folded
from backend.rules.compiler.vocabulary import Vocabulary
from backend.rules.language.fold import fold_table
from backend.rules.language.rule import TIES, Lexicon, Line, Rule

FORMAT = 3
Release = dict[str, Any]


class Pack:
    """Rules and lexicons compiled once, for the releases of one organisation or of hundreds.

    Raises phrase.PhraseError only for lexicons that `language` has not checked.
    """

    def __init__(self, rules: Iterable[Rule], lexicons: Iterable[Lexicon]) -> None:
        self.vocabulary = Vocabulary(list(lexicons))
        self.compiler = _Compiler(self.vocabulary)
        self.rules = [self.compiler.rule(rule) for rule in rules if rule.status == "active"]

    def release(self, organisation: dict[str, Any], *, number: int, installation: str) -> Release:
        """The release in which every active rule speaks, for this organisation.

        `organisation`: name, aliases, products, competitors (names, or name and aliases), confidential_terms,
        embargoes (terms, until), quiet_periods (from, until), listed, pages, ambiguous (name → bool), formal.
        """
        lists = names.word_lists()
        texts = [json.loads(one) for one in self.compiler.texts]
        release = {
            "format": FORMAT,
            "number": number,
            "installation": installation,
            "organisation": told_of(organisation),
            "abbreviations": folded(lists["abbreviations"]),
            "function_words": {tongue: folded(words) for tongue, words in lists["function_words"].items()},
            "rules": self.rules,
            "lines": self.compiler.lines,
            "texts": [formal.said(one) for one in texts] if organisation.get("formal") else texts,
            **self.vocabulary.tables(organisation),
        }
        # once through JSON: both judges see the same order of keys; the table, always the same, has it
        canonical: Release = json.loads(release_bytes(release))
        return canonical | {"fold": fold_table()}


def compile_release(
    rules: Iterable[Rule],
    lexicons: Iterable[Lexicon],
    organisation: dict[str, Any],
    *,
    number: int,
    installation: str,
) -> Release:
    """One release of these rules for one organisation; see Pack."""
    return Pack(rules, lexicons).release(organisation, number=number, installation=installation)


def release_bytes(release: Release) -> bytes:
    """The body as sent: the same release always gives the same bytes."""
    return json.dumps(release, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def release_hash(body: bytes) -> str:
    """SHA-256 of the body's bytes, hex."""
    return hashlib.sha256(body).hexdigest()


def told_of(profile: dict[str, Any]) -> dict[str, Any]:
    """What a release says of the organisation; all that `listed` and `quiet_periods` change in it."""
    names_of_rivals = [name for rival in profile.get("competitors", []) for name in names.rival_names(rival)]
    periods = [
        [milliseconds(period["from"]), milliseconds(period["until"])]
        for period in profile.get("quiet_periods", [])
    ]
    return {
        "name": profile["name"],
        "own": [profile["name"], *profile.get("aliases", [])],
        "competitors": names_of_rivals,
        "pages": profile.get("pages", []),
        "listed": bool(profile.get("listed")),
        "quiet_periods": periods,
    }


class _Compiler:
    """Gives every line and text its number while the rules are written out."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.lines: list[dict[str, Any]] = []
        self.line_numbers: dict[str, int] = {}
        self.texts: dict[str, int] = {}

    def _line(self, line: Line) -> list[int]:
        found = []
        for number, unless in self.vocabulary.lexicon(line.lexicon):
            entry: dict[str, Any] = {"lexicon": number}
            entry |= {"count": line.count} if line.count > 1 else {}
            places = [_place(place) for place in line.place if place != "anywhere"]
            entry |= {"places": places} if places else {}
            entry |= {"anywhere": 1} if "anywhere" in line.place else {}
            entry |= {"surely": line.lang} if line.lang else {}
            entry |= {"unless": unless} if unless else {}
            key = json.dumps(entry)
            if key not in self.line_numbers:
                self.line_numbers[key] = len(self.lines)
                self.lines.append(entry)
            found.append(self.line_numbers[key])
        return found

    def _any_of(self, lines: list[Line]) -> list[int]:
        return [number for line in lines for number in self._line(line)]

    def rule(self, rule: Rule) -> dict[str, Any]:
        """One rule with its lines as numbers; empty fields are left out."""
        marked = [line for line in rule.draft_lines() if line.lexicon == rule.mark]
        out: dict[str, Any] = {
            "surface": rule.when.get("surface", []),
            "target": rule.when.get("target", []),
            "org": rule.org,
            "tie": self._tie(rule.own_tie),
            "all": [self._any_of(group) for group in rule.all],
            "at_least": [[count, [self._line(line) for line in lines]] for count, lines in rule.at_least],
            "none": self._any_of(rule.none),
            "none_near": self._any_of(rule.none_near),
            "target_all": [self._any_of(group) for group in rule.target_all],
            "target_none": self._any_of(rule.target_none),
            "within": _window(rule.within),
            "mark": self._any_of(marked),
            "fix": rule.fix and {"kind": rule.fix["kind"], "text": self._text(rule.fix["text"])},
        }
        said = {
            "message": self._text(rule.message),
            "why": self._text(rule.why),
            "guideline": rule.guideline,
            "source": rule.source,
        }
        known = {"id": rule.id, "label": rule.label, "severity": rule.severity, **said}
        return known | {key: value for key, value in out.items() if value}

    def _text(self, texts: dict[str, str]) -> int:
        # many rules share a reason or a fix: each text travels once
        return self.texts.setdefault(json.dumps(texts), len(self.texts))

    def _tie(self, ties: list[str]) -> dict[str, Any] | None:
        if not ties:
            return None
        lines = [number for tie in ties if tie in TIES for number in self._line(Line(TIES[tie]))]
        target = self._line(Line(TIES["draft"])) if "target" in ties else []
        return {"draft": lines, "target": target}


def _place(place: str) -> list[Any]:
    name, _, number = place.strip().rstrip(")").partition("(")  # for the schema a line may end behind it
    return [name, int(number)] if number else [name]


def _window(within: str) -> int:
    """Number of sentences in a window; 0 = the whole text."""
    return {"text": 0, "sentence": 1}.get(within) or int("0" + "".join(filter(str.isdigit, within)))
