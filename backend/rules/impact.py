"""What the changes that wait would do to the organisation's samples: which texts would be judged otherwise.

It takes a second for each company and some milliseconds for each text, so it runs beside the requests, in
small steps that others can come between; a worker takes up what a server that died has left.
"""

import copy
import json
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import structlog
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session, undefer

from backend import etag
from backend.db import now, run_tx
from backend.rules import changes, compiler, judge, releases, sources
from backend.rules.examples import NOW
from backend.rules.models import Impact, Sample
from backend.rules.reader import Prepared
from backend.rules.samples import SampleCase

LEASE = timedelta(minutes=2)
AT_ONCE = 25
PAUSE = 0.02  # seconds between two steps, for whoever waits for a page
MOST = 50  # texts told of one rule and kind; the others are counted
KINDS = NEW, GONE = ("new", "gone")
Findings = dict[str, dict[str, Any]]  # by label
log = structlog.get_logger()


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


class Work(NamedTuple):
    """Sources in force and as they are written; the cases by the company they are about ("null": ours)."""

    sides: tuple[Mapping[str, str], Mapping[str, str]]
    groups: Mapping[str, Sequence[Place]]


def state(session: Session) -> str:
    """SHA-256 (hex) of all that a run is about: changes, samples. With another value it is outdated."""
    known = session.scalars(select(Sample.id).order_by(Sample.id)).all()
    return etag.digest([changes.state(session), *known])


def latest(session: Session) -> Impact | None:
    """The last run, if there is one."""
    return session.scalar(select(Impact).order_by(Impact.id.desc()).limit(1))


def current(session: Session) -> Impact | None:
    """The last run, where it came to an end and is still about what waits."""
    run = latest(session)
    done = run is not None and run.finished_at and not run.failed
    return run if run and done and run.state == state(session) else None


def start(session: Session) -> uuid.UUID:
    """A run for `run`, in the place of the one before."""
    session.execute(delete(Impact))
    made = Impact(state=state(session), total=sum(session.scalars(select(Sample.number))))
    session.add(made)
    session.flush()
    return made.id


def resume() -> None:
    """Take up what was left behind."""
    for id in run_tx(lambda tx: tx.scalars(select(Impact.id).where(_is_free())).all()):
        run(id)


def run(id: uuid.UUID) -> None:
    """Try all samples; does nothing where somebody else is at it. In the app's context."""
    if not run_tx(lambda tx: _claim(tx, id)):
        return
    ended: dict[str, Any] = {"leased_until": None}
    try:
        _try_all(id, run_tx(_work))
    except Exception as problem:
        log.error("impact broke", error=problem)
        ended["failed"] = True
    ended["finished_at"] = now()
    run_tx(lambda tx: tx.execute(update(Impact).where(Impact.id == id).values(**ended)))


def _try_all(id: uuid.UUID, work: Work) -> None:
    for profile, places in work.groups.items():
        sides = [_prepared(texts, json.loads(profile)) for texts in work.sides]
        for begin in range(0, len(places), AT_ONCE):
            judged = [_judged(sides, place) for place in places[begin : begin + AT_ONCE]]
            if not run_tx(lambda tx, judged=judged: _note(tx, id, judged)):  # type: ignore[misc]
                return
            time.sleep(PAUSE)


def _is_free() -> Any:
    return Impact.finished_at.is_(None) & or_(Impact.leased_until.is_(None), Impact.leased_until < now())


def _claim(session: Session, id: uuid.UUID) -> bool:
    """Whoever begins anew begins with nothing."""
    begun = {"leased_until": now() + LEASE, "done": 0, "found": {}, "labelled": {}}
    mine = update(Impact).where(Impact.id == id, _is_free()).values(**begun)
    return session.scalar(mine.returning(Impact.id)) is not None


def _work(session: Session) -> Work:
    newest = releases.newest(session)
    sides = releases.sources_of(session, newest.number) if newest else {}, sources.written(session)
    groups: dict[str, list[Place]] = {}
    for sample in session.scalars(select(Sample).order_by(Sample.id).options(undefer(Sample.cases))):
        for at, case in enumerate(sample.cases):
            place = Place(sample.id, at, case)
            groups.setdefault(json.dumps(case["profile"], sort_keys=True), []).append(place)
    return Work(sides, groups)


def _prepared(texts: Mapping[str, str], profile: dict[str, Any] | None) -> Prepared | None:
    """None where nothing is in force."""
    if not texts:
        return None
    rules, lexicons, ours = releases.parts(texts)
    judged_for = profile or releases.with_all_terms(ours)
    release = compiler.compile_release(rules, lexicons, judged_for, number=0, installation="samples")
    return judge.prepare(release)


def _judged(sides: Sequence[Prepared | None], place: Place) -> Judged:
    """Cases about another company are judged as `rules score` does."""
    ours, draft = place.case["profile"] is None, place.case["draft"]
    asked = draft | ({"now": now().isoformat()} if ours else {"now": NOW, "embargoes_in_force": True})
    return Judged(place, *(_findings(side, asked) for side in sides))


def _findings(side: Prepared | None, draft: dict[str, Any]) -> Findings:
    return {one["label"]: one for one in judge.judge(side, draft)["findings"]} if side else {}


def _note(session: Session, id: uuid.UUID, judged: Sequence[Judged]) -> bool:
    """Add what was found; False where another run has taken this one's place."""
    known = session.get(Impact, id, with_for_update=True)
    if known is None:
        return False
    found = copy.deepcopy(known.found)
    for one in judged:
        for kind, finding, fits in _differences(one):
            _add(found, kind, finding, [str(one.place.sample), one.place.at, finding["span"], fits])
    known.found, known.labelled = found, _counted(known.labelled, judged)
    known.done, known.leased_until = known.done + len(judged), now() + LEASE
    return True


def _differences(one: Judged) -> Iterator[tuple[str, dict[str, Any], bool | None]]:
    """Kind, finding, and whether that is as a person labelled it (None: nobody did)."""
    expected = one.place.case["expected"]
    for kind, these, others in ((NEW, one.after, one.before), (GONE, one.before, one.after)):
        for label in these.keys() - others.keys():
            yield kind, these[label], None if expected is None else (label in expected) == (kind == NEW)


def _add(found: dict[str, Any], kind: str, finding: dict[str, Any], told: list[Any]) -> None:
    empty = {"severity": finding["severity"], **{name: {"times": 0, "texts": []} for name in KINDS}}
    entry = found.setdefault(finding["rule"], empty)[kind]
    entry["times"] += 1
    if len(entry["texts"]) < MOST:
        entry["texts"].append(told)


def _counted(known: Mapping[str, int], judged: Sequence[Judged]) -> dict[str, int]:
    """How many cases have labels, and how many are judged so before and after."""
    some = [one for one in judged if one.place.case["expected"] is not None]
    more = {
        "of": len(some),
        "before": sum(set(one.before) == set(one.place.case["expected"] or ()) for one in some),
        "after": sum(set(one.after) == set(one.place.case["expected"] or ()) for one in some),
    }
    return {name: known.get(name, 0) + number for name, number in more.items()}
