"""Why a rule spoke or kept silent: word by word what was found, rule by rule what was missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from backend.rules import judge
from backend.rules.conditions import ORGANISATION, Case
from backend.rules.examples import apply_fix
from backend.rules.reader import Prepared, Reading, read

Compiled = dict[str, Any]


@dataclass(frozen=True)
class Token:
    """A word of the draft as typed, and the lexicons that found it."""

    text: str
    lexicons: list[str]


@dataclass(frozen=True)
class Answer:
    """What became of one rule. `reason`: why it kept silent, or the words it speaks about.

    `fixed`: the whole text after its fix.
    """

    rule: str
    speaks: bool
    reason: str
    fixed: str | None = None


def tokens(prepared: Prepared, draft: dict[str, Any]) -> list[Token]:
    """Every word in order."""
    reading = read(prepared, draft)
    return [
        Token(reading.text[atom.start : atom.end], _lexicons(prepared, reading, at))
        for at, atom in enumerate(reading.normalised.atoms)
    ]


def _lexicons(prepared: Prepared, reading: Reading, at: int) -> list[str]:
    names = prepared.release["lexicons"]
    found = reading.found.items()
    return sorted({names[number] for number, all in found for one in all if one.first <= at < one.last})


def answers(prepared: Prepared, draft: dict[str, Any]) -> list[Answer]:
    """Every rule in the order of the pack."""
    case = Case(prepared, draft, read(prepared, draft))
    spoke = {finding["rule"]: finding for finding in judge.judge(prepared, draft)["findings"]}
    return [_answer(case, rule, spoke) for rule in prepared.release["rules"]]


def _answer(case: Case, rule: Compiled, spoke: dict[str, Any]) -> Answer:
    holds, marked = case.holds(rule)
    if not holds:
        return Answer(rule["id"], False, next(_silences(case, rule), _apart(case, rule)))
    if rule["id"] not in spoke:
        return Answer(rule["id"], False, f"it holds, but another rule speaks for {rule['label']}")
    words = case.reading.text[marked.start : marked.end] if marked else "the draft as a whole"
    fixed = apply_fix(case.reading.text, spoke[rule["id"]]) if spoke[rule["id"]]["fix"] else None
    return Answer(rule["id"], True, words, fixed)


def _silences(case: Case, rule: Compiled) -> Iterator[str]:
    return (reason for condition in CONDITIONS if (reason := condition(case, rule)))


def _apart(case: Case, rule: Compiled) -> str:
    sentences = rule.get("within", 0)
    near = "one sentence" if sentences == 1 else f"{sentences} sentences" if sentences else "the text"
    if case.holds({**rule, "none_near": []})[0]:
        found = [line for line in rule["none_near"] if case.found([line], None)]
        return f"silenced by {_names(case, found, ' or ')}, found within {near} of the rest"
    return f"all is there, but not within {near}"


# ---- conditions, in the order in which they are told; each gives the reason for silence, or None ----


def _surface(case: Case, rule: Compiled) -> str | None:
    asked = rule.get("surface", [case.draft["surface"]])
    return None if case.draft["surface"] in asked else f"only for {' or '.join(asked)}"


def _stance(case: Case, rule: Compiled) -> str | None:
    stance = case.target["stance"] if case.target else "none"
    asked = rule.get("target", [stance])
    return None if stance in asked else f"only where the target is {' or '.join(asked)}"


def _organisation(case: Case, rule: Compiled) -> str | None:
    missing = [flag for flag in rule.get("org", []) if not ORGANISATION[flag](case.prepared, case.draft)]
    return f"only where the organisation is: {', '.join(missing)}" if missing else None


def _none(case: Case, rule: Compiled) -> str | None:
    found = [line for line in rule.get("none", []) if case.found([line], None)]
    return f"silenced by {_names(case, found, ' and ')}" if found else None


def _tie(case: Case, rule: Compiled) -> str | None:
    tied = case.tied_by_target(rule.get("tie")) or case.found(rule["tie"]["draft"], None)
    return None if tied else "nothing ties the text to the own company"


def _all(case: Case, rule: Compiled) -> str | None:
    missing = [group for group in rule.get("all", []) if not case.found(group, None)]
    return f"not found: {'; '.join(_names(case, group, ' or ') for group in missing)}" if missing else None


def _at_least(case: Case, rule: Compiled) -> str | None:
    for least, groups in rule.get("at_least", []):
        found = [group for group in groups if case.found(group, None)]
        if len(found) < least:
            lines = [line for group in groups for line in group]
            return f"{len(found)} of the {least} that are needed from {_names(case, lines, ', ')}"
    return None


def _target(case: Case, rule: Compiled) -> str | None:
    return (
        None if case.target_fits(rule) else "the target's text is unknown, cut off, or says what silences it"
    )


CONDITIONS: tuple[Callable[[Case, Compiled], str | None], ...] = (
    _surface, _stance, _organisation, _none, _tie, _all, _at_least, _target,
)  # fmt: skip


def _names(case: Case, lines: list[int], joined: str) -> str:
    release = case.prepared.release
    names = (release["lexicons"][release["lines"][line]["lexicon"]] for line in lines)
    return joined.join(dict.fromkeys(names))
