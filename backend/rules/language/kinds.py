"""The kinds of files that there are, and what is said of one that stands where another kind is read."""

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ELSEWHERE = {
    "rule": "this is a rule; rules belong in packs/<name>/",
    "lexicon": "this is a list of words; they belong in lexicons/",
    "organisation": "this is an organisation's profile; it is organisation.yaml, beside packs and lexicons",
}


@cache
def schema(kind: str) -> dict[str, Any]:
    """What a file of this kind may hold."""
    found: dict[str, Any] = json.loads((HERE / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return found


def elsewhere(data: Any, kind: str) -> str | None:
    """Where this belongs, if it has more fields of another kind than of this one."""
    if not isinstance(data, dict):
        return None
    known = {one: len(data.keys() & schema(one)["properties"].keys()) for one in ELSEWHERE}
    likeliest = max(known, key=lambda one: known[one])
    is_plain = known[likeliest] > max(known[kind], 1)  # one name alone is rather a misspelt one
    return ELSEWHERE[likeliest] if is_plain else None
