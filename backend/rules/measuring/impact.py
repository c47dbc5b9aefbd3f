"""What the changes that wait would do to the organisation's samples: which texts would be judged otherwise.

It takes a second for each company and some milliseconds for each text, so it runs beside the requests, in
small steps that others can come between; a worker takes up what a server that died has left.
"""

import copy
import time
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.orm import Session

from backend.audit import facts
from backend.db import now, run_tx
from backend.rules.measuring import compared, samples
from backend.rules.measuring.compared import KINDS, Judged
from backend.rules.models import Impact, Sample
from backend.rules.releases import changes
from backend.rules.releases.changes import Waiting

LEASE = timedelta(minutes=2)
PAUSE = 0.02  # seconds between two steps, for whoever waits for a page
MOST = 50  # texts told of one rule and kind; the others are counted
log = structlog.get_logger()


class Held(NamedTuple):
    """A run that is ours, until another takes it up after `until`."""

    id: uuid.UUID
    until: datetime


def state(session: Session) -> str:
    """SHA-256 (hex) of all that a run is about: changes, samples. With another value it is outdated."""
    return state_of(changes.waiting(session), samples.all_of_them(session))


def state_of(waiting: Waiting, known: Sequence[Sample]) -> str:
    """`state`, for who knows what waits and the samples."""
    return facts.digest([waiting.state, *sorted(one.id for one in known)])


def latest(session: Session) -> Impact | None:
    """The last run, if there is one."""
    return session.scalar(select(Impact).order_by(Impact.id.desc()).limit(1))


def is_current(run: Impact | None, waiting: Waiting, known: Sequence[Sample]) -> bool:
    """Did this run come to an end, and is it still about what waits and these samples?"""
    done = run is not None and run.finished_at and not run.failed
    return bool(run and done and run.state == state_of(waiting, known))


def start(session: Session) -> uuid.UUID:
    """A run for `run`, in the place of the one before."""
    session.execute(delete(Impact))
    made = Impact(**_subject(session))
    session.add(made)
    session.flush()
    return made.id


def resume() -> None:
    """Take up what was left behind."""
    for id in run_tx(lambda tx: tx.scalars(select(Impact.id).where(_is_free())).all()):
        run(id)


def run(id: uuid.UUID) -> None:
    """Try all samples; does nothing where somebody else is at it. In the app's context."""
    held, failed = run_tx(lambda tx: _claim(tx, id)), False
    if held is None:
        return
    try:
        for judged in compared.steps(run_tx(compared.work)):
            still = run_tx(partial(_note, held=held, judged=judged))
            if still is None:
                return
            held = still
            time.sleep(PAUSE)
    except Exception as problem:
        log.error("impact broke", error=problem)
        failed = True
    run_tx(lambda tx: _end(tx, held, failed))


def _is_free() -> Any:
    return Impact.finished_at.is_(None) & or_(Impact.leased_until.is_(None), Impact.leased_until < now())


def _claim(session: Session, id: uuid.UUID) -> Held | None:
    """Whoever begins anew begins with nothing, about what there is now."""
    held = Held(id, now() + LEASE)
    begun = {"leased_until": held.until, "done": 0, "found": {}, "labelled": {}, **_subject(session)}
    mine = update(Impact).where(Impact.id == id, _is_free()).values(**begun)
    return held if session.scalar(mine.returning(Impact.id)) else None


def _subject(session: Session) -> dict[str, Any]:
    return {"state": state(session), "total": sum(session.scalars(select(Sample.number)))}


def _note(session: Session, held: Held, judged: Sequence[Judged]) -> Held | None:
    """Add what was found, and hold the run longer; None where it is not ours any more."""
    known = session.scalar(_ours(held).with_for_update())
    if known is None:
        return None
    found = copy.deepcopy(known.found)
    for one in judged:
        for kind, finding, fits in compared.differences(one):
            _add(found, kind, finding, [str(one.place.sample), one.place.at, finding["span"], fits])
    known.found, known.labelled = found, _counted(known.labelled, judged)
    known.done, known.leased_until = known.done + len(judged), now() + LEASE
    return Held(held.id, known.leased_until)


def _end(session: Session, held: Held, failed: bool) -> None:
    if known := session.scalar(_ours(held).with_for_update()):
        known.leased_until, known.finished_at, known.failed = None, now(), failed


def _ours(held: Held) -> Select[Impact]:
    return select(Impact).where(Impact.id == held.id, Impact.leased_until == held.until)


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
