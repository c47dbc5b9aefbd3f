"""Names that are everyday words too: "Specht", "Lantern", "Post". They need a capital and company context."""

import gzip
from functools import cache
from pathlib import Path
from typing import Any

from backend.rules.names import names_of, spellings, word_lists

FILE = Path(__file__).parent / "ordinary_words.txt.gz"
COMPANIES = ("own", "product", "competitor")


def is_ordinary(name: str, organisation: dict[str, Any], list_name: str) -> bool:
    """Is this one-word name an everyday word? The profile's `ambiguous` (name → yes or no) decides first.

    For code words and embargoes (`list_name`) the short list counts: a missed one is worse than a hint.
    """
    chosen = {key.lower(): bool(value) for key, value in organisation.get("ambiguous", {}).items()}
    word = name.lower()
    if word in chosen:
        return chosen[word]
    if " " in word or word.startswith("@"):
        return False
    return word in _short("ordinary") or (list_name in COMPANIES and _may_name_a_company(word))


def among(organisation: dict[str, Any]) -> list[str]:
    """The names of companies and products of a profile that are taken for everyday words."""
    written = {
        text
        for name in names_of(organisation)
        for text in spellings(name["text"], name["list"])
        if name["list"] in COMPANIES and is_ordinary(text, organisation, name["list"])
    }
    return sorted(written, key=str.casefold)


def _may_name_a_company(word: str) -> bool:
    return word in _short("ordinary_names") or _stands_in_the_dictionary(word.encode())


def _stands_in_the_dictionary(word: bytes) -> bool:
    """By halves: a profile may have thousands of names."""
    text = _long()
    low, high = 0, len(text) - 1  # a line end each
    while low < high:
        start = text.rfind(b"\n", low, (low + high) // 2 + 1) + 1
        end = text.index(b"\n", start)
        if text[start:end] == word:
            return True
        low, high = (end, high) if text[start:end] < word else (low, start - 1)
    return False


@cache
def _short(name: str) -> frozenset[str]:
    return frozenset(word_lists()[name].split())


@cache
def _long() -> bytes:
    """Sorted, each word between two line ends: a set of them would take ten times the memory."""
    return gzip.decompress(FILE.read_bytes())
