"""What a page or a feed tells: words without tags, a language, and what is wrong with a part of it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from backend.people.models import LANGUAGES


@dataclass(frozen=True)
class Flaw:
    """`reason`: see reasons.WORDS; in which line or which entry; `title`: as far as it is known."""

    reason: str
    line: int = 0
    entry: int = 0
    detail: str = ""
    title: str = ""


def plain(text: object, most: int) -> str:
    """One line of text without tags, cut at a word where it is too long."""
    whole = " ".join(_Text.of(str(text or "")).split())
    if len(whole) <= most:
        return whole
    return whole[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def language_of(told: object) -> str | None:
    """`de` for de, de-AT, de_DE; None for what we do not speak."""
    start = re.split(r"[-_]", str(told or "").strip().lower())[0]
    return start if start in LANGUAGES else None


class _Text(HTMLParser):
    """The words of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @classmethod
    def of(cls, text: str) -> str:
        parser = cls()
        parser.feed(text)
        parser.close()
        return "".join(parser.parts)
