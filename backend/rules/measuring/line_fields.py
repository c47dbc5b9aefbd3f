"""What a line of samples says about its text: fields of which each may hold a few words, and its labels."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.schemas import LANGUAGES, STANCES, SURFACES
from backend.sites.names import SITES

WORDS = {"platform": SITES, "surface": SURFACES, "lang": LANGUAGES, "target_author": STANCES}


def check(data: Mapping[str, Any], needed: Collection[str] = ()) -> None:
    """What it says is known. A field that says nothing is passed over, unless it is `needed`.

    Raises RuleFaults with all that is not; the caller knows file and line.
    """
    if faults := [*_unknown(data, needed), *_of_labels(data.get("expected"))]:
        raise RuleFaults(faults)


def _unknown(data: Mapping[str, Any], needed: Collection[str]) -> Iterator[Fault]:
    for field, words in WORDS.items():
        said = data.get(field)
        if (said or field in needed) and said not in words:
            yield Fault("", 0, field, json.dumps(said, ensure_ascii=False), ", ".join(words))


def _of_labels(expected: Any) -> Iterator[Fault]:
    is_list = isinstance(expected, list) and all(isinstance(label, str) for label in expected)
    if expected is not None and not is_list:
        yield Fault("", 0, "expected", "this is no list of labels")
