"""Rules, lexicons and the organisation's profile → one release, as flat as the judges like it.

All that is clever happens here; `release.schema.json` says what every field means.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from backend.rules import names, phrase
from backend.rules.fold import fold_table
from backend.rules.language import TIES, Lexicon, Line, Rule
from backend.rules.normalise import Alphabet, alphabet, normalise

HERE = Path(__file__).parent
FORMAT = 2
CONTEXT = "company_context"
Release = dict[str, Any]


def compile_release(
    rules: Iterable[Rule],
    lexicons: Iterable[Lexicon],
    organisation: dict[str, Any],
    *,
    number: int,
    installation: str,
) -> Release:
    """The release in which every active rule speaks, for this organisation.

    `organisation`: name, aliases, products, competitors (names, or name and aliases), confidential_terms,
    embargoes (terms, until), quiet_periods (from, until), listed, pages, ambiguous (name → bool).
    Raises phrase.PhraseError only for lexicons that `language` has not checked.
    """
    compiler = _Compiler(list(lexicons), organisation)
    compiled = [compiler.rule(rule) for rule in rules if rule.status == "active"]
    lists = names.word_lists()
    release = {
        "format": FORMAT,
        "number": number,
        "installation": installation,
        "organisation": _organisation(organisation),
        "abbreviations": _folded(lists["abbreviations"]),
        "function_words": {tongue: _folded(words) for tongue, words in lists["function_words"].items()},
        "rules": compiled,
        **compiler.tables(),
    }
    # once through JSON, so that both judges see the same order of keys; the table, always the same, has it
    canonical: Release = json.loads(release_bytes(release))
    return canonical | {"fold": fold_table()}


def release_bytes(release: Release) -> bytes:
    """The body as sent: the same release always gives the same bytes."""
    return json.dumps(release, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def release_hash(body: bytes) -> str:
    """SHA-256 of the body's bytes, hex."""
    return hashlib.sha256(body).hexdigest()


@cache
def _alphabet() -> Alphabet:
    return alphabet({"fold": fold_table(), "abbreviations": []})


def _folded(words: str) -> list[str]:
    return sorted({fold(word) for word in words.split()})


@lru_cache(maxsize=100_000)
def atoms(text: str) -> tuple[str, ...]:
    """The words of a text as the judges read them."""
    return tuple(atom.text for atom in normalise(text, _alphabet()).atoms)


def fold(word: str) -> str:
    """A word in one piece, folded; hyphens and spaces inside are lost."""
    return "".join(atoms(word))


def _organisation(profile: dict[str, Any]) -> dict[str, Any]:
    names_of_rivals = [
        rival if isinstance(rival, str) else rival["name"] for rival in profile.get("competitors", [])
    ]
    periods = [
        [_moment(period["from"]), _moment(period["until"])] for period in profile.get("quiet_periods", [])
    ]
    return {
        "name": profile["name"],
        "own": [profile["name"], *profile.get("aliases", [])],
        "competitors": names_of_rivals,
        "pages": profile.get("pages", []),
        "listed": bool(profile.get("listed")),
        "quiet_periods": periods,
    }


def _moment(when: str | date | datetime) -> int:
    """Milliseconds since 1970; a date or a time without zone is read as UTC."""
    if isinstance(when, str):
        when = datetime.fromisoformat(when)
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day, tzinfo=UTC)
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return round(when.timestamp() * 1000)


class _Compiler:
    """Gives every step, phrase, line its number while the rules are written out."""

    def __init__(self, lexicons: list[Lexicon], organisation: dict[str, Any]) -> None:
        self.sources = {lexicon.id: lexicon for lexicon in lexicons}
        self.organisation = organisation
        self.names = list(names.names_of(organisation))
        self.spans: dict[str, list[str]] = names.word_lists()["spans"]
        self.symbols: dict[tuple[str, ...], int] = {}
        self.words: dict[str, list[int]] = {}
        self.kinds: dict[str, list[int]] = {}
        self.lists: dict[str, list[int]] = {}
        self.lexicons: list[str] = []
        self.phrases: dict[tuple[int, ...], None] = {}
        self.lines: list[dict[str, Any]] = []
        self.line_numbers: dict[str, int] = {}
        self.texts: dict[str, int] = {}
        self.numbers: dict[str, list[tuple[int, str]]] = {}

    # ---- words and phrases ----

    def _symbol(self, step: tuple[str, ...]) -> int:
        if step not in self.symbols:
            self.symbols[step] = len(self.symbols)
            for word in step:
                for table, key in self._keys(word):
                    entry = table.setdefault(key, [])
                    if self.symbols[step] not in entry:
                        entry.append(self.symbols[step])
        return self.symbols[step]

    def _keys(self, word: str) -> list[tuple[dict[str, list[int]], str]]:
        if word.startswith("<") and word.endswith(">"):
            kind = word[1:-1]
            tables = [self.kinds] * (kind not in self.spans or kind == "date") + [self.lists] * (
                kind in self.spans
            )
            return [(table, kind) for table in tables]
        if re.fullmatch(r"\{\w+\}", word):
            return [(self.lists, word[1:-1])]
        return [(self.words, pattern) for spelled in self._spelled(word) for pattern in _pattern(spelled)]

    def _spelled(self, word: str) -> list[str]:
        """`{own}er` and `#{own}team*` with every name put in, in one piece."""
        found = re.search(r"\{(\w+)\}", word)
        if found is None:
            return [word]
        spelled = {
            fold(text)
            for name in self.names
            if name["list"] == found[1]
            for text in names.spellings(name["text"])
        }
        return sorted(word.replace(found[0], name) for name in spelled)

    def _numbers(self, sequence: phrase.Sequence) -> list[list[int]]:
        """A sequence as symbols; a word that reads as several atoms ("must-have") becomes several steps."""
        rows: list[list[int]] = [[]]
        for step in sequence:
            if isinstance(step, int):
                rows = [[*row, -step] for row in rows]
                continue
            single = tuple(word for word in step if len(_pieces(word)) < 2)
            choices = [[self._symbol(single)]] if single else []
            choices += [
                [self._symbol((piece,)) for piece in _pieces(word)] for word in step if len(_pieces(word)) > 1
            ]
            rows = [[*row, *choice] for row in rows for choice in choices]
        return rows

    def _lexicon(self, name: str) -> list[tuple[int, str]]:
        """The numbers of a lexicon, with the language in which its phrases do *not* count ('' = in none)."""
        if name not in self.numbers:
            source = self.sources[name]
            parts = (
                source.entries.items()
                if source.asks_language
                else [("any", list(chain(*source.entries.values())))]
            )
            self.numbers[name] = []
            for language, entries in parts:
                number = len(self.lexicons)
                self.lexicons.append(name)
                self.numbers[name].append((number, {"de": "en", "en": "de"}.get(language, "")))
                self._phrases(2 * number, entries)
                self._phrases(2 * number + 1, source.drops)
        return self.numbers[name]

    def _phrases(self, out: int, entries: list[str]) -> None:
        for entry in entries:
            for sequence in phrase.parse(entry):
                for steps in self._numbers(sequence):
                    self.phrases[(out, *steps)] = None

    # ---- names ----

    def _names(self) -> list[list[Any]]:
        """[list, is an ordinary word, until (milliseconds, day) or null, steps] for every spelling."""
        rows: dict[str, list[Any]] = {}
        for name in self.names:
            until = [_moment(name["until"]), name["until"][:10]] if name["until"] else None
            for text in names.spellings(name["text"]) if name["list"] in self.lists else []:
                ordinary = int(names.is_ordinary(text, self.organisation))
                steps = self._name_steps(text, name["list"])
                if steps:
                    rows.setdefault(json.dumps([name["list"], steps]), [name["list"], ordinary, until, steps])
        for kind in [kind for kind in self.spans if kind in self.lists]:
            for sequence in (sequence for entry in self.spans[kind] for sequence in phrase.parse(entry)):
                rows |= {
                    json.dumps([kind, steps]): [kind, 0, None, steps] for steps in self._numbers(sequence)
                }
        return list(rows.values())

    def _name_steps(self, text: str, list_name: str) -> list[int]:
        if text.startswith("@"):
            return [self._symbol((text,))]
        *first, last = atoms(text) or ("",)
        if not last:
            return []
        genitive = list_name in ("own", "product", "competitor") and last[-1:].isalpha()
        ends = (last, last + "s", last + "'s") if genitive else (last,)
        return [*(self._symbol((word,)) for word in first), self._symbol(ends)]

    # ---- rules ----

    def _line(self, line: Line) -> list[int]:
        found = []
        for number, unless in self._lexicon(line.lexicon):
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

    def tables(self) -> dict[str, Any]:
        """Everything the rules' numbers point into; to be called after the last rule."""
        context = self._lexicon(CONTEXT)[0][0] if CONTEXT in self.sources else -1
        found = {
            "names": self._names(),
            "words": _grouped(self.words),
            "kinds": self.kinds,
            "lists": self.lists,
        }
        phrases = [list(row) for row in self.phrases]
        return found | {
            "lexicons": self.lexicons,
            "phrases": phrases,
            "lines": self.lines,
            "texts": [json.loads(texts) for texts in self.texts],
            "context": context,
        }


def _grouped(words: dict[str, list[int]]) -> list[list[Any]]:
    """Words that stand for the same symbols in one row: most are alternatives of one bracket."""
    rows: dict[tuple[int, ...], list[str]] = {}
    for word, symbols in sorted(words.items()):
        rows.setdefault(tuple(symbols), []).append(word)
    return [[" ".join(alike), *symbols] for symbols, alike in sorted(rows.items())]


def _pieces(word: str) -> list[str]:
    """A word as patterns, one for each atom it reads as; kinds, lists, tags and handles are always one."""
    if word[0] in "<#@" or "{" in word:
        return [word]
    found = atoms(word.strip("*"))
    if len(found) < 2:
        return [word]
    return ["*" * word.startswith("*") + found[0], *found[1:-1], found[-1] + "*" * word.endswith("*")]


def _pattern(word: str) -> list[str]:
    """A word with its letters folded and its `*`, `#` and `@` kept; nothing when no letter is left."""
    core = word.strip("*")
    sign = core[0] if core[0] in "#@" else ""
    # a letter beside the star keeps a joining sign there: employee_* is not employee*
    ahead, behind = word.startswith("*"), word.endswith("*")
    padded = "x" * ahead + core.lstrip("#@") + "x" * behind
    folded = fold(padded)[ahead : -1 if behind else None]
    folded = folded.replace("_", "") if sign else folded
    return ["*" * word.startswith("*") + sign + folded + "*" * word.endswith("*")] if folded else []


def _place(place: str) -> list[Any]:
    name, _, number = place.rstrip(")").partition("(")
    return [name, int(number)] if number else [name]


def _window(within: str) -> int:
    """Number of sentences in a window; 0 = the whole text."""
    return {"text": 0, "sentence": 1}.get(within) or int("0" + "".join(filter(str.isdigit, within)))
