"""The one door to the audit trail: a change says so in one line, in the transaction that makes it.

Who it was, the request knows; outside of one it was the terminal.
"""

import json
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy
from flask import g
from sqlalchemy import inspect, select, update
from sqlalchemy.orm import Session

from backend.audit import chain, facts
from backend.audit.chain import Anchor
from backend.audit.kinds import KINDS
from backend.audit.models import HEAD, AuditEntry, AuditHead
from backend.db import Base, insert, now
from backend.errors import NotFound

NOTHING: Mapping[str, Any] = {}
COLUMNS = tuple(column.name for column in AuditEntry.__table__.columns)


@dataclass(frozen=True)
class Told:
    """What an entry says: see `note`."""

    name: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    about: uuid.UUID | None = None


@contextmanager
def change(session: Session, kind: str, row: Base, about: uuid.UUID | None = None) -> Iterator[None]:
    """Around what makes, changes or deletes a row; a person is `about` and has no name in the entry."""
    before = facts.of(row) if inspect(row).persistent else NOTHING
    name = facts.name_of(row) if before else ""
    yield
    session.flush()
    after = facts.of(row) if inspect(row).persistent else NOTHING
    name = facts.name_of(row) if after else name
    note(session, kind, "" if about else name, before, after, about)


def note(
    session: Session,
    kind: str,
    name: str,
    before: Mapping[str, Any] = NOTHING,
    after: Mapping[str, Any] = NOTHING,
    about: uuid.UUID | None = None,
) -> None:
    """Add an entry: `name`, what it is about; `about`, or about whom. Nothing where nothing changed."""
    notes(session, kind, [Told(name, before, after, about)])


def notes(session: Session, kind: str, told: Iterable[Told]) -> None:
    """As `note`, of thousands of changes at once."""
    _add(session, [_entry(_known(kind), one) for one in told if one.before != one.after])


def head(session: Session) -> Anchor:
    """The last entry: written down elsewhere, it tells when the end is cut off."""
    found = session.get(AuditHead, HEAD)
    return Anchor(found.number, found.hash) if found else Anchor(0, chain.START)


def get(session: Session, number: int) -> AuditEntry:
    """One entry. Raises NotFound."""
    found = session.get(AuditEntry, number)
    if found is None:
        raise NotFound("There is no such entry.")
    return found


def erase_words(session: Session, number: int) -> None:
    """What an entry says goes for good, and an entry of its own says that. Raises NotFound."""
    found = get(session, number)
    if found.words is not None:
        found.about_id = found.words = found.words_salt = None
        note(session, "audit.words", f"{number}", after={"erased": True})


def erase_person(session: Session, person: uuid.UUID) -> None:
    """Who somebody was in the trail, and whatever is about them or names them."""
    mine = AuditEntry.actor_id == person
    session.execute(update(AuditEntry).where(mine).values(actor_id=None, who_salt=None))
    holding = session.execute(
        select(AuditEntry.number, AuditEntry.words).where(AuditEntry.words.contains(str(person)))
    )
    naming = [number for number, words in holding if facts.name_person(json.loads(str(words)), person)]
    about = (AuditEntry.about_id == person) | AuditEntry.number.in_(naming)
    nothing = {"about_id": None, "words": None, "words_salt": None}
    session.execute(update(AuditEntry).where(about).values(nothing))


def _entry(kind: str, told: Told) -> AuditEntry:
    before, after = told.before, told.after
    differ = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    sides = [{key: side[key] for key in differ if key in side} for side in (before, after)]
    said = {"name": told.name, "before": sides[0], "after": sides[1]}
    words = json.dumps(said, ensure_ascii=False)
    return AuditEntry(kind=kind, actor_id=_actor(), about_id=told.about, words=words)


def _add(session: Session, entries: Sequence[AuditEntry]) -> None:
    if not entries:
        return
    last = _hold_head(session)
    for entry in entries:
        entry.number, entry.at = last.number + 1, now()
        entry.who_salt, entry.words_salt = secrets.token_hex(16), secrets.token_hex(16)
        entry.who_digest, entry.words_digest = chain.who_digest(entry), chain.words_digest(entry)
        entry.hash = chain.link(last.hash, entry)
        last.number, last.hash = entry.number, entry.hash
    session.flush()
    rows = [{name: getattr(entry, name) for name in COLUMNS} for entry in entries]
    session.execute(sqlalchemy.insert(AuditEntry), rows)  # thousands as quickly as one


def _hold_head(session: Session) -> AuditHead:
    first = {"id": HEAD, "number": 0, "hash": chain.START}
    session.execute(insert(session, AuditHead).values(first).on_conflict_do_nothing())
    found = select(AuditHead).with_for_update().execution_options(populate_existing=True)
    return session.scalars(found).one()


def _actor() -> uuid.UUID | None:
    caller = g.get("caller")  # as backend/auth.py knows them, which knows the subjects that come here
    return caller.id if caller else None


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of entry; name it in backend/audit/kinds.py")
    return kind
