"""The words of all lexicons and names as numbers: what the lines of a release point to."""

import json
import re
from itertools import chain
from typing import Any

from backend.rules import names, phrase
from backend.rules.language import Lexicon
from backend.rules.moments import milliseconds
from backend.rules.patterns import atoms, choices, fold, pattern
from backend.rules.tree import tree

CONTEXT = "company_context"


class Vocabulary:
    """Gives every step and lexicon its number when it is first asked for.

    A symbol stands for a step of a phrase, that is a set of words any of which will do.
    """

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
        self.numbers: dict[str, list[tuple[int, str]]] = {}

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
        if word.startswith("{") and word.endswith("}"):
            return [(self.lists, word[1:-1])]
        return [(self.words, key) for spelled in self._spelled(word) for key in pattern(spelled)]

    def _spelled(self, word: str) -> list[str]:
        """`{own}er` and `#{own}team*` with every name put in, in one piece."""
        if "{" not in word:
            return [word]
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
            ways = [[self._symbol(part) for part in choice] for choice in choices(step)]
            rows = [[*row, *choice] for row in rows for choice in ways]
        return rows

    def lexicon(self, name: str) -> list[tuple[int, str]]:
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

    def _names(self) -> list[list[Any]]:
        """[list, is an ordinary word, until (milliseconds, day) or null, steps] for every spelling."""
        rows: dict[str, list[Any]] = {}
        for name in self.names:
            until = [milliseconds(name["until"]), name["until"][:10]] if name["until"] else None
            for text in names.spellings(name["text"]) if name["list"] in self.lists else []:
                ordinary = int(names.is_ordinary(text, self.organisation, name["list"]))
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

    def tables(self) -> dict[str, Any]:
        """Everything the lines point into; to be called after the last of them."""
        context = self.lexicon(CONTEXT)[0][0] if CONTEXT in self.sources else -1
        names = self._names()
        return {
            "names": [row for *row, _ in names],
            "name_phrases": tree((number, steps) for number, (*_, steps) in enumerate(names)),
            "words": _grouped(self.words),
            "kinds": self.kinds,
            "lists": self.lists,
            "lexicons": self.lexicons,
            "phrases": tree((out, steps) for out, *steps in self.phrases),
            "context": context,
        }


def _grouped(words: dict[str, list[int]]) -> list[list[Any]]:
    """Words that stand for the same symbols in one row: most are alternatives of one bracket."""
    rows: dict[tuple[int, ...], list[str]] = {}
    for word, symbols in sorted(words.items()):
        rows.setdefault(tuple(symbols), []).append(word)
    return [[" ".join(alike), *symbols] for symbols, alike in sorted(rows.items())]
