"""Why a rule spoke or kept silent: word by word what was found, rule by rule what was missing."""

from dataclasses import dataclass, replace
from typing import Any

from backend.rules.authoring.silences import Compiled, Reason, Translate, apart, silences
from backend.rules.judge import fix, judge
from backend.rules.judge.conditions import Case
from backend.rules.judge.normalise import Atom
from backend.rules.judge.reader import Prepared, Reading, read
from backend.rules.language.fault_words import N_


@dataclass(frozen=True)
class Token:
    """A word of the draft as typed, the lexicons that found it, and those whose `not` took the find."""

    text: str
    lexicons: list[str]
    struck: list[str]


@dataclass(frozen=True)
class Answer:
    """What became of one rule: `reason` why it kept silent, or the `words` it speaks about.

    `fixed`: the whole text after its fix.
    """

    rule: str
    reason: Reason | None = None
    words: str = ""
    fixed: str | None = None

    @property
    def speaks(self) -> bool:
        return self.reason is None

    def told(self, translate: Translate = str) -> str:
        """Why it spoke or kept silent."""
        if self.reason:
            return self.reason.told(translate)
        return self.words or translate(N_("the draft as a whole"))


def tokens(prepared: Prepared, draft: dict[str, Any]) -> list[Token]:
    """Every word in order."""
    reading, unhindered = read(prepared, draft), read(_without_not(prepared), draft)

    def token(at: int, atom: Atom) -> Token:
        found = _lexicons(prepared, reading, at)
        struck = _lexicons(prepared, unhindered, at) - found
        return Token(reading.text[atom.start : atom.end], sorted(found), sorted(struck))

    return [token(at, atom) for at, atom in enumerate(reading.normalised.atoms)]


def _without_not(prepared: Prepared) -> Prepared:
    """As if no lexicon had a `not`: what theirs would find, one finds that nobody asks."""
    nobody = 2 * len(prepared.release["lexicons"])
    out = [nobody if end % 2 else end for end in prepared.phrases.out]
    return replace(prepared, phrases=replace(prepared.phrases, out=out))


def _lexicons(prepared: Prepared, reading: Reading, at: int) -> set[str]:
    names, found = prepared.release["lexicons"], reading.found.items()
    known = ((number, places) for number, places in found if number < len(names))
    return {names[number] for number, places in known if any(one.first <= at < one.last for one in places)}


def answers(prepared: Prepared, draft: dict[str, Any]) -> list[Answer]:
    """Every rule in the order of the pack."""
    case = Case(prepared, draft, read(prepared, draft))
    spoke = {finding["rule"]: finding for finding in judge.judge(prepared, draft)["findings"]}
    return [_answer(case, rule, spoke) for rule in prepared.release["rules"]]


def _answer(case: Case, rule: Compiled, spoke: dict[str, Any]) -> Answer:
    holds, marked = case.holds(rule)
    if not holds:
        return Answer(rule["id"], next(silences(case, rule), apart(case, rule)))
    if rule["id"] not in spoke:
        other = Reason(N_("it holds, but another rule speaks for %(words)s"), [rule["label"]])
        return Answer(rule["id"], other)
    words = case.reading.text[marked.start : marked.end] if marked else ""
    fixed = fix.apply(case.reading.text, spoke[rule["id"]]) if spoke[rule["id"]]["fix"] else None
    return Answer(rule["id"], None, words, fixed)
