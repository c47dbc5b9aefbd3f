"""The list of releases, as a table of columns (backend/lists.py)."""

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from backend.lists import Column, List
from backend.people.models import Person
from backend.rules.models import Release

RELEASES = List(
    query=lambda: select(Release, Person.name).outerjoin(Person, Person.id == Release.author_id),
    key=Release.number,
    columns=(
        Column("number", _("Number"), Release.number, lambda row: row[0].number),
        Column("published", _("Published"), None, lambda row: row[0].published_at),
        Column("by", _("By"), func.lower(Person.name), lambda row: row[1]),
        Column("note", _("What was new"), None, lambda row: row[0].note),
    ),
    start="-number",
    search=(Release.note, Person.name),
    search_title=_("What was new, or who published it"),
)
