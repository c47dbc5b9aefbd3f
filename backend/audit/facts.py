"""What an entry says of a row: the attributes its table names in `audited`, as JSON can hold them."""

import difflib
import hashlib
import json
import uuid
from datetime import date
from typing import Any

from sqlalchemy import inspect

from backend.db import Base

Facts = dict[str, Any]
KEYS = ("person_id", "owner_id", "who")  # facts that hold a person's key; `who`: an export's filter


def of(row: Base) -> Facts:
    """The row as it stands; people by key, so that nothing of them stays when they are erased."""
    return {name: _plain(row, name, getattr(row, name)) for name in _audited(row)}


def name_of(row: Base) -> str:
    """What people call it: its first fact."""
    return str(getattr(row, _audited(row)[0]))


def person(key: uuid.UUID | str) -> str:
    """How a person stands in an entry."""
    return f"person:{key}"


def name_person(words: Facts, key: uuid.UUID) -> bool:
    """Does an entry name this person, in a fact that holds a key? What somebody wrote is none.

    Else an admin could write a made-up person's key into an entry, and have its words go with that person.
    """
    sides = words["before"], words["after"]
    told = [fact for side in sides for fact in {**side, **side.get("filter", {})}.items()]
    return any(name in KEYS and str(key) in str(value) for name, value in told)


def lines(before: str, after: str) -> tuple[Facts, Facts]:
    """Of a long text what was taken out and what came in."""
    found = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    out, came = ("\n".join(line[1:] for line in found if line.startswith(sign)) for sign in "-+")
    return {"lines": out}, {"lines": came}


def _audited(row: Base) -> tuple[str, ...]:
    names: tuple[str, ...] = getattr(row, "audited")  # noqa: B009 - not every table has it
    return names


def _plain(row: Base, name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(row, name, one) for one in value]
    if isinstance(value, Base):  # a part of the row with all it says, what it only refers to by name
        return of(value) if _is_part(row, name) else name_of(value)
    if isinstance(value, uuid.UUID):
        [link] = inspect(type(row)).columns[name].foreign_keys
        return f"{link.column.table.name}:{value}"
    return value.isoformat() if isinstance(value, date) else value


def _is_part(row: Base, name: str) -> bool:
    return bool(inspect(type(row)).relationships[name].cascade.delete_orphan)


def digest(value: Any) -> str:
    """SHA-256 (hex) of something JSON can say, moments included: another value has another."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
