"""Lists of devices and invitations, as tables of columns and filters (backend/pages/lists.py)."""

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import joinedload

from backend.db import now
from backend.db.folding import alphabetical
from backend.pages.list_shapes import Column, Filter, List, View
from backend.people.models import Person
from backend.sign_in import devices
from backend.sign_in.models import Device, Invitation


def _devices() -> Select[Any]:
    joined = select(Device).join(Device.person).options(joinedload(Device.person))
    return joined.where(*devices.signed_in())


DEVICES = List(
    query=_devices,
    key=Device.id,
    columns=(
        Column("person", _("Person"), alphabetical(Person.name), lambda device: device.person.name),
        Column("device", _("Device"), None, lambda device: device.name),
        Column("connected", _("Connected"), Device.id, lambda device: device.created_at, is_moment=True),
    ),
    start="-connected",
    search=(Person.name, Person.email, Device.name),
    search_title=_("Person or device"),
)


OPEN, USED, EXPIRED = "open", "used", "expired"
INVITATION_STATES = {OPEN: _("Open"), USED: _("Used or replaced"), EXPIRED: _("Expired")}


def state_of(invitation: Invitation) -> str:
    """Does its code still work?"""
    if invitation.used_at:
        return USED
    return OPEN if invitation.expires_at > now() else EXPIRED


def _is_in_state(state: str) -> ColumnElement[bool]:
    if state == USED:
        return Invitation.used_at.is_not(None)
    in_time = Invitation.expires_at > now()
    return and_(Invitation.used_at.is_(None), in_time if state == OPEN else ~in_time)


INVITATIONS = List(
    query=lambda: select(Invitation, Person).join(Person, Person.id == Invitation.person_id),
    key=Invitation.id,
    columns=(
        Column("person", _("Person"), alphabetical(Person.name), lambda row: row[1].name),
        Column("email", _("E-mail address"), Person.email, lambda row: row[1].email),
        Column("invited", _("Invited"), Invitation.id, lambda row: row[0].made_at, is_moment=True),
        Column("expires", _("Until"), Invitation.expires_at, lambda row: row[0].expires_at, is_moment=True),
        Column("state", _("Status"), None, lambda row: INVITATION_STATES[state_of(row[0])]),
    ),
    start="-invited",
    search=(Person.name, Person.email),
    search_title=_("Name or e-mail address"),
    filters=(Filter("state", _("Any status"), INVITATION_STATES, _is_in_state),),
    views=(View(_("Open"), {"state": OPEN}), View(_("Expired"), {"state": EXPIRED})),
)
