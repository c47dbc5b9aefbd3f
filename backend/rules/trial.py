"""One example of a rule or lexicon, as a draft that is judged and what must come of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from backend.rules.language.faults import Fault
from backend.rules.language.rule import Lexicon, Line, Rule

NOW = "2030-06-01T09:00:00Z"


@dataclass(frozen=True)
class Trial:
    """One example before it is judged. `speaker`: the rule, or one that speaks where a lexicon is found.

    Speakers have their file as label, so that no finding of one hides that of another.
    """

    speaker: Rule
    kind: str
    at: int
    example: dict[str, Any]
    line: int

    def fault(self, found: str, allowed: str) -> Fault:
        """What is wrong with this example."""
        return Fault(self.speaker.file, self.line, f"examples.{self.kind}.{self.at}", found, allowed)


def draft_of(example: dict[str, Any]) -> dict[str, Any]:
    """The draft an example of a rule stands for."""
    stance = example.get("target", "none")
    target = None
    if stance != "none":
        target = {
            "stance": stance,
            "name": example.get("target_name"),
            "text": example.get("target_text", ""),
        }
        target["text_complete"] = example.get("target_complete", True)
    surface = example.get("surface", "post" if stance == "none" else "comment")
    platform = example.get("platform", "linkedin")
    text, lang = example["draft"], example["lang"]
    return {
        "platform": platform,
        "surface": surface,
        "text": text,
        "lang": lang,
        "target": target,
        "now": NOW,
    }


def of_rule(rule: Rule) -> Iterator[Trial]:
    """The drafts of `found`, at which it must speak, and of `silent`."""
    speaker = replace(rule, label=rule.file, status="active")
    for kind in ("found", "silent"):
        for at, example in enumerate(rule.examples[kind]):
            yield Trial(speaker, kind, at, example, rule.lines.get(f"examples.{kind}.{at}", 1))


def of_lexicon(lexicon: Lexicon) -> Iterator[Trial]:
    """The words of `match` must be found by the lexicon itself, those of `miss` must not."""
    speaker = _watch(lexicon)
    for kind in ("match", "miss"):
        for at, text in enumerate(lexicon.examples[kind]):
            example = {"draft": text, "lang": None}
            yield Trial(speaker, kind, at, example, lexicon.lines.get(f"examples.{kind}.{at}", 1))


def flags(example: dict[str, Any]) -> dict[str, Any]:
    """What an example says of the organisation: listed, in a quiet period."""
    always = [{"from": "2000-01-01", "until": "2100-01-01"}]
    return {
        "listed": example.get("listed", False),
        "quiet_periods": always if example.get("quiet_period") else [],
    }


def _watch(lexicon: Lexicon) -> Rule:
    """A rule that speaks wherever the lexicon is found."""
    nothing: dict[str, Any] = {"de": "-", "en": "-"}
    said = dict.fromkeys(("pack", "guideline", "source", "owner"), "-")
    said |= dict.fromkeys(("id", "label", "file"), lexicon.file)
    empty = (
        "org",
        "own_tie",
        "known_false_alarms",
        "at_least",
        "none",
        "none_near",
        "target_all",
        "target_none",
    )
    fields: dict[str, Any] = {**said, **{name: [] for name in empty}}
    fields |= {"severity": "note", "status": "active", "within": "text", "all": [[Line(lexicon.id)]]}
    fields |= {"when": {}, "mark": None, "fix": None, "message": nothing, "why": nothing}
    return Rule(examples={}, lines={}, **fields)
