"""Small rules and lexicons for the tests of the rule system."""

import json
from typing import Any

from backend.rules.compiler import compiler
from backend.rules.judge import judge
from backend.rules.language.reading import parse_lexicon, parse_rule
from backend.rules.language.rule import Lexicon, Rule

ACME: dict[str, Any] = {
    "name": "Acme GmbH",
    "aliases": ["@acme"],
    "ambiguous": {"Acme": False},
    "products": ["HomeBot", "FlowDesk"],
    "competitors": [{"name": "Globex"}],
}


def lexicon(name: str, *entries: str, drops: tuple[str, ...] = (), **fields: Any) -> Lexicon:
    """A lexicon of these entries, in no language; `fields` replaces others."""
    written = {"id": name, "about": "test", "entries": {"any": list(entries)}, "not": list(drops)}
    return parse_lexicon(_yaml(written | {"examples": {"match": [], "miss": []}} | fields), f"{name}.yaml")


def rule(name: str = "speak", **fields: Any) -> Rule:
    """A rule that says little; `fields` are those of the YAML."""
    texts = {"de": "de: {match}", "en": "en: {match}"}
    written = {"id": name, "label": name.upper().replace("-", "_"), "severity": "warn", "message": texts}
    written |= {"why": texts, "guideline": "g", "source": "s", "owner": "o", "status": "active"}
    example = {"draft": "x", "lang": "en"}
    return parse_rule(
        _yaml(written | {"examples": {"found": [example], "silent": [example]}} | fields), f"{name}.yaml"
    )


def release(
    rules: list[Rule], lexicons: list[Lexicon], profile: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Compiled for Acme, or for another profile."""
    return compiler.compile_release(rules, lexicons, profile or ACME, number=1, installation="test")


def draft(text: str, **fields: Any) -> dict[str, Any]:
    """A LinkedIn post, unless `fields` say otherwise."""
    plain = {
        "platform": "linkedin",
        "surface": "post",
        "text": text,
        "target": None,
        "now": "2030-01-01T00:00:00Z",
    }
    return plain | fields


def comment(text: str, stance: str, target_text: str = "", **target: Any) -> dict[str, Any]:
    """A comment below somebody's post."""
    return draft(text, surface="comment", target={"stance": stance, "text": target_text, **target})


def found(
    entries: list[str], text: str, profile: dict[str, Any] | None = None, drops: tuple[str, ...] = ()
) -> str | None:
    """The first words of the text that the entries match, or None."""
    made = release([rule(all=["words"])], [lexicon("words", *entries, drops=drops)], profile)
    findings = judge.judge(judge.prepare(made), draft(text))["findings"]
    if not findings:
        return None
    start, end = findings[0]["span"]
    return text[start:end]


def speaks(
    rules: list[Rule], lexicons: list[Lexicon], asked: dict[str, Any], profile: dict[str, Any] | None = None
) -> list[str]:
    """The ids of the rules that speak about a draft."""
    prepared = judge.prepare(release(rules, lexicons, profile))
    return [finding["rule"] for finding in judge.judge(prepared, asked)["findings"]]


def _yaml(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
