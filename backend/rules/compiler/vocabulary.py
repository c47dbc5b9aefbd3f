"""The words of all lexicons and names as numbers: what the lines of a release point to."""

import json
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Any

from backend.rules.compiler import names
from backend.rules.compiler.moments import milliseconds
from backend.rules.compiler.ordinary import exceptions, is_ordinary
from backend.rules.compiler.symbols import SPANS, Symbols
from backend.rules.compiler.tree import tree
from backend.rules.language import phrase
from backend.rules.language.atoms import atoms
from backend.rules.language.rule import Lexicon

CONTEXT = "company_context"


class Vocabulary:
    """Gives every lexicon its number when it is first asked for; the names of organisations come later."""

    def __init__(self, lexicons: list[Lexicon]) -> None:
        self.sources = {lexicon.id: lexicon for lexicon in lexicons}
        self.symbols = Symbols()
        self.lexicons: list[str] = []
        self.phrases: dict[tuple[int, ...], None] = {}
        self.numbers: dict[str, list[tuple[int, str]]] = {}

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
                for steps in self.symbols.numbers(sequence):
                    self.phrases[(out, *steps)] = None

    @cached_property
    def shared(self) -> dict[str, Any]:
        """What is the same whatever the organisation; to be asked for after the last lexicon."""
        context = self.lexicon(CONTEXT)[0][0] if CONTEXT in self.sources else -1
        new = self.symbols.renumber()
        found = tree(
            (out, [new[step] if step >= 0 else step for step in steps]) for out, *steps in self.phrases
        )
        return {"lexicons": self.lexicons, "phrases": found, "context": context}

    def tables(self, organisation: dict[str, Any]) -> dict[str, Any]:
        """Everything the lines point into, for an organisation."""
        shared, all_names = self.shared, list(names.names_of(organisation))
        symbols = self.symbols.spelled(all_names)
        rows = _rows(all_names, organisation, symbols)
        return {
            "names": [row for *row, _ in rows],
            "name_phrases": tree((number, steps) for number, (*_, steps) in enumerate(rows)),
            "words": symbols.grouped_words(),
            "kinds": symbols.kinds,
            "lists": symbols.lists,
            **shared,
        }


def _rows(all_names: list[names.Name], organisation: dict[str, Any], symbols: Symbols) -> list[list[Any]]:
    """[list, is an ordinary word, until (milliseconds, day) or null, steps] for every spelling."""
    rows: dict[str, list[Any]] = {}
    said = exceptions(organisation)
    for name in all_names:
        until = [milliseconds(name["until"]), name["until"][:10]] if name["until"] else None
        for text, ordinary in _written(name, said) if name["list"] in symbols.lists else []:
            steps = _name_steps(text, name["list"], symbols)
            if steps:
                key = json.dumps([name["list"], steps])
                rows.setdefault(key, [name["list"], int(ordinary), until, steps])
    for kind in [kind for kind in SPANS if kind in symbols.lists]:
        for sequence in (sequence for entry in SPANS[kind] for sequence in phrase.parse(entry)):
            rows |= {json.dumps([kind, steps]): [kind, 0, None, steps] for steps in symbols.numbers(sequence)}
    return list(rows.values())


def _written(name: names.Name, said: dict[str, bool]) -> Iterator[tuple[str, bool]]:
    """Every way to write it, and whether that needs a context: declined, where any other way does."""
    needs = {
        text: is_ordinary(text, said, name["list"]) for text in names.spellings(name["text"], name["list"])
    }
    yield from needs.items()
    for text in names.declined(name["text"], name["list"]):
        yield text, any(needs.values())


def _name_steps(text: str, list_name: str, symbols: Symbols) -> list[int]:
    if text.startswith("@"):
        return [symbols.symbol((text,))]
    *first, last = atoms(text) or ("",)
    if not last:
        return []
    genitive = list_name in ("own", "product", "competitor") and last[-1:].isalpha()
    ends = (last, last + "s", last + "'s") if genitive else (last,)
    return [*(symbols.symbol((word,)) for word in first), symbols.symbol(ends)]
