"""Makes backend/rules/ordinary_words.txt.gz anew: `python -m tools.ordinary_words` prints how many words.

Needs the word lists of Debian: apt install wngerman wamerican-large wbritish-large.
What may be done with them, and why these: backend/rules/ordinary_words.md.
"""

import gzip
from pathlib import Path

from backend.rules.ordinary import FILE

LISTS = Path("/usr/share/dict")
GERMAN, ENGLISH = ["ngerman"], ["american-english-large", "british-english-large"]
LETTERS = range(3, 15)  # longer ones are hardly anybody's name, and half of the file


def words(german: set[str], english: set[str]) -> list[str]:
    """In small letters, sorted. English nouns are written small, so a capital tells a name, in German too."""
    names = {word for word in english if word[:1].isupper()}
    kept = (german - names) | (english - names)
    return sorted({word.lower() for word in kept if word.isalpha() and len(word) in LETTERS})


def _read(files: list[str]) -> set[str]:
    return {word for file in files for word in (LISTS / file).read_text("utf-8").split()}


def main() -> None:
    """Writes the file; the same lists give the same bytes."""
    found = words(_read(GERMAN), _read(ENGLISH))
    FILE.write_bytes(gzip.compress("\n".join(["", *found, ""]).encode(), 9, mtime=0))
    print(f"{len(found):,} words, {FILE.stat().st_size // 1000:,} KB")


if __name__ == "__main__":
    main()
