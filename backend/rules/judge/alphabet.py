"""What a letter, a capital, an emoji is: the release's fold table, made quick to ask.

Twin of extension/content/rules/alphabet.js: change both. All knowledge of Unicode comes from the table;
nothing here asks Python what a letter is.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Alphabet:
    """The release's fold table, made quick to ask."""

    fold: dict[str, tuple[str, bool]]
    breaks: list[int]
    emoji: list[int]
    abbreviations: frozenset[str]

    def is_emoji(self, char: str) -> bool:
        return ord(char) >= 0x80 and _within(self.emoji, ord(char))

    def is_word(self, char: str) -> bool:
        if char < "\x80":
            return "a" <= char <= "z" or "0" <= char <= "9"
        return not _within(self.breaks, ord(char))


def _within(ranges: list[int], code: int) -> bool:
    # flat pairs first, last: inside a pair when the next bound is a last one, or the code is a first one
    at = bisect_left(ranges, code)
    return at < len(ranges) and (at % 2 == 1 or ranges[at] == code)


def alphabet(release: dict[str, Any]) -> Alphabet:
    """Makes the release's table quick to ask; done once per release."""
    table = release["fold"]
    return Alphabet(_letters(table), table["breaks"], table["emoji"], frozenset(release["abbreviations"]))


def _letters(table: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """Each character with what it becomes, and whether it was a capital; releases of one process share it."""
    global _last
    known, fold = _last
    if known is not table:
        fold = {}
        for folded, (small, capital) in table["map"].items():
            fold.update(dict.fromkeys(small, (folded, False)))
            fold.update(dict.fromkeys(capital, (folded, True)))
        _last = table, fold
    return fold


_last: tuple[Any, dict[str, tuple[str, bool]]] = (None, {})
