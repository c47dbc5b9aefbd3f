"""Lists of people and groups, as tables of columns and filters (backend/pages/lists.py)."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, selectinload

from backend.db.folding import alphabetical, folded, has_words
from backend.pages.list_shapes import Column, Filter, List, View
from backend.people import groups
from backend.people.models import Group, Person, membership
from backend.people.names import OWN_NAMES, ROLE_NAMES
from backend.sign_in import devices
from backend.sign_in.models import Device

ACTIVE, OUT = "active", "out"
STATE_NAMES = {ACTIVE: _("Let in"), OUT: _("Deactivated")}
CONNECTED, NOT_YET = "yes", "no"
CONNECTED_NAMES = {CONNECTED: _("With a device"), NOT_YET: _("Without a device")}


def is_in(group: uuid.UUID) -> ColumnElement[bool]:
    """Is this person in the group?"""
    return Person.id.in_(select(membership.c.person_id).where(membership.c.group_id == group))


def _has_device() -> ColumnElement[bool]:
    return Person.id.in_(devices.of_anybody())


def _people() -> Select[Any]:
    counted = select(func.count(Device.id)).where(Device.person_id == Person.id, *devices.signed_in())
    everybody = select(Person, counted.scalar_subquery()).where(Person.erased_at.is_(None))
    return everybody.options(selectinload(Person.groups))


def _groups() -> Select[Any]:
    members = select(func.count()).where(membership.c.group_id == Group.id)
    return select(Group, members.scalar_subquery())


def _in_one_cell(person: Person) -> str:
    """Their groups, so that the import parts them again: one with a comma in it is not two."""
    names = [group.name for group in person.groups]
    return "; ".join(names) + (";" if len(names) == 1 and "," in names[0] else "")


PEOPLE = List(
    query=_people,
    key=Person.id,
    columns=(
        Column("name", _("Name"), alphabetical(Person.name), lambda row: row[0].name),
        Column("email", _("E-mail address"), Person.email, lambda row: row[0].email),
        Column("groups", _("Groups"), None, lambda row: _in_one_cell(row[0])),
        Column("role", _("Role"), None, lambda row: ROLE_NAMES[row[0].role]),
        Column("language", _("Language"), None, lambda row: OWN_NAMES[row[0].language], on_page=False),
        Column(
            "state",
            _("Status"),
            None,
            lambda row: STATE_NAMES[ACTIVE if row[0].active else OUT],
            on_page=False,
        ),
        Column("devices", _("Devices")),
        Column("added", _("Added"), Person.id, lambda row: row[0].made_at, is_moment=True),
    ),
    start="name",
    search=(Person.name, Person.email),
    search_title=_("Name or e-mail address"),
    filters=(
        Filter("role", _("Any role"), ROLE_NAMES, lambda value: Person.role == value),
        Filter("group", _("Any group"), groups.names, lambda value: is_in(uuid.UUID(value))),
        Filter("state", _("Any status"), STATE_NAMES, lambda value: Person.active.is_(value == ACTIVE)),
        Filter(
            "connected",
            _("Connected or not"),
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
        Column("name", _("Group"), folded(Group.name), lambda row: row[0].name),
        Column("members", _("Members"), None, lambda row: row[1]),
    ),
    start="name",
    search=(Group.name,),
    search_title=_("Group"),
)


def members(group: uuid.UUID) -> List:
    """The people of one group."""
    return List(
        query=lambda: select(Person).where(is_in(group)),
        key=Person.id,
        columns=(
            Column("name", _("Name"), alphabetical(Person.name), lambda person: person.name),
            Column("email", _("E-mail address"), Person.email, lambda person: person.email),
        ),
        start="name",
        search=(Person.name, Person.email),
        search_title=_("Name or e-mail address"),
    )


def candidates(session: Session, group: uuid.UUID, words: str) -> list[Person]:
    """The first people who fit the search and are not in the group yet."""
    query = select(Person).where(Person.active, ~is_in(group), has_words(words, *PEOPLE.search))
    return list(session.scalars(query.order_by(alphabetical(Person.name), Person.id).limit(20)))
