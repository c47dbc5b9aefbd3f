"""From the words of a phrase to the patterns of a release: folded as the judges read a draft."""

from functools import lru_cache

from backend.rules.language.atoms import atoms


def folded(words: str) -> list[str]:
    """The words of a list, each folded."""
    return sorted({fold(word) for word in words.split()})


def fold(word: str) -> str:
    """A word in one piece, folded; hyphens and spaces inside are lost."""
    return "".join(atoms(word))


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
