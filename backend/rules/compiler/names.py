"""What people write when they mean a company, a product or a code name: the profile's lists as phrases."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

from ruamel.yaml import YAML

from backend.rules.compiler import dictionary

WORDS = Path(__file__).parent / "words.yaml"
ENDINGS = ("e", "er", "es", "en", "em")
ADJECTIVE = re.compile(r"(?<=\w{3})(e|er|es)$")
# they take the same endings and are no names: "in einer Welt" is not about Eine Welt
DETERMINERS = {"ein", "kein", "mein", "dein", "sein", "ihr", "unser", "eur", "jed", "dies", "manch", "welch"}


class Name(TypedDict):
    """One name of a list of the profile; `text` as the profile writes it (a handle with its @)."""

    list: str
    text: str
    until: str | None


def names_of(organisation: dict[str, Any]) -> Iterator[Name]:
    """All names of the profile, list by list, pages included."""
    own = [organisation["name"], *organisation.get("aliases", [])]
    competitors = [name for rival in organisation.get("competitors", []) for name in rival_names(rival)]
    for page in organisation.get("pages", []):
        handle = ["@" + page["id"]] if page["platform"] == "x" else []
        if page["stance"] == "own_company" and page["kind"] == "company":
            own += [page["name"], *handle]
        elif page["stance"] == "competitor" and page["kind"] == "company":
            competitors += [page["name"], *handle]
    yield from _listed("own", own)
    yield from _listed("product", organisation.get("products", []))
    yield from _listed("competitor", competitors)
    yield from _listed("confidential", organisation.get("confidential_terms", []))
    for embargo in organisation.get("embargoes", []):
        yield from _listed("embargo", embargo["terms"], str(embargo["until"]))


def rival_names(rival: dict[str, Any] | str) -> list[str]:
    """The name of a competitor and its aliases."""
    return [rival] if isinstance(rival, str) else [rival["name"], *rival.get("aliases", [])]


def _listed(name: str, texts: list[str], until: str | None = None) -> Iterator[Name]:
    for text in dict.fromkeys(text.strip() for text in texts):
        if text:
            yield {"list": name, "text": text, "until": until}


def spellings(text: str, list_name: str) -> list[str]:
    """Ways to write a name: without legal form, CamelCase apart, in one word; a handle as a plain word.

    Only companies have a legal form: the product "Seeblick Spa" is not the "Seeblick".
    """
    plain, short = text.lstrip("@#"), _short(text, list_name)
    apart = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", short)
    together = re.sub(r"[\s\-]+", "", short)
    handle = [text] if text.startswith("@") else []
    return list(dict.fromkeys([*handle, plain, short, apart, together]))


def _short(text: str, list_name: str) -> str:
    """Without its legal form, where the list is of companies."""
    words = text.lstrip("@#").split()
    company = list_name in ("own", "competitor")
    while company and len(words) > 1 and words[-1].strip(".,").lower() in _legal_forms():
        words.pop()
    return " ".join(words)


def declined(text: str, list_name: str) -> list[str]:
    """Further ways to write a German name whose adjectives take endings: bei der Deutschen Bahn."""
    words = _short(text, list_name).split()
    before, noun = words[:-1], words[-1:]
    stems = [_stem(word) for word in before]
    if stems == before or not noun[0][0].isupper():
        return []

    def with_ending(ending: str) -> list[str]:
        return [
            word if stem == word else stem + ending for stem, word in zip(stems, before, strict=True)
        ] + noun

    return [" ".join(with_ending(ending)) for ending in ENDINGS]


def _stem(word: str) -> str:
    """Of an adjective, as German dictionaries have it with all its endings; any other word as it is."""
    stem = ADJECTIVE.sub("", word) if word[0].isupper() else word
    is_one = stem != word and stem.lower() not in DETERMINERS and dictionary.has(stem + "em")
    return stem if is_one else word


@cache
def word_lists() -> dict[str, Any]:
    """The lists of words.yaml."""
    lists: dict[str, Any] = YAML(typ="safe").load(WORDS)
    return lists


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(word_lists()["legal_forms"].split())
