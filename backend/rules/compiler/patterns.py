"""From the words of a phrase to the patterns of a release: folded as the judges read a draft."""

from functools import cache, lru_cache
from math import prod

from backend.rules.compiler.fold import fold_table
from backend.rules.judge.alphabet import Alphabet, alphabet
from backend.rules.judge.normalise import normalise
from backend.rules.language import phrase


@cache
def _alphabet() -> Alphabet:
    return alphabet({"fold": fold_table(), "abbreviations": []})


def folded(words: str) -> list[str]:
    """The words of a list, each folded."""
    return sorted({fold(word) for word in words.split()})


@lru_cache(maxsize=100_000)
def atoms(text: str) -> tuple[str, ...]:
    """The words of a text as the judges read them."""
    return tuple(atom.text for atom in normalise(text, _alphabet()).atoms)


def fold(word: str) -> str:
    """A word in one piece, folded; hyphens and spaces inside are lost."""
    return "".join(atoms(word))


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


@lru_cache(maxsize=100_000)
def pattern(word: str) -> list[str]:
    """A word with its letters folded and its `*`, `#` and `@` kept; nothing when no letter is left."""
    core = word.strip("*")
    sign = core[0] if core[0] in "#@" else ""
    # a letter beside the star keeps a joining sign there: employee_* is not employee*
    ahead, behind = word.startswith("*"), word.endswith("*")
    padded = "x" * ahead + core.lstrip("#@") + "x" * behind
    letters = fold(padded)[ahead : -1 if behind else None]
    letters = letters.replace("_", "") if sign else letters
    return ["*" * ahead + sign + letters + "*" * behind] if letters else []
