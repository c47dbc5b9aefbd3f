"""What was found on the web becomes drafts: each page once, each with its line of the report."""

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.content import addresses, pictures
from backend.content.models import DRAFT, Item, Picture
from backend.db import run_tx
from backend.imports import fetch
from backend.imports.found import Flaw, Found
from backend.imports.reasons import CannotRead
from backend.people import service as people

FALLBACK_LANGUAGE = "en"
Line = dict[str, Any]
GotPicture = bytes | CannotRead | None  # a picture, why there is none, or none was asked for


def take(things: Iterable[Found | Flaw], loopback: bool) -> list[tuple[Found | Flaw, GotPicture]]:
    """What was found with its pictures, fetched before anything is written."""
    return [(one, _picture(one, loopback) if isinstance(one, Found) else None) for one in things]


def write(session: Session, ready: Iterable[tuple[Found | Flaw, GotPicture]], address: str) -> list[Line]:
    """Drafts of what is new; a line for everything."""
    people.hold_installation(session)  # two imports at once wait for each other here
    return [line for thing, picture in ready for line in _lines(session, thing, picture, address)]


def twin(session: Session, url: str, other_than: uuid.UUID | None = None) -> Item | None:
    """An item that leads to the same page."""
    same = Item.url_key == addresses.key(url), Item.id != (other_than or uuid.UUID(int=0))
    return session.scalar(select(Item).where(*same).order_by(Item.id).limit(1)) if url else None


def add(session: Session, found: Found, picture: GotPicture = None) -> Item:
    """A draft of a page."""
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


def flaw_line(flaw: Flaw, address: str) -> Line:
    """As a report keeps it."""
    place = {"line": flaw.line, "entry": flaw.entry, "address": address[:300], "title": flaw.title}
    return {"kind": "flaw", "reason": flaw.reason, "detail": flaw.detail, **place}


def _lines(session: Session, thing: Found | Flaw, picture: GotPicture, address: str) -> list[Line]:
    if isinstance(thing, Flaw):
        return [flaw_line(thing, address)]
    known = twin(session, thing.url)
    item = known or add(session, thing, picture)
    told = [{"kind": "known" if known else "added", "title": item.title, "item": str(item.id)}]
    if isinstance(picture, CannotRead):
        flaw = Flaw(picture.reason, detail=picture.detail_of, title=item.title)
        told.append(flaw_line(flaw, thing.picture) | {"item": str(item.id)})
    return told


def _picture(found: Found, loopback: bool) -> GotPicture:
    if not found.picture or run_tx(lambda tx: twin(tx, found.url)):
        return None
    try:
        data = fetch.get(found.picture, fetch.PICTURE, loopback).body
        pictures.media_type(data)
    except CannotRead as problem:
        return problem
    except pictures.NoPicture:
        return CannotRead("no_picture")
    return data
