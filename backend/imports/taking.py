"""What was found on the web becomes drafts: each page once, each with its line of the report."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from backend.content import drafts, pictures
from backend.content.drafts import Found
from backend.db import run_tx
from backend.imports import fetch
from backend.imports.reasons import CannotRead
from backend.imports.told import Flaw
from backend.people import installed

Line = dict[str, Any]
GotPicture = bytes | CannotRead | None  # a picture, why there is none, or none was asked for


def take(things: Iterable[Found | Flaw], loopback: bool) -> list[tuple[Found | Flaw, GotPicture]]:
    """What was found with its pictures, fetched before anything is written."""
    return [(one, _picture(one, loopback) if isinstance(one, Found) else None) for one in things]


def write(session: Session, ready: Iterable[tuple[Found | Flaw, GotPicture]], address: str) -> list[Line]:
    """Drafts of what is new; a line for everything."""
    installed.hold_installation(session)  # two imports at once wait for each other here
    return [line for thing, picture in ready for line in _lines(session, thing, picture, address)]


def flaw_line(flaw: Flaw, address: str) -> Line:
    """As a report keeps it."""
    place = {"line": flaw.line, "entry": flaw.entry, "address": address[:300], "title": flaw.title}
    return {"kind": "flaw", "reason": flaw.reason, "detail": flaw.detail, **place}


def _lines(session: Session, thing: Found | Flaw, picture: GotPicture, address: str) -> list[Line]:
    if isinstance(thing, Flaw):
        return [flaw_line(thing, address)]
    known = drafts.twin(session, thing.url)
    item = known or drafts.add(session, thing, picture if isinstance(picture, bytes) else None)
    told = [{"kind": "known" if known else "added", "title": item.title, "item": str(item.id)}]
    if isinstance(picture, CannotRead):
        flaw = Flaw(picture.reason, detail=picture.detail_of, title=item.title)
        told.append(flaw_line(flaw, thing.picture) | {"item": str(item.id)})
    return told


def _picture(found: Found, loopback: bool) -> GotPicture:
    if not found.picture or run_tx(lambda tx: drafts.twin(tx, found.url)):
        return None
    try:
        data = fetch.get(found.picture, fetch.PICTURE, loopback).body
        pictures.media_type(data)
    except CannotRead as problem:
        return problem
    except pictures.NoPicture:
        return CannotRead("no_picture")
    return data
