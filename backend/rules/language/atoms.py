"""The words of an entry as the judges read them: in atoms, folded."""

from functools import cache, lru_cache
from math import prod

from backend.rules.judge.alphabet import Alphabet, alphabet
from backend.rules.judge.normalise import normalise
from backend.rules.language import phrase
from backend.rules.language.fold import fold_table


@cache
def _alphabet() -> Alphabet:
    return alphabet({"fold": fold_table(), "abbreviations": []})


@lru_cache(maxsize=100_000)
def atoms(text: str) -> tuple[str, ...]:
    """The words of a text as the judges read them."""
    return tuple(atom.text for atom in normalise(text, _alphabet()).atoms)


@lru_cache(maxsize=100_000)
def choices(step: tuple[str, ...]) -> list[list[tuple[str, ...]]]:
    """A step as rows of steps: its words of one atom together, every other word as the row of its atoms."""
    pieces = {word: _pieces(word) for word in step}
    single = tuple(word for word in step if len(pieces[word]) < 2)
    rows: list[list[tuple[str, ...]]] = [
        [(piece,) for piece in pieces[word]] for word in step if len(pieces[word]) > 1
    ]
    return [[single], *rows] if single else rows


def check(entry: str) -> None:
    """Raises PhraseError for an entry outside the syntax, or with too many readings as atoms.

    Alternatives of one word are one step, unless a word reads as several atoms ("must-have").
    """
    steps = ([step for step in row if not isinstance(step, int)] for row in phrase.parse(entry))
    if sum(prod(len(choices(step)) for step in row) for row in steps) > phrase.MOST_SEQUENCES:
        raise phrase.too_many("words of several parts")


def _pieces(word: str) -> list[str]:
    """A word as patterns, one for each atom it reads as; kinds, lists, tags and handles are always one."""
    if word[0] in "<#@" or "{" in word:
        return [word]
    found = atoms(word.strip("*"))
    if len(found) < 2:
        return [word]
    return ["*" * word.startswith("*") + found[0], *found[1:-1], found[-1] + "*" * word.endswith("*")]
