"""What was kept long enough is deleted: once a day, by whichever worker takes the day.

Each entry of the map in a transaction of its own, which also notes how much it was. One that breaks does not
hold up the others: the day stays open, and whoever takes it when the lease is over tries again. A worker that
dies leaves the rest to the next one; done twice, the second time finds nothing.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import structlog
from sqlalchemy import CursorResult, Table, delete, or_, select, update
from sqlalchemy.orm import Session

from backend.db import UtcDateTime, insert, now, run_tx
from backend.known import service as known
from backend.migrations.tables import metadata
from backend.people.models import Person
from backend.points import erased
from backend.retention import data_map
from backend.retention.data_map import Kept
from backend.retention.models import RetentionRun
from backend.shares.models import Share

LEASE = timedelta(hours=1)
log = structlog.get_logger()


def run() -> None:
    """Today's, unless it is done or another worker is at it."""
    today = now().date()
    if run_tx(lambda tx: _claim(tx, today)):
        ending = [kept for kept in data_map.read().kept.values() if kept.days]
        broken = [kept for kept in ending if not _is_kept_to(kept, today)]
        if not broken:
            run_tx(lambda tx: setattr(tx.get_one(RetentionRun, today), "finished_at", now()))


def last_run(session: Session) -> RetentionRun | None:
    """The last one that was finished."""
    done = select(RetentionRun).where(RetentionRun.finished_at.is_not(None))
    return session.scalar(done.order_by(RetentionRun.day.desc()).limit(1))


def last_broken(session: Session) -> RetentionRun | None:
    """The last one, if there was something that it could not delete."""
    last = session.scalar(select(RetentionRun).order_by(RetentionRun.day.desc()).limit(1))
    return last if last and None in last.deleted.values() else None


def _claim(session: Session, day: date) -> bool:
    free = {"day": day, "leased_until": now() + LEASE, "deleted": {}}
    new = insert(session, RetentionRun).values(free)
    over = RetentionRun.finished_at.is_(None) & (RetentionRun.leased_until < now())
    taken = new.on_conflict_do_update(
        index_elements=["day"], set_={"leased_until": now() + LEASE}, where=over
    )
    return session.scalar(taken.returning(RetentionRun.day)) is not None


def _is_kept_to(kept: Kept, today: date) -> bool:
    try:
        run_tx(lambda tx: _note(tx, kept, today, _keep_to(tx, kept, today)))
    except Exception as problem:
        log.error(f"retention of {kept.name} broke", error=problem)
        run_tx(lambda tx: _note(tx, kept, today, None))
        return False
    return True


def _keep_to(session: Session, kept: Kept, today: date) -> int:
    return ACTS[kept.then](session, kept, today - timedelta(days=kept.days))


def _note(session: Session, kept: Kept, today: date, count: int | None) -> None:
    found = session.get_one(RetentionRun, today)
    others = {name: rows for name, rows in found.deleted.items() if name != kept.name}
    rows = None if count is None else count + (found.deleted.get(kept.name) or 0)
    found.deleted = others if rows == 0 else others | {kept.name: rows}


def _table(kept: Kept) -> Table:
    return metadata.tables[kept.since.partition(".")[0]]


def _is_past(kept: Kept, last: date) -> Any:
    """Before midnight of `last`, which itself is kept."""
    column = _table(kept).c[kept.since.partition(".")[2]]
    return column < (datetime.combine(last, time(), now().tzinfo) if _has_time(column) else last)


def _has_time(column: Any) -> bool:
    return isinstance(column.type, UtcDateTime)


def _delete(session: Session, kept: Kept, last: date) -> int:
    return _count(session.execute(delete(_table(kept)).where(_is_past(kept, last))))


def _empty(session: Session, kept: Kept, last: date) -> int:
    table = _table(kept)
    full = or_(*(table.c[name].is_not(None) for name in kept.empties))
    gone = update(table).where(_is_past(kept, last), full).values(dict.fromkeys(kept.empties))
    return _count(session.execute(gone))


def _erase(session: Session, kept: Kept, last: date) -> int:
    """People who are let in no more, as if they had asked for it themselves."""
    found = session.scalars(select(Person.id).where(~Person.active, _is_past(kept, last))).all()
    for person in found:
        known.erase(session, person)
    return len(found)


def _condense(session: Session, _kept: Kept, last: date) -> int:
    nobodys = select(Share.id).where(Share.person_id.is_(None))
    return erased.condense(session, last, nobodys)


def _count(result: Any) -> int:
    rows: CursorResult[Any] = result
    return rows.rowcount


ACTS: dict[str, Callable[[Session, Kept, date], int]] = {
    "delete": _delete,
    "empty": _empty,
    "erase": _erase,
    "condense": _condense,
}
