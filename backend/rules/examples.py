"""The examples of rules and lexicons are their tests; a fix must mend what it fixes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from backend.rules import compiler, judge
from backend.rules.faults import Fault
from backend.rules.language import Lexicon, Line, Rule

ORGANISATION = Path(__file__).parent / "example_organisation.yaml"
NOW = "2030-06-01T09:00:00Z"
Drafts = list[dict[str, Any]]
JudgeMany = Callable[[list[tuple[compiler.Release, Drafts]]], list[Drafts]]


@dataclass(frozen=True)
class Group:
    """Examples of one rule that are judged for the same organisation. `cases`: kind, number, example."""

    rule: Rule
    release: compiler.Release
    cases: list[tuple[str, int, dict[str, Any]]]

    @property
    def drafts(self) -> Drafts:
        return [draft_of(example) for _, _, example in self.cases]


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
    rules: Iterable[Rule], lexicons: Iterable[Lexicon], judge_many: JudgeMany = many_in_python
) -> list[Fault]:
    """Every example that does not do what it says. `judge_many` is the engine (see `node.judge_many`)."""
    lexicons = list(lexicons)
    faults = [fault for lexicon in lexicons for fault in _lexicon(lexicon)]
    groups = [group for rule in rules if rule.status != "retired" for group in _groups(rule, lexicons)]
    verdicts = judge_many([(group.release, group.drafts) for group in groups])
    mended = [_fixed(group.drafts, found) for group, found in zip(groups, verdicts, strict=True)]
    after = judge_many([(group.release, drafts) for group, drafts in zip(groups, mended, strict=True)])
    for group, found, then in zip(groups, verdicts, after, strict=True):
        faults += _wrong(group, found, then)
    return sorted(faults)


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


def _groups(rule: Rule, lexicons: list[Lexicon]) -> Iterator[Group]:
    """The rule is judged alone, so that one fault has one place."""
    alone = replace(rule, status="active")
    cases: dict[str, list[tuple[str, int, dict[str, Any]]]] = {}
    for kind in ("found", "silent"):
        for at, example in enumerate(rule.examples[kind]):
            cases.setdefault(str(flags(example)), []).append((kind, at, example))
    for some in cases.values():
        profile = organisation() | flags(some[0][2])
        release = compiler.compile_release([alone], lexicons, profile, number=1, installation="examples")
        yield Group(rule, release, some)


def _wrong(group: Group, verdicts: Drafts, after: Drafts) -> Iterator[Fault]:
    rule = group.rule
    for (kind, at, example), verdict, then in zip(group.cases, verdicts, after, strict=True):
        path = f"examples.{kind}.{at}"
        for found, allowed in _faults(kind, example, verdict, then):
            yield Fault(rule.file, rule.lines.get(path, 1), path, found, allowed)


def flags(example: dict[str, Any]) -> dict[str, Any]:
    """What an example says of the organisation: listed, in a quiet period."""
    always = [{"from": "2000-01-01", "until": "2100-01-01"}]
    return {
        "listed": example.get("listed", False),
        "quiet_periods": always if example.get("quiet_period") else [],
    }


def _fixed(drafts: Drafts, verdicts: Drafts) -> Drafts:
    """The drafts after the first fix of each verdict was taken."""
    fixes = [[one for one in verdict["findings"] if one["fix"]][:1] for verdict in verdicts]
    return [
        draft | {"text": apply_fix(draft["text"], fix[0])} if fix else draft
        for draft, fix in zip(drafts, fixes, strict=True)
    ]


def apply_fix(text: str, finding: dict[str, Any]) -> str:
    """The text after the finding's fix was taken."""
    kind, new = finding["fix"]["kind"], finding["fix"]["text"]
    if kind == "insert_start":
        return str(new + text)
    if kind == "insert_end":
        return str(text + new)
    start, end = finding["span"] or (0, 0)
    return text[:start] + str(new) + text[end:]


def _faults(
    kind: str, example: dict[str, Any], verdict: dict[str, Any], after: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    text, findings = example["draft"], verdict["findings"]
    if kind == "silent" and findings:
        yield f"a finding in {text!r}", "no finding: this example is under silent"
    if kind == "found" and not findings:
        yield f"no finding in {text!r}", "a finding: this example is under found"
    if kind == "found" and findings and findings[0]["fix"]:
        fixed = apply_fix(text, findings[0])
        if after["findings"]:
            yield f"still a finding after the fix, in {fixed!r}", "a fix that silences the rule"
        if example.get("fixed", fixed) != fixed:
            yield repr(fixed), f"the fixed text, {example['fixed']!r}"


def _lexicon(lexicon: Lexicon) -> list[Fault]:
    """The words of `match` must be found by the lexicon itself, those of `miss` must not."""
    watch = _watch(lexicon)
    release = compiler.compile_release([watch], [lexicon], organisation(), number=1, installation="examples")
    cases = [(kind, at, text) for kind in ("match", "miss") for at, text in enumerate(lexicon.examples[kind])]
    drafts = [draft_of({"draft": text, "lang": None}) for _, _, text in cases]
    faults = []
    for (kind, at, text), verdict in zip(cases, in_python(release, drafts), strict=True):
        if bool(verdict["findings"]) != (kind == "match"):
            path = f"examples.{kind}.{at}"
            allowed = "a text in which the lexicon is " + ("found" if kind == "match" else "not found")
            faults.append(Fault(lexicon.file, lexicon.lines.get(path, 1), path, repr(text), allowed))
    return faults


def _watch(lexicon: Lexicon) -> Rule:
    """A rule that speaks wherever the lexicon is found."""
    nothing: dict[str, Any] = {"de": "-", "en": "-"}
    said = dict.fromkeys(("id", "pack", "label", "guideline", "source", "owner", "file"), "-")
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
