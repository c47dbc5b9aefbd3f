"""A prepared release and a draft in, a verdict out. Pure: no clock, no database, no network.

Twin of extension/content/rules/judge.js: change both. Nothing here knows a rule, a label or a word.
"""

import re
from collections.abc import Mapping
from itertools import chain
from typing import Any

from backend.rules.judge import lookup, match
from backend.rules.judge.alphabet import alphabet
from backend.rules.judge.conditions import Case
from backend.rules.judge.reader import Match, Prepared, Reading, read

SEVERITIES = ("confirm", "warn", "note")
IN_TABLES = ("words", "phrases", "name_phrases")  # megabytes, and not asked again once they are there
UNNAMED = {"de": "dieses Unternehmen", "en": "this company"}
PLACEHOLDER = re.compile(r"\{(company|match|target|until)\}")


def prepare(release: dict[str, Any]) -> Prepared:
    """Builds tables, automata and the index of rules once."""
    data = {part: value for part, value in release.items() if part not in IN_TABLES}
    rules_of: dict[int, list[int]] = {}
    always = []
    for number, rule in enumerate(data["rules"]):
        key = _key_of(rule)
        if not key:
            always.append(number)
        for lexicon in dict.fromkeys(data["lines"][line]["lexicon"] for line in key):
            rules_of.setdefault(lexicon, []).append(number)
    return Prepared(
        release=data,
        alphabet=alphabet(data),
        words=lookup.words(release["words"]),
        names=match.automaton(release["name_phrases"]),
        phrases=match.automaton(release["phrases"]),
        rules_of=rules_of,
        always=always,
        function_words={language: frozenset(words) for language, words in data["function_words"].items()},
    )


def _key_of(rule: Mapping[str, Any]) -> list[int]:
    """The lines of which one must be found before the rule can speak; none: it is asked about every draft."""
    if rule.get("all"):
        return list(rule["all"][0])
    at_least = [groups for _number, groups in rule.get("at_least", [])]
    return list(chain(*at_least[0])) if at_least else []


def judge(
    prepared: Prepared, draft: dict[str, Any], language: str = "en", chose: str | None = None
) -> dict[str, Any]:
    """What the release says about a draft: {release, findings}, the most serious finding first.

    `language` (de or en) is that of the messages. A fix is in the draft's own language where that is sure,
    else in the one the person `chose`, else in the one the draft leans to.
    Spans count code points of the draft as typed.
    """
    reading = read(prepared, draft)
    tongues = (language, reading.language or chose or reading.leaning or language)
    numbers = {number for lexicon in reading.found for number in prepared.rules_of.get(lexicon, [])}
    best: dict[str, tuple[int, int, dict[str, Any]]] = {}
    asked = Case(prepared, draft, reading)
    for number in sorted(numbers.union(prepared.always)):
        rule = prepared.release["rules"][number]
        holds, marked = asked.holds(rule)
        rank = SEVERITIES.index(rule["severity"])
        if holds and (rule["label"] not in best or rank < best[rule["label"]][0]):
            best[rule["label"]] = (rank, number, _finding(prepared, rule, draft, reading, marked, tongues))
    order = sorted(best.values(), key=lambda entry: entry[:2])
    return {"release": prepared.release["number"], "findings": [finding for _, _, finding in order]}


def _day(iso: str, tongue: str) -> str:
    """As written in German; in English day and month have no order that all agree on, so it stays ISO."""
    return ".".join(part.lstrip("0") for part in reversed(iso.split("-"))) if tongue == "de" else iso


def _finding(
    prepared: Prepared,
    rule: dict[str, Any],
    draft: dict[str, Any],
    reading: Reading,
    marked: Match | None,
    tongues: tuple[str, str],
) -> dict[str, Any]:
    language, of_fix = tongues

    def said(number: int, tongue: str) -> str:
        values = {
            "company": prepared.release["organisation"]["name"],
            "match": reading.text[marked.start : marked.end] if marked else "",
            "target": (draft.get("target") or {}).get("name") or UNNAMED[tongue],
            "until": _day(reading.until, tongue),
        }
        return PLACEHOLDER.sub(lambda found: values[found[1]], prepared.release["texts"][number][tongue])

    fix = rule.get("fix")
    return {
        "rule": rule["id"],
        "label": rule["label"],
        "severity": rule["severity"],
        "span": [marked.start, marked.end] if marked else None,
        "message": said(rule["message"], language),
        "why": said(rule["why"], language),
        "guideline": rule["guideline"],
        "source": rule["source"],
        "fix": {"kind": fix["kind"], "text": said(fix["text"], of_fix)} if fix else None,
    }
