"""Why a rule spoke or kept silent: word by word what was found, rule by rule what was missing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.rules.judge import fix, judge
from backend.rules.judge.conditions import ORGANISATION, Case
from backend.rules.judge.normalise import Atom
from backend.rules.judge.reader import Prepared, Reading, read
from backend.rules.language.fault_words import N_

Compiled = dict[str, Any]
Translate = Callable[[str], str]


OR, AND, COMMA = N_(" or "), N_(" and "), ", "
# what stands in a release and is told in reasons
WORDS = (
    *(N_("post"), N_("comment"), N_("reply"), N_("repost")),
    *(N_("none"), N_("own_company"), N_("competitor"), N_("customer"), N_("other")),
    *(N_("listed"), N_("quiet_period")),
)


@dataclass(frozen=True)
class Reason:
    """A phrase, the words for its %(words)s and what stands between them, its %(least)s and %(found)s."""

    phrase: str
    words: Sequence[str] = ()
    between: str = COMMA
    found: int = 0
    least: int = 0

    def told(self, translate: Translate = str) -> str:
        """In English, or as `translate` says it."""
        words = translate(self.between).join(translate(word) for word in self.words)
        return translate(self.phrase) % {"words": words, "found": self.found, "least": self.least}


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
        return Answer(rule["id"], next(_silences(case, rule), _apart(case, rule)))
    if rule["id"] not in spoke:
        other = Reason(N_("it holds, but another rule speaks for %(words)s"), [rule["label"]])
        return Answer(rule["id"], other)
    words = case.reading.text[marked.start : marked.end] if marked else ""
    fixed = fix.apply(case.reading.text, spoke[rule["id"]]) if spoke[rule["id"]]["fix"] else None
    return Answer(rule["id"], None, words, fixed)


def _silences(case: Case, rule: Compiled) -> Iterator[Reason]:
    return (reason for condition in CONDITIONS if (reason := condition(case, rule)))


def _apart(case: Case, rule: Compiled) -> Reason:
    sentences = rule.get("within", 0)
    if case.holds({**rule, "none_near": []})[0]:
        found = [line for line in rule["none_near"] if case.found([line], None)]
        phrase, words = NEAR[min(sentences, 2)], _names(case, found)
    else:
        phrase, words = APART[min(sentences, 2)], []
    return Reason(phrase, words, OR, least=sentences)


# by the window: the text, one sentence, several
NEAR = (
    N_("silenced by %(words)s, found within the text of the rest"),
    N_("silenced by %(words)s, found within one sentence of the rest"),
    N_("silenced by %(words)s, found within %(least)s sentences of the rest"),
)
APART = (
    N_("all is there, but not within the text"),
    N_("all is there, but not within one sentence"),
    N_("all is there, but not within %(least)s sentences"),
)


# ---- conditions, in the order in which they are told; each gives the reason for silence, or None ----


def _surface(case: Case, rule: Compiled) -> Reason | None:
    asked = rule.get("surface", [case.draft["surface"]])
    return None if case.draft["surface"] in asked else Reason(N_("only for %(words)s"), asked, OR)


def _stance(case: Case, rule: Compiled) -> Reason | None:
    stance = case.target["stance"] if case.target else "none"
    asked = rule.get("target", [stance])
    return None if stance in asked else Reason(N_("only where the target is %(words)s"), asked, OR)


def _organisation(case: Case, rule: Compiled) -> Reason | None:
    missing = [flag for flag in rule.get("org", []) if not ORGANISATION[flag](case.prepared, case.draft)]
    return Reason(N_("only where the organisation is: %(words)s"), missing) if missing else None


def _none(case: Case, rule: Compiled) -> Reason | None:
    found = [line for line in rule.get("none", []) if case.found([line], None)]
    return Reason(N_("silenced by %(words)s"), _names(case, found), AND) if found else None


def _tie(case: Case, rule: Compiled) -> Reason | None:
    tied = case.tied_by_target(rule.get("tie")) or case.found(rule["tie"]["draft"], None)
    return None if tied else Reason(N_("nothing ties the text to the own company"))


def _all(case: Case, rule: Compiled) -> Reason | None:
    missing = [group for group in rule.get("all", []) if not case.found(group, None)]
    groups = [" | ".join(_names(case, group)) for group in missing]
    return Reason(N_("not found: %(words)s"), groups, "; ") if missing else None


def _at_least(case: Case, rule: Compiled) -> Reason | None:
    for least, groups in rule.get("at_least", []):
        found = [group for group in groups if case.found(group, None)]
        if len(found) < least:
            words = _names(case, [line for group in groups for line in group])
            phrase = N_("%(found)s of the %(least)s that are needed from %(words)s")
            return Reason(phrase, words, found=len(found), least=least)
    return None


def _target(case: Case, rule: Compiled) -> Reason | None:
    unknown = N_("the target's text is unknown, cut off, or says what silences it")
    return None if case.target_fits(rule) else Reason(unknown)


CONDITIONS: tuple[Callable[[Case, Compiled], Reason | None], ...] = (
    _surface, _stance, _organisation, _none, _tie, _all, _at_least, _target,
)  # fmt: skip


def _names(case: Case, lines: list[int]) -> list[str]:
    release = case.prepared.release
    return list(dict.fromkeys(release["lexicons"][release["lines"][line]["lexicon"]] for line in lines))
