"""Imports: addresses of pages and feeds become drafts, with a report that leaves nothing out.

An import is a row: whoever works on it holds it by a lease that every step renews, so that a worker takes up
what a server that died has left. What is there already is found by its address and never comes twice.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from backend.content import addresses, feeds, fetch, pages, pictures
from backend.content.found import Flaw, Found
from backend.content.models import DONE, DRAFT, READING, WAITING, Feed, Import, Item, Picture
from backend.content.reasons import CannotRead
from backend.db import now, run_tx
from backend.errors import NotFound
from backend.people.models import Installation

LEASE = timedelta(minutes=2)
EVERY = timedelta(hours=1)
AT_ONCE = 10
FALLBACK_LANGUAGE = "en"
Fetched = bytes | CannotRead | None  # a picture, why there is none, or none was asked for
log = structlog.get_logger()


def start(
    session: Session, person: uuid.UUID | None, wanted: Sequence[str], subscribe: bool = False
) -> Import:
    """An import of these addresses, to be run by `run`. `subscribe`: feeds among them are read again."""
    made = Import(person_id=person, addresses=list(dict.fromkeys(wanted)), subscribe=subscribe)
    session.add(made)
    session.flush()
    return made


def get(session: Session, id: uuid.UUID) -> Import:
    """One import with its report. Raises NotFound."""
    found = session.get(Import, id)
    if found is None:
        raise NotFound("There is no such import.")
    return found


def run(id: uuid.UUID, loopback: bool) -> None:
    """Read all that the import names; does nothing where somebody else is at it. In the app's context."""
    wanted = run_tx(lambda tx: _claim(tx, id))
    if wanted is None:
        return
    try:
        for position in range(wanted.position, len(wanted.addresses)):
            _read_one(wanted, position, loopback)
    except Exception as problem:
        log.error("import broke", error=problem)
        run_tx(lambda tx: _note(tx, id, [_flaw(Flaw("crash"), "")]))
    run_tx(lambda tx: _finish(tx, id))


def resume(loopback: bool) -> None:
    """Take up what was left behind, and read the feeds whose time has come."""
    due = now() - EVERY
    for feed in run_tx(lambda tx: _due_feeds(tx, due)):
        run_tx(lambda tx, feed=feed: read_again(tx, feed, None))  # type: ignore[misc]
    for id in run_tx(lambda tx: tx.scalars(select(Import.id).where(_is_free())).all()):
        run(id, loopback)


def read_again(session: Session, feed: Feed, person: uuid.UUID | None) -> Import:
    """An import of a feed that is subscribed to."""
    session.execute(update(Feed).where(Feed.id == feed.id).values(read_at=now()))
    made = start(session, person, [feed.address])
    made.feed_id = feed.id
    return made


def stop(session: Session, feed: uuid.UUID) -> None:
    """Read this feed no more. What came from it stays."""
    session.execute(delete(Feed).where(Feed.id == feed))


def _due_feeds(session: Session, due: Any) -> Sequence[Feed]:
    waiting = select(Import.feed_id).where(Import.state != DONE, Import.feed_id.is_not(None))
    query = select(Feed).where(or_(Feed.read_at.is_(None), Feed.read_at < due), Feed.id.not_in(waiting))
    return session.scalars(query.with_for_update()).all()


def _is_free() -> Any:
    return or_(Import.state == WAITING, (Import.state == READING) & (Import.leased_until < now()))


def _claim(session: Session, id: uuid.UUID) -> Import | None:
    mine = update(Import).where(Import.id == id, _is_free()).values(state=READING, leased_until=now() + LEASE)
    return session.scalar(mine.returning(Import))


def _read_one(wanted: Import, position: int, loopback: bool) -> None:
    address = wanted.addresses[position]
    feed = run_tx(lambda tx: tx.get(Feed, wanted.feed_id)) if wanted.feed_id else None
    try:
        document = fetch.get(address, fetch.DOCUMENT, loopback, feed.conditions() if feed else None)
        things = _things(document, wanted, address)
    except CannotRead as problem:
        things = [Flaw(problem.reason, detail=problem.detail_of)]
    run_tx(lambda tx: _expect(tx, wanted.id, len(things)))
    for begin in range(0, len(things), AT_ONCE):
        _take(wanted.id, address, things[begin : begin + AT_ONCE], loopback)
    run_tx(lambda tx: _step(tx, wanted, position, things))


def _things(document: fetch.Fetched, wanted: Import, address: str) -> list[Found | Flaw]:
    if document.unchanged:
        return []
    if not feeds.is_feed(document):
        return pages.read(document)
    title, things = feeds.read(document)
    if wanted.feed_id or (wanted.subscribe and any(isinstance(one, Found) for one in things)):
        run_tx(lambda tx: _remember_feed(tx, address, title, document.headers))
    return things


def _remember_feed(session: Session, address: str, title: str, headers: Mapping[str, str]) -> None:
    feed = session.scalar(select(Feed).where(Feed.address == address)) or Feed(address=address)
    feed.title, feed.read_at = title or feed.title or address[:200], now()
    feed.etag, feed.modified = headers.get("ETag", "")[:200], headers.get("Last-Modified", "")[:200]
    session.add(feed)


def _take(id: uuid.UUID, address: str, things: Iterable[Found | Flaw], loopback: bool) -> None:
    """Some of what was found: pictures are fetched first, then all is written at once."""
    ready = [(thing, _picture(thing, loopback) if isinstance(thing, Found) else None) for thing in things]
    run_tx(lambda tx: _write(tx, id, address, ready))


def _picture(found: Found, loopback: bool) -> Fetched:
    if not found.picture or run_tx(lambda tx: twin(tx, found.url)):
        return None
    try:
        data = fetch.get(found.picture, fetch.PICTURE, loopback).body
        pictures.media_type(data)
    except CannotRead as problem:
        return problem
    except pictures.NoPicture:
        return CannotRead("picture_kind", "?")
    return data


def _write(
    session: Session,
    id: uuid.UUID,
    address: str,
    ready: Iterable[tuple[Found | Flaw, bytes | CannotRead | None]],
) -> None:
    session.execute(select(Installation.id).with_for_update())  # two imports at once wait for each other here
    lines: list[dict[str, Any]] = []
    for thing, picture in ready:
        if isinstance(thing, Flaw):
            lines.append(_flaw(thing, address))
            continue
        known = twin(session, thing.url)
        item = known or _draft(session, thing, picture)
        lines.append({"kind": "known" if known else "added", "title": item.title, "item": str(item.id)})
        if isinstance(picture, CannotRead):
            lines.append(
                _flaw(Flaw(picture.reason, detail=picture.detail_of, title=item.title), thing.picture)
            )
    _note(session, id, lines)


def twin(session: Session, url: str, other_than: uuid.UUID | None = None) -> Item | None:
    """An item that leads to the same page."""
    query = select(Item).where(
        Item.url_key == addresses.key(url), Item.id != (other_than or uuid.UUID(int=0))
    )
    return session.scalar(query.order_by(Item.id).limit(1)) if url else None


def _draft(session: Session, found: Found, picture: Fetched) -> Item:
    item = Item(
        url=found.url,
        url_key=addresses.key(found.url),
        title=found.title,
        description=found.description,
        source=found.source or addresses.normal(found.url).split("/")[0][:120],
        language=found.language or FALLBACK_LANGUAGE,
        status=DRAFT,
    )
    if isinstance(picture, bytes):
        kind, alt = pictures.media_type(picture), found.picture_alt or found.title
        item.picture = Picture(media_type=kind, data=picture, alt=alt)
    session.add(item)
    session.flush()
    return item


def _flaw(flaw: Flaw, address: str) -> dict[str, Any]:
    place = {"line": flaw.line, "entry": flaw.entry, "address": address[:300], "title": flaw.title}
    return {"kind": "flaw", "reason": flaw.reason, "detail": flaw.detail, **place}


def _note(session: Session, id: uuid.UUID, lines: list[dict[str, Any]]) -> None:
    """Lines of the report; a flaw that is told already (work taken up again) is not told twice."""
    found = session.get_one(Import, id, with_for_update=True)
    found.report = [*found.report, *(line for line in lines if line not in found.report)]
    found.leased_until = now() + LEASE


def _expect(session: Session, id: uuid.UUID, more: int) -> None:
    found = session.get_one(Import, id, with_for_update=True)
    found.total, found.leased_until = len(found.report) + more, now() + LEASE


def _step(session: Session, wanted: Import, position: int, things: Sequence[Found | Flaw]) -> None:
    session.get_one(Import, wanted.id).position = position + 1
    if wanted.feed_id and (feed := session.get(Feed, wanted.feed_id)):
        flaws = [one for one in things if isinstance(one, Flaw) and not one.entry]
        feed.problem = _flaw(flaws[0], feed.address) if flaws else None


def _finish(session: Session, id: uuid.UUID) -> None:
    """A feed that was read by itself and brought nothing new leaves no report."""
    found = session.get_one(Import, id)
    found.state, found.finished_at, found.leased_until = DONE, now(), None
    if found.person_id is None and all(line["kind"] == "known" for line in found.report):
        session.delete(found)
