"""What changed between two versions: paragraph by paragraph, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from backend.guidelines.markdown import Guideline, Paragraph, plain

WORDS = re.compile(r"\n|[^\s]+")
MOST_ALIKE = 300_000  # pairs of the same word; ten pages of prose have half of that
Piece = tuple[Literal["same", "gone", "new"], str]


@dataclass(frozen=True)
class Change:
    """What happened to one paragraph, by its first name. In title and words old pieces come before new."""

    name: str
    kind: Literal["new", "changed", "gone"]
    title: list[Piece]
    words: list[Piece]


def between(before: Guideline | None, after: Guideline) -> list[Change]:
    """The paragraphs that differ, in the order of `after`, those that are gone last."""
    old = {_key(part): part for part in before.parts} if before else {}
    new = {_key(part): part for part in after.parts}
    changes = [_change(key, old.get(key), part) for key, part in new.items()]
    changes += [_change(key, part, None) for key, part in old.items() if key not in new]
    return [change for change in changes if change]


def _change(name: str, before: Paragraph | None, after: Paragraph | None) -> Change | None:
    title, words = (list(_pieces(*pair)) for pair in zip(_words(before), _words(after), strict=True))
    if all(kind == "same" for kind, _ in (*title, *words)):
        return None
    return Change(name, "changed" if before and after else "new" if after else "gone", title, words)


def _key(part: Paragraph) -> str:
    return part.names[0] if part.names else ""


def _words(part: Paragraph | None) -> tuple[list[str], list[str]]:
    """Of the title and of the rest."""
    return (WORDS.findall(part.title), WORDS.findall(plain(part.body))) if part else ([], [])


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    if not _are_texts(old, new):
        yield from (("gone", _joined(old)), ("new", _joined(new)))
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", _joined(new[j1:j2])
            continue
        if i1 < i2:
            yield "gone", _joined(old[i1:i2])
        if j1 < j2:
            yield "new", _joined(new[j1:j2])


def _are_texts(old: list[str], new: list[str]) -> bool:
    """Whoever publishes a few words a thousand times must not keep busy everybody who reads what is new."""
    often = Counter(new)
    return sum(often[word] for word in old) <= MOST_ALIKE


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" \n", "\n").replace("\n ", "\n")
