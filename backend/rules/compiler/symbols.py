"""The steps of phrases as numbers: what a word, a kind of token or a list of names may stand for."""

import re
from typing import Any

from backend.rules.compiler import names
from backend.rules.compiler.patterns import fold, pattern
from backend.rules.language import phrase
from backend.rules.language.atoms import choices

SPANS: dict[str, list[str]] = names.word_lists()["spans"]
Table = dict[str, list[int]]


class Symbols:
    """Gives every step its number when it is first asked for; a step is a set of words any of which will do.

    Words with a list of names in them (`{own}er`) wait for an organisation: `spelled`.
    """

    def __init__(self) -> None:
        self.of: dict[tuple[str, ...], int] = {}
        self.words: Table = {}
        self.kinds: Table = {}
        self.lists: Table = {}
        self.waiting: list[tuple[str, int]] = []

    def spelled(self, all_names: list[names.Name]) -> "Symbols":
        """A copy in which the waiting words are spelled with these names."""
        copy = Symbols()
        copy.of = dict(self.of)
        copy.words, copy.kinds, copy.lists = (
            {key: list(found) for key, found in table.items()}
            for table in (self.words, self.kinds, self.lists)
        )
        for word, symbol in self.waiting:
            for text in _with_names(word, all_names):
                copy._put_word(text, symbol)
        return copy

    def symbol(self, step: tuple[str, ...]) -> int:
        """The number of a step."""
        if step not in self.of:
            self.of[step] = len(self.of)
            for word in step:
                self._put(word, self.of[step])
        return self.of[step]

    def renumber(self) -> list[int]:
        """Gives the steps of most words the shortest numbers, for they are written most often; new by old."""
        order = sorted(self.of.items(), key=lambda entry: (-len(entry[0]), entry[1]))
        new = [0] * len(order)
        for at, (_, symbol) in enumerate(order):
            new[symbol] = at
        self.of = {step: new[symbol] for step, symbol in order}
        for table in (self.words, self.kinds, self.lists):
            table.update({key: sorted(new[symbol] for symbol in found) for key, found in table.items()})
        self.waiting = [(word, new[symbol]) for word, symbol in self.waiting]
        return new

    def _put(self, word: str, symbol: int) -> None:
        if word.startswith("<") and word.endswith(">"):
            kind = word[1:-1]
            if kind not in SPANS or kind == "date":
                _add(self.kinds, kind, symbol)
            if kind in SPANS:
                _add(self.lists, kind, symbol)
        elif word.startswith("{") and word.endswith("}"):
            _add(self.lists, word[1:-1], symbol)
        elif "{" in word:
            self.waiting.append((word, symbol))
        else:
            self._put_word(word, symbol)

    def _put_word(self, word: str, symbol: int) -> None:
        for key in pattern(word):
            _add(self.words, key, symbol)

    def numbers(self, sequence: phrase.Sequence) -> list[list[int]]:
        """A sequence as symbols; a word that reads as several atoms ("must-have") becomes several steps."""
        rows: list[list[int]] = [[]]
        for step in sequence:
            if isinstance(step, int):
                rows = [[*row, -step] for row in rows]
                continue
            ways = [[self.symbol(part) for part in choice] for choice in choices(step)]
            rows = [[*row, *choice] for row in rows for choice in ways]
        return rows

    def grouped_words(self) -> list[list[Any]]:
        """Words that stand for the same symbols in one row: most are alternatives of one bracket."""
        rows: dict[tuple[int, ...], list[str]] = {}
        for word, symbols in sorted(self.words.items()):
            rows.setdefault(tuple(sorted(symbols)), []).append(word)
        return [[" ".join(alike), *symbols] for symbols, alike in sorted(rows.items())]


def _add(table: Table, key: str, symbol: int) -> None:
    entry = table.setdefault(key, [])
    if symbol not in entry:
        entry.append(symbol)


def _with_names(word: str, all_names: list[names.Name]) -> list[str]:
    """`{own}er` and `#{own}team*` with every name put in, in one piece."""
    found = re.search(r"\{(\w+)\}", word)
    if found is None:
        return [word]
    spelled = {
        fold(text)
        for name in all_names
        if name["list"] == found[1]
        for text in names.spellings(name["text"], name["list"])
    }
    return sorted(word.replace(found[0], name) for name in spelled)
