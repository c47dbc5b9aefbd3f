"""The list of changes (backend/pages/lists.py)."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, Text, case, select, type_coerce
from sqlalchemy.orm import Session, aliased

from backend import auth
from backend.audit.kinds import AREAS, KINDS
from backend.audit.models import AuditEntry
from backend.audit.pages.telling import FOR_ADMINS, tell
from backend.dates import zone
from backend.db.folding import folded
from backend.pages.list_shapes import Column, Filter, List
from backend.people.models import Person

ACTOR, ABOUT = aliased(Person), aliased(Person)
TERMINAL, ERASED = _("terminal"), _("somebody who was erased")


def actor(entry: AuditEntry, name: str | None) -> str:
    """Who it was."""
    return name or str(TERMINAL if entry.who_salt else ERASED)


def changes(names: Mapping[str, str]) -> List:
    """All of them; `names`: of the people and groups that the exported ones mention."""
    return List(
        query=_changes,
        key=AuditEntry.number,
        columns=(
            Column("number", _("Number"), AuditEntry.number, lambda row: row[0].number),
            Column(
                "at", _("When"), None, lambda row: f"{zone.here(row[0].at):%Y-%m-%d %H:%M:%S}", is_moment=True
            ),
            Column("who", _("Who"), None, lambda row: actor(row[0], row[1])),
            Column("kind", _("What"), None, lambda row: KINDS[row[0].kind]),
            Column("name", _("Which"), None, lambda row: row[2] or tell(row[0], names).name, on_page=False),
            Column("change", _("Before and after"), None, lambda row: tell(row[0], names).line),
        ),
        start="-number",
        search=(_readable(), ACTOR.name, ABOUT.name),
        search_title=_("Name or words"),
        filters=(
            Filter("area", _("Any subject"), AREAS, lambda area: AuditEntry.kind.startswith(f"{area}.")),
            Filter("who", _("Anybody"), _actors, lambda who: AuditEntry.actor_id == uuid.UUID(who)),
        ),
    )


def _readable() -> ColumnElement[str | None]:
    """The words that are told to whoever looks: a search finds no others."""
    told = AuditEntry.words if auth.may("admin") else case((AuditEntry.kind != FOR_ADMINS, AuditEntry.words))
    return type_coerce(told, Text)


def _changes() -> Select[*tuple[Any, ...]]:
    found = select(AuditEntry, ACTOR.name, ABOUT.name).outerjoin(ACTOR, ACTOR.id == AuditEntry.actor_id)
    return found.outerjoin(ABOUT, ABOUT.id == AuditEntry.about_id)


def _actors(session: Session) -> dict[str, str]:
    found = select(Person.id, Person.name).where(Person.id.in_(select(AuditEntry.actor_id)))
    return {str(key): name for key, name in session.execute(found.order_by(folded(Person.name), Person.id))}
