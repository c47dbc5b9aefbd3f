"""The drills of a release: kept in the database, so that nobody waits while all examples are judged."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.db import insert, run_tx
from backend.people.models import LANGUAGES
from backend.rules.language.faults import RuleFaults
from backend.rules.models import Release
from backend.rules.releases import publishing, releases
from backend.training import drills
from backend.training.drills import Drill, Found
from backend.training.models import Drills

ByLanguage = dict[str, list[Drill]]
KEPT = 2
_ready: dict[str, ByLanguage] = {}  # hash of a release -> its drills; of the last ones asked for


def of(session: Session, release: int) -> ByLanguage:
    """Those of a release. Where nobody has made them ready, whoever looks first waits for it."""
    sha256 = session.scalars(select(Release.sha256).where(Release.number == release)).one()
    found = _ready.get(sha256)  # kept in hand: another thread may drop it at any moment
    if found is None:
        row = session.get(Drills, release)
        found = _read(row.by_language) if row else _judged(releases.sources_of(session, release))
        if len(_ready) >= KEPT:
            _ready.clear()
        _ready[sha256] = found
    return found


def make_ready() -> None:
    """Judge the examples of the release in force, unless that was done."""
    release = run_tx(_waiting)
    if release:
        texts = run_tx(lambda tx: releases.sources_of(tx, release))
        written = _written(_judged(texts))  # outside of a transaction, which would hold up others
        run_tx(lambda tx: _keep(tx, release, written))


def _waiting(session: Session) -> int:
    newest = releases.newest(session)
    return newest.number if newest and session.get(Drills, newest.number) is None else 0


def _keep(session: Session, release: int, written: dict[str, Any]) -> None:
    session.execute(delete(Drills).where(Drills.release < release))
    new = insert(session, Drills).values(release=release, by_language=written)
    session.execute(new.on_conflict_do_nothing())


def _judged(texts: Mapping[str, str]) -> ByLanguage:
    """None of a release that today's compiler no longer reads."""
    try:
        rules, lexicons, profile = publishing.parts(texts)
    except RuleFaults:
        return {language: [] for language in LANGUAGES}
    return drills.of(rules, lexicons, is_formal=profile.get("formal", False))


def _written(made: ByLanguage) -> dict[str, Any]:
    return {
        language: [vars(drill) | {"found": [vars(one) for one in drill.found]} for drill in found]
        for language, found in made.items()
    }


def _read(written: dict[str, Any]) -> ByLanguage:
    return {language: [_drill(**one) for one in found] for language, found in written.items()}


def _drill(found: list[dict[str, Any]], silent: list[dict[str, Any]], **about: Any) -> Drill:
    return Drill(found=tuple(Found(**one) for one in found), silent=tuple(silent), **about)
