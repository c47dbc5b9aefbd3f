"""The list of versions, as a table of columns (backend/pages/lists.py)."""

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from backend.db.folding import folded
from backend.guidelines.models import Version
from backend.pages.list_shapes import Column, List
from backend.people.models import Person

VERSIONS = List(
    query=lambda: select(Version, Person.name).outerjoin(Person, Person.id == Version.author_id),
    key=Version.number,
    columns=(
        Column("number", _("Number"), Version.number, lambda row: row[0].number),
        Column("published", _("Published"), None, lambda row: row[0].published_at, is_moment=True),
        Column("by", _("By"), folded(Person.name), lambda row: row[1]),
        Column("note", _("What was new"), None, lambda row: row[0].note_en),
        Column("asks", _("Read anew"), Version.asks, lambda row: row[0].asks),
    ),
    start="-number",
    search=(Version.note_en, Version.note_de, Person.name),
    search_title=_("What was new, or who published it"),
)
