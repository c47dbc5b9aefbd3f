"""Each text of the samples, judged by the rules in force and by those that wait."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from backend.db import now
from backend.rules.compiler import compiler
from backend.rules.judge import judge
from backend.rules.judge.reader import Prepared
from backend.rules.measuring.sample_files import SampleCase
from backend.rules.models import Sample
from backend.rules.releases import publishing, releases, sources
from backend.rules.trial import NOW

AT_ONCE = 25
KINDS = NEW, GONE, OTHERWISE = ("new", "gone", "otherwise")
Findings = dict[str, dict[str, Any]]  # by label


class Place(NamedTuple):
    """A case, and where it stands."""

    sample: uuid.UUID
    at: int
    case: SampleCase


class Judged(NamedTuple):
    """What is found in a case by the rules in force and by those that wait."""

    place: Place
    before: Findings
    after: Findings


class Side(NamedTuple):
    """One set of rules. `told`: by rule what it does and says in both languages, the places not filled in."""

    ready: Prepared
    told: Mapping[str, Any]


class Work(NamedTuple):
    """Sources in force and as they are written; the cases by the company they are about ("null": ours)."""

    sides: tuple[Mapping[str, str], Mapping[str, str]]
    groups: Mapping[str, Sequence[Place]]


def work(session: Session) -> Work:
    """All that is to be judged, as it stands now."""
    newest = releases.newest(session)
    sides = releases.sources_of(session, newest.number) if newest else {}, sources.written(session)
    groups: dict[str, list[Place]] = {}
    for sample in session.scalars(select(Sample).order_by(Sample.id).options(undefer(Sample.cases))):
        for at, case in enumerate(sample.cases):
            place = Place(sample.id, at, case)
            groups.setdefault(json.dumps(case["profile"], sort_keys=True), []).append(place)
    return Work(sides, groups)


def steps(work: Work) -> Iterator[list[Judged]]:
    """All of it, in small steps."""
    for profile, places in work.groups.items():
        sides = [_prepared(texts, json.loads(profile)) for texts in work.sides]
        for begin in range(0, len(places), AT_ONCE):
            yield [_judged(sides, place) for place in places[begin : begin + AT_ONCE]]


def differences(one: Judged) -> Iterator[tuple[str, dict[str, Any], bool | None]]:
    """Kind, finding, and whether that is as a person labelled it (None: nobody did)."""
    expected = one.place.case["expected"]
    for kind, these, others in ((NEW, one.after, one.before), (GONE, one.before, one.after)):
        for label in these.keys() - others.keys():
            yield kind, these[label], None if expected is None else (label in expected) == (kind == NEW)
    for label in one.after.keys() & one.before.keys():
        if one.after[label]["told"] != one.before[label]["told"]:
            yield OTHERWISE, one.after[label], None


def _prepared(texts: Mapping[str, str], profile: dict[str, Any] | None) -> Side | None:
    """None where nothing is in force."""
    if not texts:
        return None
    rules, lexicons, ours = publishing.parts(texts)
    judged_for = profile or publishing.with_all_terms(ours)
    release = compiler.compile_release(rules, lexicons, judged_for, number=0, installation="samples")
    return Side(
        judge.prepare(release), {rule["id"]: _told(rule, release["texts"]) for rule in release["rules"]}
    )


def _told(rule: Mapping[str, Any], texts: Sequence[Any]) -> tuple[Any, ...]:
    fix = rule.get("fix")
    said = [texts[number] for number in (rule["message"], rule["why"], *([fix["text"]] if fix else []))]
    return rule["severity"], said, fix and fix["kind"]


def _judged(sides: Sequence[Side | None], place: Place) -> Judged:
    """Cases about another company are judged as `rules score` does."""
    ours, draft = place.case["profile"] is None, place.case["draft"]
    asked = draft | ({"now": now().isoformat()} if ours else {"now": NOW, "embargoes_in_force": True})
    return Judged(place, *(_findings(side, asked) for side in sides))


def _findings(side: Side | None, draft: dict[str, Any]) -> Findings:
    if side is None:
        return {}
    found = judge.judge(side.ready, draft)["findings"]
    return {one["label"]: one | {"told": side.told[one["rule"]]} for one in found}
