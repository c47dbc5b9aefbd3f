"""Who follows a tracked link: a reader who may be counted, or a machine, or somebody who asked not to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from werkzeug.datastructures import Headers

FILE = Path(__file__).parent / "bots.yaml"


@dataclass(frozen=True)
class Rules:
    """What bots.yaml says."""

    readers_begin: tuple[str, ...]
    phones: tuple[str, ...]
    marks: tuple[str, ...]
    headers: Mapping[str, str]
    seconds_after_posting: int


def counts(method: str, headers: Headers, posted_for: timedelta | None) -> bool:
    """May this request be counted as a click? `posted_for`: how long the post is out, where that is known."""
    rules = _rules()
    if posted_for is not None and posted_for < timedelta(seconds=rules.seconds_after_posting):
        return False
    if method != "GET" or is_bot(headers.get("User-Agent", "")):
        return False
    return not any(said in headers.get(name, "").lower() for name, said in rules.headers.items())


def is_bot(agent: str) -> bool:
    """Does the user agent (or its absence) say that this is a machine?"""
    rules, lower = _rules(), f"{agent.lower()} "
    for phone in rules.phones:
        lower = lower.replace(phone, "")
    return not lower.startswith(rules.readers_begin) or any(mark in lower for mark in rules.marks)


@cache
def _rules() -> Rules:
    told = YAML(typ="safe").load(FILE)
    begin, phones, marks = (tuple(told[name]) for name in ("readers_begin", "phones", "marks"))
    return Rules(begin, phones, marks, told["headers"], told["seconds_after_posting"])
