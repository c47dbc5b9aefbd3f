"""The syntax of a lexicon entry: words, `*`, `(a|b)`, `..`, `{own}`, `#tag`, `@handle`, `<kind>`.

An entry is read into *sequences*: plain lists of steps. A step is a set of words that may stand there
(a tuple, sorted) or a gap (an int: so many words may stand in between).
"""

import re
from functools import lru_cache

Step = tuple[str, ...] | int
Sequence = list[Step]

LISTS = ("own", "product", "competitor", "confidential", "embargo")
MAYBE = "maybe_own"
# told from the text by judge/normalise.py and its twin, or spelled out in compiler/words.yaml
KINDS = (
    "url", "money", "percent", "date", "email", "phone", "emoji", "number", "Cap", "caps", "shout",
)  # fmt: skip
DEFAULT_GAP = 4
LARGEST_GAP = 12
MOST_SEQUENCES = 400
DEEPEST = 9  # brackets in brackets

_THREE_DOTS = re.compile(r"\.{3,}|…")
_TOKEN = re.compile(r"\.\.(\d*)|([(|)])|([^\s()|]+)")


class PhraseError(ValueError):
    """An entry that is not in the syntax. `found` is the part, `allowed` says what may stand there."""

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(f"{found}: {allowed}")
        self.found, self.allowed = found, allowed


def too_many(found: str) -> PhraseError:
    """An entry that can be read in more ways than fit into memory."""
    return PhraseError(found, f"at most {MOST_SEQUENCES} readings in an entry; split it")


@lru_cache(maxsize=10_000)
def parse(entry: str) -> tuple[Sequence, ...]:
    """All sequences an entry stands for, without repeats. Raises PhraseError."""
    if dots := _THREE_DOTS.search(entry):
        raise PhraseError(dots[0], "two dots, which mean 'words between'; three mean nothing")
    tokens = list(_TOKEN.finditer(entry))
    sequences, at = _alternatives(tokens, 0, depth=0)
    if at < len(tokens):
        raise PhraseError(")", "a closing bracket needs an opening one")
    for sequence in sequences:
        _check_ends(entry, sequence)
    return tuple(list(key) for key in dict.fromkeys(tuple(sequence) for sequence in sequences))


def _check_ends(entry: str, sequence: Sequence) -> None:
    if not sequence:
        raise PhraseError(entry, "at least one word that must stand there")
    if isinstance(sequence[0], int) or isinstance(sequence[-1], int):
        raise PhraseError(entry, "words at both ends; '..' only between words")


def _alternatives(tokens: list[re.Match[str]], at: int, depth: int) -> tuple[list[Sequence], int]:
    """Reads `a|b|c` up to the closing bracket (or the end); one-word alternatives become one step."""
    found: list[Sequence] = []
    while True:
        sequences, at = _row(tokens, at, depth)
        found += sequences
        if at < len(tokens) and tokens[at][0] == "|":
            if depth == 0:
                raise PhraseError("|", "alternatives stand in brackets: (a|b)")
            at += 1
            continue
        return _merged(found), at


def _row(tokens: list[re.Match[str]], at: int, depth: int) -> tuple[list[Sequence], int]:
    rows: list[Sequence] = [[]]
    while at < len(tokens) and tokens[at][0] not in ("|", ")"):
        token = tokens[at]
        at += 1
        choices: list[Sequence]
        if token[0] == "(":
            if depth == DEEPEST:
                raise PhraseError("(", f"at most {DEEPEST} brackets in each other; split it")
            choices, at = _alternatives(tokens, at, depth + 1)
            if at >= len(tokens):
                raise PhraseError("(", "an opening bracket needs a closing one")
            at += 1
        elif token[0].startswith(".."):
            choices = [[_gap(token)]]
        else:
            choices = [[_word(token[0])]]
        if len(rows) * len(choices) > MOST_SEQUENCES:
            raise too_many(token[0])
        rows = [_joined(row, choice) for row in rows for choice in choices]
    return rows, at


def _joined(left: Sequence, right: Sequence) -> Sequence:
    # two gaps side by side (an optional word between them left out) are one
    if left and right and isinstance(left[-1], int) and isinstance(right[0], int):
        return [*left[:-1], min(left[-1] + right[0], LARGEST_GAP), *right[1:]]
    return [*left, *right]


def _merged(sequences: list[Sequence]) -> list[Sequence]:
    singles = {word for seq in sequences if len(seq) == 1 and isinstance(seq[0], tuple) for word in seq[0]}
    others = [seq for seq in sequences if not (len(seq) == 1 and isinstance(seq[0], tuple))]
    together: list[Sequence] = [[tuple(sorted(singles))]] if singles else []
    return together + others


def _gap(token: re.Match[str]) -> int:
    size = int(token[1][:9]) if token[1] else DEFAULT_GAP  # thousands of digits are no number to Python
    if not 1 <= size <= LARGEST_GAP:
        raise PhraseError(token[0], f"'..' or '..1' to '..{LARGEST_GAP}'")
    return size


def _word(text: str) -> Step:
    for name in re.findall(r"\{([^}]*)\}?", text):
        if name not in (*LISTS, MAYBE):
            raise PhraseError("{" + name + "}", "lists " + " ".join("{" + known + "}" for known in LISTS))
    if text.startswith("<") and text.endswith(">") and text[1:-1] not in KINDS:
        raise PhraseError(text, "kinds " + " ".join(f"<{kind}>" for kind in KINDS))
    if "*" in text.strip("*"):
        raise PhraseError(text, "'*' only at the beginning or end of a word")
    if not text.strip("*#@"):
        raise PhraseError(text, "a word with at least one letter, digit or emoji")
    return (text,)
