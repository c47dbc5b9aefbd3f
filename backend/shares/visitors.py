"""Who follows a tracked link: a reader who may be counted, or a machine, or somebody who asked not to be."""

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from werkzeug.datastructures import Headers

FILE = Path(__file__).parent / "bots.yaml"
# headers of loads that no person asked for, and of people who asked not to be followed
AHEAD_OF_TIME = {
    "Purpose": "prefetch",
    "Sec-Purpose": "prefetch",
    "X-Purpose": "preview",
    "X-Moz": "prefetch",
}
OPT_OUT = {"DNT": "1", "Sec-GPC": "1"}


def counts(method: str, headers: Headers) -> bool:
    """May this request be counted as a click?"""
    if method != "GET" or is_bot(headers.get("User-Agent", "")):
        return False
    return not any(
        value in headers.get(name, "").lower() for name, value in {**AHEAD_OF_TIME, **OPT_OUT}.items()
    )


def is_bot(agent: str) -> bool:
    """Does the user agent (or its absence) say that this is a machine?"""
    lower = agent.lower()
    return not lower.strip() or any(mark in lower for mark in _marks())


@cache
def _marks() -> tuple[str, ...]:
    return tuple(mark for group in YAML(typ="safe").load(FILE).values() for mark in group)
