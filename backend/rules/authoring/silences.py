"""Why a rule keeps silent: the reasons, in the order in which they are told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from backend.rules.judge.conditions import ORGANISATION, Case
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


def silences(case: Case, rule: Compiled) -> Iterator[Reason]:
    """Every condition that does not hold, by itself."""
    return (reason for condition in CONDITIONS if (reason := condition(case, rule)))


def apart(case: Case, rule: Compiled) -> Reason:
    """All that it asks is there, but not together."""
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
