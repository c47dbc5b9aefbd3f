"""Labelled cases and background texts: the only place that knows the names of their fields."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from backend.rules.examples import organisation
from backend.rules.language import yaml_file
from backend.rules.language.faults import RuleFaults
from backend.rules.measuring import line_fields, sample_lines
from backend.rules.trial import NOW, draft_of

LINE = '{"id": "t1", "lang": "de", "text": "…"}'
ALWAYS = [{"from": "0001-01-01", "until": "9999-12-31"}]


class CaseFault(ValueError):
    """A line that is no case; the message names file, line and field."""


@dataclass(frozen=True)
class Case:
    """One text to judge: the employer's profile, the draft, and what a person said about it."""

    id: str
    lang: str
    profile: dict[str, Any]
    draft: dict[str, Any]
    expected: frozenset[str] | None
    tags: frozenset[str]


@dataclass(frozen=True)
class Setting:
    """Where a mere text that does not say it stands: at this company, as a post or below somebody's."""

    profile: dict[str, Any] = field(default_factory=organisation)
    surface: str | None = None  # a post where nobody's post is answered, else a comment
    target: str | None = None


def read(paths: Iterable[Path], setting: Setting | None = None) -> Iterator[Case]:
    """All cases of the files, in order. A line without `company` is a mere text and stands in `setting`."""
    for path in paths:
        for number, line in sample_lines.of(path.read_bytes(), str(path), f"a line is {LINE}"):
            yield _placed(line, str(path), number, setting or Setting())


def _placed(line: str, file: str, number: int, setting: Setting) -> Case:
    try:
        return _case(line, f"{file}:{number}", setting)
    except RuleFaults as wrong:
        raise RuleFaults(replace(one, file=file, line=number) for one in wrong.faults) from None


def _case(line: str, place: str, setting: Setting) -> Case:
    try:
        data = json.loads(line)
        found = labelled(data) if "company" in data else _everyday(data, setting)
    except json.JSONDecodeError as error:
        raise CaseFault(f"{place}: not JSON ({error.msg}); a line is {LINE}") from None
    except KeyError as error:
        raise CaseFault(f"{place}: the field {error} is missing") from None
    except (TypeError, AttributeError) as error:
        raise CaseFault(f"{place}: not a case ({error}); a line is {LINE}") from None
    if not isinstance(found.draft["text"], str):
        raise CaseFault(f"{place}: the text stands in no quotes; a line is {LINE}")
    return found


def labelled(data: dict[str, Any]) -> Case:
    """A case with its own company.

    Raises KeyError for a field that is missing, TypeError for odd ones, RuleFaults for what no field may say.
    """
    draft = {
        "platform": data["platform"],
        "surface": data["surface"],
        "text": data["draft"],
        "lang": data["lang"],
        "target": target_of(data),
        "now": NOW,
        "embargoes_in_force": True,
    }
    line_fields.check(data, needed=("platform", "surface", "lang"))
    yaml_file.check(profile := _profile(data), "", "organisation")
    labels = data.get("expected")
    expected = None if labels is None else frozenset(labels)
    return Case(data["id"], data["lang"], profile, draft, expected, frozenset(data.get("tags", [])))


def target_of(data: dict[str, Any]) -> dict[str, Any] | None:
    """The post that the draft of a case answers, or None."""
    if not data.get("target_author"):
        return None
    target = {"stance": data["target_author"], "name": data.get("target_author_name")}
    return target | {"text": data.get("target_text") or "", "text_complete": True}


def _profile(data: dict[str, Any]) -> dict[str, Any]:
    company = data["company"]
    return {
        "name": company["name"],
        "aliases": company.get("aliases", []),
        "products": company.get("products", []),
        "competitors": [{"name": name} for name in data.get("competitors", [])],
        "confidential_terms": company.get("confidential_terms", []),
        "embargoes": company.get("embargo", []),
        "quiet_periods": ALWAYS if company.get("quiet_period") else [],
        "listed": company.get("listed", False),
        "pages": [],
    }


def _everyday(data: dict[str, Any], setting: Setting) -> Case:
    example = {"draft": data["text"], "lang": data["lang"], "platform": data.get("platform") or "x"}
    line_fields.check(data)
    where = {
        "surface": data.get("surface") or setting.surface,
        "target": data.get("target_author") or setting.target,
        "target_name": data.get("target_author_name"),
        "target_text": data.get("target_text"),
    }
    draft = draft_of(example | {name: told for name, told in where.items() if told})
    return Case(data["id"], data["lang"], setting.profile, draft, None, frozenset())
