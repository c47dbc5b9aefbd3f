"""The examples of rules and lexicons are their tests; a fix must mend what it fixes."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from backend.rules.compiler import compiler
from backend.rules.judge import fix, judge
from backend.rules.language.faults import Fault
from backend.rules.language.rule import Lexicon, Line, Rule

ORGANISATION = Path(__file__).parent.parent / "example_organisation.yaml"
NOW = "2030-06-01T09:00:00Z"
Drafts = list[dict[str, Any]]
JudgeMany = Callable[[Iterable[tuple[compiler.Release, Drafts]]], list[Drafts]]


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


@cache
def organisation() -> dict[str, Any]:
    """Acme, for which all examples are judged."""
    profile: dict[str, Any] = YAML(typ="safe").load(ORGANISATION)
    return profile


def in_python(release: compiler.Release, drafts: Drafts) -> Drafts:
    """Judges many drafts with one release, by the Python judge."""
    prepared = judge.prepare(release)
    return [judge.judge(prepared, draft, draft.get("lang") or "en") for draft in drafts]


def many_in_python(asked: Iterable[tuple[compiler.Release, Drafts]]) -> list[Drafts]:
    """Lists of drafts, each with its release."""
    return [in_python(release, drafts) for release, drafts in asked]


def run(
    rules: Iterable[Rule],
    lexicons: Iterable[Lexicon],
    judge_many: JudgeMany = many_in_python,
    files: Container[str] | None = None,
) -> list[Fault]:
    """Every example that does not do what it says; with `files`, of these rules and lexicons only.

    `judge_many` is the engine (see `node.judge_many`).
    """
    lexicons = list(lexicons)
    trials = [trial for rule in rules if rule.status != "retired" for trial in _of_rule(rule)]
    trials += [trial for lexicon in lexicons for trial in _of_lexicon(lexicon)]
    trials = [trial for trial in trials if files is None or trial.speaker.file in files]
    bench = _Bench(trials, lexicons, judge_many)
    found = bench.judge({place: draft_of(trial.example) for place, trial in enumerate(trials)})
    fixed = {place: _fixed(trials[place], one) for place, one in found.items() if one and one["fix"]}
    after = bench.judge(fixed)
    return sorted(
        trial.fault(*wrong)
        for place, trial in enumerate(trials)
        for wrong in _wrong(trial, found[place], after.get(place))
    )


class _Bench:
    """All speakers in one release for each kind of organisation: compiled once, asked twice."""

    def __init__(self, trials: list[Trial], lexicons: list[Lexicon], judge_many: JudgeMany) -> None:
        self.trials, self.judge_many = trials, judge_many
        self.places: dict[str, list[int]] = {}
        for place, trial in enumerate(trials):
            self.places.setdefault(str(flags(trial.example)), []).append(place)
        self.releases = [self._release(places, lexicons) for places in self.places.values()]

    def _release(self, places: list[int], lexicons: list[Lexicon]) -> compiler.Release:
        speakers = {self.trials[place].speaker.file: self.trials[place].speaker for place in places}
        profile = organisation() | flags(self.trials[places[0]].example)
        return compiler.compile_release(
            speakers.values(), lexicons, profile, number=1, installation="examples"
        )

    def judge(self, drafts: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any] | None]:
        """What each trial's own speaker found in its draft; both by the place of the trial."""
        groups = [[place for place in places if place in drafts] for places in self.places.values()]
        asked = [[drafts[place] for place in places] for places in groups]
        answers = self.judge_many(list(zip(self.releases, asked, strict=True)))
        pairs = [pair for group in zip(groups, answers, strict=True) for pair in zip(*group, strict=True)]
        return {place: self._own(place, verdict) for place, verdict in pairs}

    def _own(self, place: int, verdict: dict[str, Any]) -> dict[str, Any] | None:
        label = self.trials[place].speaker.label
        return next((finding for finding in verdict["findings"] if finding["label"] == label), None)


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


def _of_rule(rule: Rule) -> Iterator[Trial]:
    speaker = replace(rule, label=rule.file, status="active")
    for kind in ("found", "silent"):
        for at, example in enumerate(rule.examples[kind]):
            yield Trial(speaker, kind, at, example, rule.lines.get(f"examples.{kind}.{at}", 1))


def _of_lexicon(lexicon: Lexicon) -> Iterator[Trial]:
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


def _fixed(trial: Trial, finding: dict[str, Any]) -> dict[str, Any]:
    return draft_of(trial.example | {"draft": fix.apply(trial.example["draft"], finding)})


def _wrong(
    trial: Trial, finding: dict[str, Any] | None, after: dict[str, Any] | None
) -> Iterator[tuple[str, str]]:
    """What was found and what is allowed, for each thing an example does not do."""
    text, expected = trial.example["draft"], trial.kind in ("found", "match")
    if bool(finding) != expected:
        yield MISTAKES[trial.kind].format(text), ""
    if expected and finding and finding["fix"]:
        fixed = fix.apply(text, finding)
        if after:
            way_out = "a fix must silence its rule: let what it inserts be found by a lexicon under none"
            yield f"still speaks after the fix, on {fixed!r}; {way_out}", ""
        if trial.example.get("fixed", fixed) != fixed:
            yield repr(fixed), f"the fixed text, {trial.example['fixed']!r}"


MISTAKES = {
    "silent": "speaks on {!r}, though it stands under silent; see rules explain",
    "found": "does not speak on {!r}, though it stands under found; see rules explain",
    "match": "is not found in {!r}, though it stands under match",
    "miss": "is found in {!r}, though it stands under miss",
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
