"""The admin's lists of people, groups and devices, as tables of columns and filters (backend/lists.py)."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from backend.db import made_at
from backend.lists import Column, Filter, List, View
from backend.people import devices, groups
from backend.people.forms import ROLE_NAMES
from backend.people.models import Device, Group, Person, membership

ACTIVE, OUT = "active", "out"
STATE_NAMES = {ACTIVE: _("Let in"), OUT: _("Deactivated")}
CONNECTED, NOT_YET = "yes", "no"
CONNECTED_NAMES = {CONNECTED: _("With a device"), NOT_YET: _("Without a device")}


def _group_names(session: Session) -> dict[str, str]:
    return {str(one.id): one.name for one in groups.all_of_them(session)}


def is_in(group: uuid.UUID) -> ColumnElement[bool]:
    """Is this person in the group?"""
    return Person.id.in_(select(membership.c.person_id).where(membership.c.group_id == group))


def _has_device() -> ColumnElement[bool]:
    return Person.id.in_(select(Device.person_id).where(*devices.signed_in()))


def _people() -> Select[Any]:
    counted = select(func.count(Device.id)).where(Device.person_id == Person.id, *devices.signed_in())
    return select(Person, counted.scalar_subquery()).options(selectinload(Person.groups))


def _groups() -> Select[Any]:
    members = select(func.count()).where(membership.c.group_id == Group.id)
    return select(Group, members.scalar_subquery())


def _devices() -> Select[Any]:
    joined = select(Device).join(Device.person).options(joinedload(Device.person))
    return joined.where(*devices.signed_in())


PEOPLE = List(
    query=_people,
    key=Person.id,
    columns=(
        Column("name", _("Name"), func.lower(Person.name), lambda row: row[0].name),
        Column("email", _("E-mail address"), Person.email, lambda row: row[0].email),
        Column("groups", _("Groups"), None, lambda row: ", ".join(one.name for one in row[0].groups)),
        Column("role", _("Role"), None, lambda row: ROLE_NAMES[row[0].role]),
        Column(
            "state",
            _("State"),
            None,
            lambda row: STATE_NAMES[ACTIVE if row[0].active else OUT],
            on_page=False,
        ),
        Column("devices", _("Devices")),
        Column("added", _("Added"), Person.id, lambda row: made_at(row[0].id)),
    ),
    start="name",
    search=(Person.name, Person.email),
    search_title=_("Name or e-mail address"),
    filters=(
        Filter("role", _("Any role"), ROLE_NAMES, lambda value: Person.role == value),
        Filter("group", _("Any group"), _group_names, lambda value: is_in(uuid.UUID(value))),
        Filter("state", _("Any state"), STATE_NAMES, lambda value: Person.active.is_(value == ACTIVE)),
        Filter(
            "connected",
            _("With or without a device"),
            CONNECTED_NAMES,
            lambda value: _has_device() if value == CONNECTED else ~_has_device(),
        ),
    ),
    views=(
        View(_("Invited, not connected yet"), {"state": ACTIVE, "connected": NOT_YET}),
        View(_("Deactivated"), {"state": OUT}),
    ),
)
GROUPS = List(
    query=_groups,
    key=Group.id,
    columns=(
        Column("name", _("Group"), func.lower(Group.name), lambda row: row[0].name),
        Column("members", _("Members"), None, lambda row: row[1]),
    ),
    start="name",
    search=(Group.name,),
    search_title=_("Group"),
)
DEVICES = List(
    query=_devices,
    key=Device.id,
    columns=(
        Column("person", _("Person"), func.lower(Person.name), lambda device: device.person.name),
        Column("device", _("Device"), None, lambda device: device.name),
        Column("connected", _("Connected"), Device.id, lambda device: device.created_at),
    ),
    start="-connected",
    search=(Person.name, Person.email, Device.name),
    search_title=_("Person or device"),
)


def members(group: uuid.UUID) -> List:
    """The people of one group."""
    return List(
        query=lambda: select(Person).where(is_in(group)),
        key=Person.id,
        columns=(
            Column("name", _("Name"), func.lower(Person.name), lambda person: person.name),
            Column("email", _("E-mail address"), Person.email, lambda person: person.email),
        ),
        start="name",
        search=(Person.name, Person.email),
        search_title=_("Name or e-mail address"),
    )


def candidates(session: Session, group: uuid.UUID, words: str) -> list[Person]:
    """The first people who fit the search and are not in the group yet."""
    query = select(Person).where(Person.active, ~is_in(group))
    for word in words.split():
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in PEOPLE.search)))
    return list(session.scalars(query.order_by(func.lower(Person.name), Person.id).limit(20)))
