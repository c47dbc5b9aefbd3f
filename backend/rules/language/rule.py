"""A rule and a lexicon, typed: what the files of an author say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

# The lexicons behind `own_tie`; the target's text is asked for the same names as the draft.
TIES = {"draft": "own_mention", "author": "own_voice"}
Texts = dict[str, str]


@dataclass(frozen=True)
class Line:
    """A lexicon to be found (or not): `count` times, at a `place`, in a draft surely in `lang`."""

    lexicon: str
    count: int = 1
    place: tuple[str, ...] = ()
    lang: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases for one thing a text can say. `entries`: language (or `any`) → phrases."""

    id: str
    about: str
    entries: dict[str, list[str]]
    drops: list[str]
    asks_language: bool
    examples: dict[str, list[str]]
    file: str
    lines: dict[str, int] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Rule:
    """One rule, typed. Field names are those of the YAML; lists of lists read "any of"."""

    id: str
    pack: str
    label: str
    severity: Literal["note", "warn", "confirm"]
    when: dict[str, list[str]]
    org: list[str]
    own_tie: list[str]
    all: list[list[Line]]
    at_least: list[tuple[int, list[Line]]]
    none: list[Line]
    none_near: list[Line]
    target_all: list[list[Line]]
    target_none: list[Line]
    within: str
    mark: str | None
    message: Texts
    why: Texts
    guideline: str
    source: str
    fix: dict[str, Any] | None
    owner: str
    status: Literal["draft", "active", "retired"]
    known_false_alarms: list[str]
    examples: dict[str, list[dict[str, Any]]]
    file: str
    lines: dict[str, int] = field(repr=False, compare=False)

    def asked(self) -> Iterator[tuple[str, Line]]:
        """Every line with its dotted path in the YAML."""
        for name in ("all", "target_all"):
            for at, group in enumerate(getattr(self, name)):
                yield from ((f"{name}.{at}.{choice}", line) for choice, line in enumerate(group))
        for number, lines in self.at_least:
            yield from ((f"at_least.{number}.{at}", line) for at, line in enumerate(lines))
        for name in ("none", "none_near", "target_none"):
            yield from ((f"{name}.{at}", line) for at, line in enumerate(getattr(self, name)))

    def draft_lines(self) -> list[Line]:
        """Every line that asks the draft."""
        groups = [*self.all, *(lines for _, lines in self.at_least), self.none, self.none_near]
        return [line for group in groups for line in group]

    def target_lines(self) -> list[Line]:
        """Every line that asks the target's text."""
        return [line for group in [*self.target_all, self.target_none] for line in group]

    def lexicons(self) -> set[str]:
        """The ids of all lexicons it asks, those of its ties included."""
        ties = {TIES.get(tie, TIES["draft"]) for tie in self.own_tie}
        return ties | {line.lexicon for line in (*self.draft_lines(), *self.target_lines())}


def touched_by(files: Iterable[str], rules: Iterable[Rule]) -> set[str]:
    """These files and those of the rules that ask a lexicon among them: what may now say something else."""
    asked = {Path(file).stem for file in files if file.startswith("lexicons/")}
    return {*files, *(rule.file for rule in rules if asked & rule.lexicons())}
