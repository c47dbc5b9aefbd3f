"""Texts without quotes that a # cut off: what follows it is a comment, and shown to nobody."""

import re
from collections.abc import Iterator
from pathlib import Path

from backend.rules.authoring.lint import Advice
from backend.rules.language import source_files

# a text, and behind it a # that touches a word, as no comment of ours does
LINE = re.compile(r"^\s*(?:- )?(\w+): +[^\s\"'#\[{|>][^#]*\s(#\w\S*)")


def find(folder: Path) -> Iterator[Advice]:
    """One piece of advice for each such line of the folder's rules and lexicons."""
    for file, text in source_files.texts(folder).items():
        yield from within(file, text)


def within(file: str, text: str) -> Iterator[Advice]:
    """One for each such line of a file."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := LINE.match(line):
            said = f"from {found[2]} on this is a comment; if it is meant as text, put quotes around it"
            yield Advice(file, number, found[1], said)
