"""Names that are everyday words too: "Specht", "Lantern", "Post". They need a capital and company context."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from backend.rules.compiler import dictionary
from backend.rules.compiler.names import names_of, spellings, word_lists
from backend.rules.compiler.patterns import fold, folded

COMPANIES = ("own", "product", "competitor")
SECRETS = ("confidential", "embargo")


def exceptions(organisation: dict[str, Any]) -> dict[str, bool]:
    """What the profile itself says of names: is it an everyday word? Small letters → yes or no."""
    return {key.lower(): bool(value) for key, value in organisation.get("ambiguous", {}).items()}


def is_ordinary(name: str, said: Mapping[str, bool], list_name: str) -> bool:
    """Is this one-word name an everyday word? What the profile says decides first.

    For code words and embargoes (`list_name`) the short list counts: a missed one is worse than a hint.
    """
    word = name.lower()
    if word in said:
        return said[word]
    if " " in word or word.startswith("@"):
        return False
    word = fold(word)
    return word in _short("ordinary") or (list_name in COMPANIES and _may_name_a_company(word))


def among(organisation: dict[str, Any], lists: tuple[str, ...] = COMPANIES) -> list[str]:
    """The names in these lists of a profile that are taken for everyday words."""
    said = exceptions(organisation)
    written = {
        text
        for name in names_of(organisation)
        for text in spellings(name["text"], name["list"])
        if name["list"] in lists and is_ordinary(text, said, name["list"])
    }
    return sorted(written, key=str.casefold)


def _may_name_a_company(word: str) -> bool:
    return word in _short("ordinary_names") or dictionary.has(word)


@cache
def _short(name: str) -> frozenset[str]:
    return frozenset(folded(word_lists()[name]))
