"""Signed-in browsers: an opaque token each, sliding 90 days, revocable."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select, update
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db import look_up, now
from backend.errors import NotFound
from backend.people.models import Person
from backend.sign_in import door, tokens
from backend.sign_in.models import Device

Columns = tuple[ColumnElement[Any], ...]
LIFE = timedelta(days=90)  # people are told so in templates/sign_in/devices.html and retention/data_map.yaml
LATELY = timedelta(days=30)
SHOWN = 20  # of those
WELCOME = (  # in the order of Caller
    select(Device.id, Device.last_day, Person.id, Person.role, Person.language)
    .join(Person, Person.id == Device.person_id)
    .where(Device.token_hash == bindparam("token_hash"), Device.revoked_at.is_(None), Person.active)
)


@dataclass(frozen=True)
class Caller:
    """Who calls from a device: what every request asks, and no more."""

    device: uuid.UUID
    last_day: datetime
    id: uuid.UUID
    role: str
    language: str


OF_CALLER = len(fields(Caller))


def add(session: Session, person: uuid.UUID, name: str) -> tuple[Device, str]:
    """A new device and its token, which is shown this once."""
    token = tokens.new_token()
    device = Device(token_hash=tokens.digest(token), person_id=person, name=name, last_day=today())
    session.add(device)
    session.flush()
    return device, token


def expires_at(device: Device) -> datetime:
    """When the device is signed out if it stays away."""
    return device.last_day + LIFE


def find(
    token: str, along: Columns = (), asked: Mapping[str, Any] = MappingProxyType({})
) -> tuple[Caller | None, tuple[Any, ...]]:
    """Who calls with `token`, if device and person are still welcome, and what `along` tells.

    `along`: scalar subqueries, answered in the same query; `asked`: what they are bound to.
    """
    found = look_up(_welcome(along), token_hash=tokens.digest(token), **asked)
    caller = Caller(*found[0][:OF_CALLER]) if found else None
    welcome = caller and caller.last_day + LIFE >= now()
    return (caller, tuple(found[0][OF_CALLER:])) if welcome else (None, ())


@cache
def _welcome(along: Columns) -> Select[*tuple[Any, ...]]:
    return WELCOME.add_columns(*along)


def slide(session: Session, device: uuid.UUID) -> None:
    """Note that the device was here today."""
    session.execute(update(Device).where(Device.id == device).values(last_day=today()))


def today() -> datetime:
    """Midnight, UTC: devices are known to the day only."""
    return now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def of_person(session: Session, person: uuid.UUID) -> Sequence[Device]:
    """A person's devices that are signed in, newest first."""
    return session.scalars(_newest_first().where(Device.person_id == person)).all()


def lately(session: Session, person: uuid.UUID, here: uuid.UUID) -> Sequence[Device]:
    """What else was connected as this person in the last thirty days, signed out or not, newest first."""
    others = Device.person_id == person, Device.id != here, Device.created_at > now() - LATELY
    return session.scalars(
        select(Device).where(*others).order_by(Device.created_at.desc()).limit(SHOWN)
    ).all()


def gone(session: Session, person: uuid.UUID) -> Sequence[Device]:
    """What was connected as this person of late and is signed out again, newest first."""
    lately = Device.created_at > now() - LATELY, Device.revoked_at.is_not(None)
    query = select(Device).where(Device.person_id == person, *lately)
    return session.scalars(query.order_by(Device.created_at.desc()).limit(SHOWN)).all()


def revoke(
    session: Session, device: uuid.UUID, person: uuid.UUID | None = None, here: uuid.UUID | None = None
) -> None:
    """Sign a device out, with the pages it may have opened, but for the one where that is said (`here`).

    Of this person only, where one is given. Raises NotFound.
    """
    found = session.get(Device, device)
    if found is None or (person is not None and found.person_id != person):
        raise NotFound("There is no such device.")
    if person is None and not found.revoked_at:  # what people do with their own is nobody's business
        trail.note(session, "people.device", "", {"device": found.name}, about=found.person_id)
    found.revoked_at = found.revoked_at or now()
    door.close(session, found.person_id, here)


def signed_in() -> tuple[ColumnElement[bool], ...]:
    """What is true of a device that is signed in: its person is let in, too."""
    is_let_in = Device.person_id.in_(select(Person.id).where(Person.active))
    return Device.revoked_at.is_(None), Device.last_day > now() - LIFE, is_let_in


def of_anybody() -> Select[uuid.UUID]:
    """The people who have one that is signed in."""
    return select(Device.person_id).where(*signed_in())


def _newest_first() -> Select[Device]:
    return select(Device).where(*signed_in()).order_by(Device.created_at.desc(), Device.id)
