"""Imports: addresses of pages and feeds become drafts, with a report that leaves nothing out.

An import is a row: whoever works on it holds it by a lease that every step renews, so that a worker takes up
what a server that died has left. What is there already is found by its address and never comes twice.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.content.drafts import Found
from backend.db import now, run_tx
from backend.errors import NotFound
from backend.imports import feeds, fetch, pages, taking
from backend.imports.models import DONE, READING, WAITING, Feed, Import
from backend.imports.reasons import CannotRead
from backend.imports.told import Flaw

LEASE = timedelta(minutes=5)  # longer than the pictures of one step can take
EVERY = timedelta(hours=1)
AT_ONCE = 10
log = structlog.get_logger()


def start(
    session: Session, person: uuid.UUID | None, wanted: Sequence[str], subscribe: bool = False
) -> Import:
    """An import of these addresses, to be run by `run`. `subscribe`: feeds among them are read again."""
    made = Import(person_id=person, addresses=list(dict.fromkeys(wanted)), subscribe=subscribe)
    session.add(made)
    session.flush()
    if person:  # a feed that is read by itself is no change
        asked = {"addresses": made.addresses, "subscribe": subscribe}
        trail.note(session, "content.import", made.addresses[0], after=asked)
    return made


def get(session: Session, id: uuid.UUID) -> Import:
    """One import with its report. Raises NotFound."""
    found = session.get(Import, id)
    if found is None:
        raise NotFound("There is no such import.")
    return found


def read_again(session: Session, feed: Feed, person: uuid.UUID | None) -> Import:
    """An import of a feed that is subscribed to."""
    session.execute(update(Feed).where(Feed.id == feed.id).values(read_at=now()))
    made = start(session, person, [feed.address])
    made.feed_id = feed.id
    return made


def stop(session: Session, feed: uuid.UUID) -> None:
    """Read this feed no more. What came from it stays."""
    found = session.get(Feed, feed)
    if found:
        with trail.change(session, "content.feed", found):
            session.delete(found)


def resume(loopback: bool) -> None:
    """Take up what was left behind, and read the feeds whose time has come."""
    run_tx(_start_due_feeds)
    for id in run_tx(lambda tx: tx.scalars(select(Import.id).where(_is_free())).all()):
        run(id, loopback)


def run(id: uuid.UUID, loopback: bool) -> None:
    """Read all that the import names; does nothing where somebody else is at it. In the app's context."""
    wanted = run_tx(lambda tx: _claim(tx, id))
    if wanted is None:
        return
    for position in range(wanted.position, len(wanted.addresses)):
        try:
            _read_one(wanted, position, loopback)
        except Exception as problem:
            log.error("import broke", error=problem)
            told = taking.flaw_line(Flaw("crash"), wanted.addresses[position])
            run_tx(lambda tx, told=told: _note(tx, id, [told]))  # type: ignore[misc]
    run_tx(lambda tx: _finish(tx, id))


def _start_due_feeds(session: Session) -> None:
    waiting = select(Import.feed_id).where(Import.state != DONE, Import.feed_id.is_not(None))
    due = or_(Feed.read_at.is_(None), Feed.read_at < now() - EVERY)
    for feed in session.scalars(select(Feed).where(due, Feed.id.not_in(waiting)).with_for_update()).all():
        read_again(session, feed, None)


def _is_free() -> Any:
    return or_(Import.state == WAITING, (Import.state == READING) & (Import.leased_until < now()))


def _claim(session: Session, id: uuid.UUID) -> Import | None:
    mine = update(Import).where(Import.id == id, _is_free()).values(state=READING, leased_until=now() + LEASE)
    return session.scalar(mine.returning(Import))


def _read_one(wanted: Import, position: int, loopback: bool) -> None:
    address, document, title = wanted.addresses[position], None, ""
    feed = run_tx(lambda tx: tx.get(Feed, wanted.feed_id)) if wanted.feed_id else None
    try:
        document = fetch.get(address, fetch.DOCUMENT, loopback, feed.conditions() if feed else None)
        title, things = _things(document)
    except CannotRead as problem:
        things = [Flaw(problem.reason, detail=problem.detail_of)]
    run_tx(lambda tx: _expect(tx, wanted.id, len(things)))
    for begin in range(0, len(things), AT_ONCE):
        ready = taking.take(things[begin : begin + AT_ONCE], loopback)
        run_tx(lambda tx, ready=ready: _note(tx, wanted.id, taking.write(tx, ready, address)))  # type: ignore[misc]
    run_tx(lambda tx: _step(tx, wanted, position, document, title, things))


def _things(document: fetch.Fetched) -> tuple[str, list[Found | Flaw]]:
    """The feed's title, and what there is; nothing where the feed has not changed."""
    if document.unchanged:
        return "", []
    return feeds.read(document) if feeds.is_feed(document) else ("", pages.read(document))


def _note(session: Session, id: uuid.UUID, lines: list[taking.Line]) -> None:
    """Lines of the report; a flaw that is told already (work taken up again) is not told twice."""
    found = session.get_one(Import, id, with_for_update=True)
    found.report = [*found.report, *(line for line in lines if line not in found.report)]
    found.leased_until = now() + LEASE


def _expect(session: Session, id: uuid.UUID, more: int) -> None:
    found = session.get_one(Import, id, with_for_update=True)
    found.total, found.leased_until = len(found.report) + more, now() + LEASE


def _step(
    session: Session,
    wanted: Import,
    position: int,
    document: fetch.Fetched | None,
    title: str,
    things: Sequence[Found | Flaw],
) -> None:
    """One address is done. Only now is its feed known as read: else what was not written would never come."""
    session.get_one(Import, wanted.id).position = position + 1
    address = wanted.addresses[position]
    feed = session.scalar(select(Feed).where(Feed.address == address))
    if feed is None and wanted.subscribe and _is_worth_it(document, things):
        feed = Feed(address=address, title=address[:200])
        session.add(feed)
    if feed is None or (document and document.unchanged):
        return
    flaws = [one for one in things if isinstance(one, Flaw) and not one.entry]
    feed.problem = taking.flaw_line(flaws[0], address) if flaws else None
    if document:
        headers = document.headers
        feed.title, feed.read_at = title or feed.title, now()
        feed.etag, feed.modified = headers.get("ETag", "")[:200], headers.get("Last-Modified", "")[:200]


def _is_worth_it(document: fetch.Fetched | None, things: Sequence[Found | Flaw]) -> bool:
    """To be read again and again: a feed in which something was found."""
    is_feed = document is not None and feeds.is_feed(document)
    return is_feed and any(isinstance(one, Found) for one in things)


def _finish(session: Session, id: uuid.UUID) -> None:
    """A feed that was read by itself and has nothing new to tell leaves no report."""
    found = session.get_one(Import, id)
    found.state, found.finished_at, found.leased_until = DONE, now(), None
    if found.person_id is None and not _is_news(session, found):
        session.delete(found)


def _is_news(session: Session, run: Import) -> bool:
    """Does it tell of a new item, or of a flaw that the feed did not have the last time?"""
    before = select(Import).where(Import.feed_id == run.feed_id, Import.id < run.id)
    last = session.scalar(before.order_by(Import.id.desc()).limit(1))
    known = last.lines("flaw") if last else []
    return bool(run.lines("added")) or any(line not in known for line in run.lines("flaw"))
