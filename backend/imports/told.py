"""What a page or a feed tells: words without tags, a language, and what is wrong with a part of it."""

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from backend.people.models import LANGUAGES

# Python's own, in which nobody writes a page; punycode takes hours for one that is made for it
NO_CHARSETS = ("base64", "bz2", "hex", "idna", "punycode", "quopri", "rot-13", "undefined", "uu", "zlib")
UNSEEN = ("script", "style")


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


def is_charset(name: str) -> bool:
    """May somebody have written a page in it?"""
    with suppress(LookupError, ValueError):  # ValueError: not even a name
        return codecs.lookup(name).name not in NO_CHARSETS
    return False


class Reader(HTMLParser):
    """Of HTML by anybody, in one go: what begins and never ends is text.

    Not by `close`, which looks for its end anew from each sign on: for hours where a page is made for that.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def read(self, text: str) -> None:
        """All of it."""
        self.feed(text)
        self.handle_data(unescape(self.rawdata))


class _Text(Reader):
    """The words of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.cdata_elem not in UNSEEN:
            self.parts.append(data)

    @classmethod
    def of(cls, text: str) -> str:
        parser = cls()
        parser.read(text)
        return "".join(parser.parts)
