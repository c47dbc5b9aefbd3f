"""A caption as it will stand in a post."""

import re
from collections.abc import Iterator, Sequence

HASHTAG = re.compile(r"(?=.*[^\W\d_])\w{2,60}")  # a letter at least, else the sites see no hashtag
# what stands out in a post: addresses, hashtags, names
MARKED = re.compile(r"https?://\S+|(?<!\w)[#@]\w+")


def whole(text: str, hashtags: Sequence[str]) -> str:
    """The text with those of the hashtags that it lacks, in a line at the end."""
    said = {mark.lower() for mark in MARKED.findall(text)}
    missing = [f"#{tag}" for tag in hashtags if f"#{tag}".lower() not in said]
    return f"{text}\n\n{' '.join(missing)}" if missing else text


def says_same(one: str, other: str) -> bool:
    """Are the words the same, whatever hashtags stand below them?"""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    said = text.casefold().split()
    while said and said[-1].startswith("#"):
        said.pop()
    return said


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, and whether each stands out."""
    end = 0
    for found in MARKED.finditer(text):
        yield False, text[end : found.start()]
        yield True, found[0]
        end = found.end()
    yield False, text[end:]
