"""The examples of rules and lexicons are their tests; a fix must mend what it fixes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from backend.rules import compiler, judge
from backend.rules.faults import Fault
from backend.rules.language import Lexicon, Line, Rule

ORGANISATION = Path(__file__).parent / "example_organisation.yaml"
NOW = "2030-06-01T09:00:00Z"
Judge = Callable[[compiler.Release, list[dict[str, Any]]], list[dict[str, Any]]]


@cache
def organisation() -> dict[str, Any]:
    """Acme, for which all examples are judged."""
    profile: dict[str, Any] = YAML(typ="safe").load(ORGANISATION)
    return profile


def in_python(release: compiler.Release, drafts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Judges many drafts with one release, by the Python judge."""
    prepared = judge.prepare(release)
    return [judge.judge(prepared, draft, draft.get("lang") or "en") for draft in drafts]


def many_in_python(
    asked: Iterable[tuple[compiler.Release, list[dict[str, Any]]]],
) -> list[list[dict[str, Any]]]:
    """Lists of drafts, each with its release."""
    return [in_python(release, drafts) for release, drafts in asked]


def run(rules: Iterable[Rule], lexicons: Iterable[Lexicon], judge_all: Judge = in_python) -> list[Fault]:
    """Every example that does not do what it says. `judge_all` is the engine (see `node.judge_all`)."""
    rules, lexicons = list(rules), list(lexicons)
    faults = [
        fault for rule in rules if rule.status != "retired" for fault in _rule(rule, lexicons, judge_all)
    ]
    return sorted(faults + [fault for lexicon in lexicons for fault in _lexicon(lexicon)])


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


def _rule(rule: Rule, lexicons: list[Lexicon], judge_all: Judge) -> list[Fault]:
    """Judges the examples with this rule alone, so that one fault has one place."""
    faults = []
    cases = [
        (kind, at, example) for kind in ("found", "silent") for at, example in enumerate(rule.examples[kind])
    ]
    for group in _by_organisation(cases):
        profile = organisation() | flags(group[0][2])
        alone = replace(rule, status="active")
        release = compiler.compile_release([alone], lexicons, profile, number=1, installation="examples")
        drafts = [draft_of(example) for _, _, example in group]
        verdicts = judge_all(release, drafts)
        fixed = judge_all(release, [_fixed(*pair) for pair in zip(drafts, verdicts, strict=True)])
        for (kind, at, example), draft, verdict, after in zip(group, drafts, verdicts, fixed, strict=True):
            path = f"examples.{kind}.{at}"
            for found, allowed in _faults(kind, example, draft, verdict, after):
                faults.append(Fault(rule.file, rule.lines.get(path, 1), path, found, allowed))
    return faults


def flags(example: dict[str, Any]) -> dict[str, Any]:
    """What an example says of the organisation: listed, in a quiet period."""
    always = [{"from": "2000-01-01", "until": "2100-01-01"}]
    return {
        "listed": example.get("listed", False),
        "quiet_periods": always if example.get("quiet_period") else [],
    }


def _by_organisation(
    cases: list[tuple[str, int, dict[str, Any]]],
) -> Iterable[list[tuple[str, int, dict[str, Any]]]]:
    groups: dict[str, list[tuple[str, int, dict[str, Any]]]] = {}
    for case in cases:
        groups.setdefault(str(flags(case[2])), []).append(case)
    return groups.values()


def _fixed(draft: dict[str, Any], verdict: dict[str, Any]) -> dict[str, Any]:
    fixes = [finding for finding in verdict["findings"] if finding["fix"]]
    return draft | {"text": apply_fix(draft["text"], fixes[0])} if fixes else draft


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
    kind: str, example: dict[str, Any], draft: dict[str, Any], verdict: dict[str, Any], after: dict[str, Any]
) -> Iterable[tuple[str, str]]:
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
    empty = ("org", "own_tie", "at_least", "none", "none_near", "target_all", "target_none")
    fields: dict[str, Any] = {**said, **{name: [] for name in empty}}
    fields |= {"severity": "note", "status": "active", "within": "text", "all": [[Line(lexicon.id)]]}
    fields |= {"when": {}, "mark": None, "fix": None, "message": nothing, "why": nothing}
    return Rule(examples={}, lines={}, **fields)
