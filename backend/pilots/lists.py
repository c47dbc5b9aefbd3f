"""The list of pilots, as a table of columns and filters (backend/pages/lists.py)."""

import uuid

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from backend.db.folding import folded
from backend.pages.list_shapes import Column, Filter, List
from backend.people import groups
from backend.pilots.forms import STATE_NAMES
from backend.pilots.models import Pilot


def group_name(pilot: Pilot) -> str:
    """Of the group that tries it."""
    return str(pilot.group.name if pilot.group else groups.GONE)


PILOTS = List(
    query=lambda: select(Pilot).options(joinedload(Pilot.group), joinedload(Pilot.owner)),
    key=Pilot.id,
    columns=(
        Column("name", _("Pilot"), folded(Pilot.name), lambda pilot: pilot.name),
        Column("question", _("What is it to find out?"), None, lambda pilot: pilot.question, on_page=False),
        Column("group", _("Group"), None, group_name),
        Column("owner", _("Owner"), None, lambda pilot: pilot.owner and pilot.owner.name),
        Column("starts", _("First day"), Pilot.starts, lambda pilot: pilot.starts),
        Column("ends", _("Last day"), None, lambda pilot: pilot.ends),
        Column("state", _("Status"), None, lambda pilot: STATE_NAMES[pilot.state]),
    ),
    start="-starts",
    search=(Pilot.name, Pilot.question),
    search_title=_("Pilot or question"),
    filters=(
        Filter("group", _("Any group"), groups.names, lambda value: Pilot.group_id == uuid.UUID(value)),
    ),
)
