"""The examples of rules and lexicons are their tests; a fix must mend what it fixes."""

from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from backend.rules.compiler import compiler
from backend.rules.judge import fix, judge
from backend.rules.language.faults import Fault
from backend.rules.language.rule import Lexicon, Rule
from backend.rules.trial import Trial, draft_of, flags, of_lexicon, of_rule

ORGANISATION = Path(__file__).parent / "example_organisation.yaml"
Drafts = list[dict[str, Any]]
JudgeMany = Callable[[Iterable[tuple[compiler.Release, Drafts]]], list[Drafts]]


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
    trials = [trial for rule in rules if rule.status != "retired" for trial in of_rule(rule)]
    trials += [trial for lexicon in lexicons for trial in of_lexicon(lexicon)]
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
    "silent": "speaks on {!r}, but must stay silent",
    "found": "does not speak on {!r}, but must",
    "match": "is not found in {!r}, but must be",
    "miss": "is found in {!r}, but must not be",
}
