"""What is wrong with a rule or lexicon file, said so that its author can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LIKE = 0.65  # of 1: "text" is no misspelt "target"


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: where it is (1-based line, dotted field), what stands there, what may stand there.

    Without `allowed`, `found` is a whole sentence: what is wrong and the way out.
    """

    file: str
    line: int
    field: str
    found: str
    allowed: str = ""

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        said = f"found {self.found}; allowed: {self.allowed}" if self.allowed else self.found
        return f"{self.file}:{self.line}: {field}{said}"


class RuleFaults(Exception):
    """All faults of one or many files at once, in the order of file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that somebody who wrote `word` may have meant."""
    by_small = {name.lower(): name for name in known}
    return next((by_small[small] for small in get_close_matches(word.lower(), by_small, 1, LIKE)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question to put behind a sentence about an unknown `word`; nothing where no name is near."""
    meant = nearest(word, known)
    return f" Did you mean {meant}?" if meant else ""


def counted(number: int, thing: str) -> str:
    """`1 fault`, `2 faults`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
