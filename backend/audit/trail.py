"""The one door to the audit trail: a change says so in one line, in the transaction that makes it.

Who it was, the request knows; outside of one it was the terminal.
"""

import json
import secrets
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

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
    if before == after:
        return
    differ = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    told = [{key: side[key] for key in differ if key in side} for side in (before, after)]
    words = json.dumps({"name": name, "before": told[0], "after": told[1]}, ensure_ascii=False)
    _add(session, AuditEntry(kind=_known(kind), actor_id=_actor(), about_id=about, words=words))


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


def _add(session: Session, entry: AuditEntry) -> None:
    last = _hold_head(session)
    entry.number, entry.at = last.number + 1, now()
    entry.who_salt, entry.words_salt = secrets.token_hex(16), secrets.token_hex(16)
    entry.who_digest, entry.words_digest = chain.who_digest(entry), chain.words_digest(entry)
    entry.hash = chain.link(last.hash, entry)
    last.number, last.hash = entry.number, entry.hash
    session.add(entry)
    session.flush()


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
