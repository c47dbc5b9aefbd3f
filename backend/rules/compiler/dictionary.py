"""The words that a German or an English dictionary has; what they are and whence: ordinary_words.md."""

import gzip
from functools import cache
from pathlib import Path

from backend.rules.compiler.patterns import fold

FILE = Path(__file__).parent / "ordinary_words.txt.gz"


def has(word: str) -> bool:
    """Does a dictionary have it, however it is spelled? By halves: a profile may have thousands of names."""
    wanted, text = fold(word).encode(), _text()
    low, high = 0, len(text) - 1  # a line end each
    while low < high:
        start = text.rfind(b"\n", low, (low + high) // 2 + 1) + 1
        end = text.index(b"\n", start)
        if text[start:end] == wanted:
            return True
        low, high = (end, high) if text[start:end] < wanted else (low, start - 1)
    return False


@cache
def _text() -> bytes:
    """Folded and sorted, each word between two line ends: a set of them would take ten times the memory."""
    return gzip.decompress(FILE.read_bytes())
