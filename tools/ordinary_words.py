"""Makes backend/rules/compiler/ordinary_words.txt.gz anew: `python -m tools.ordinary_words`.

Needs the word lists of Debian: apt install wngerman wamerican-large wbritish-large.
What may be done with them, and why these: backend/rules/compiler/ordinary_words.md.
"""

import gzip
from pathlib import Path

from backend.rules.compiler.dictionary import FILE
from backend.rules.compiler.patterns import fold

LISTS = Path("/usr/share/dict")
GERMAN, ENGLISH = ["ngerman"], ["american-english-large", "british-english-large"]
ENDS = ("", "e", "n", "en", "er", "es", "ern", "nen")  # of German nouns
LETTERS = range(3, 15)  # longer ones are hardly anybody's name, and half of the file


def words(german: set[str], english: set[str]) -> list[str]:
    """Folded and sorted: English words without a capital, German ones that are no name."""
    tails = {word[at:].lower() for word in german for at in range(3, len(word) - 3)}
    kept = {word for word in german if word.islower() or word.lower() in tails or _has_forms(word, german)}
    kept |= set(filter(str.islower, english))
    return sorted({fold(word) for word in kept if word.isalpha() and len(word) in LETTERS})


def _has_forms(noun: str, german: set[str]) -> bool:
    """More than the one with an s, which names have, too."""
    stems = {noun.removesuffix(end) for end in ENDS}
    return any(stem + end in german for stem in stems for end in ENDS if stem + end != noun)


def _read(files: list[str]) -> set[str]:
    return {word for file in files for word in (LISTS / file).read_text("utf-8").split()}


def main() -> None:
    """Writes the file; the same lists give the same bytes."""
    found = words(_read(GERMAN), _read(ENGLISH))
    FILE.write_bytes(gzip.compress("\n".join(["", *found, ""]).encode(), 9, mtime=0))
    print(f"{len(found):,} words, {FILE.stat().st_size // 1000:,} KB")


if __name__ == "__main__":
    main()
