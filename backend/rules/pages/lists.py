"""The lists of rules, lexicons and releases, as tables of columns (backend/pages/lists.py).

Rules and lexicons are YAML: what the lists look for in them goes into the query, as a table of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import CTE, Boolean, Integer, Text, cast, func, select
from sqlalchemy.orm import aliased

from backend.db import db, rows_of
from backend.db.folding import folded
from backend.pages.list_shapes import Column, Filter, List, View, Words
from backend.people.models import Person
from backend.reports.felt import NOTHING, Felt
from backend.rules.models import Release
from backend.rules.pages.forms import SEVERITY_NAMES, STATUS_NAMES
from backend.rules.pages.overview import Row

WAITS = "yes"
WAITS_NAMES = {WAITS: _("Not published")}
RANKS = {severity: rank for rank, severity in enumerate(SEVERITY_NAMES)}
TEXTS = ("file", "name", "says", "title", "example", "label", "severity", "status", "owner")
TOLD = {"shown": _("Spoke"), "followed": _("Followed"), "wrong": _("Called wrong"), "right": _("Felt right")}
NUMBERS = ("release", "rank", *TOLD)
KINDS: dict[str, type[Any]] = {
    **dict.fromkeys(TEXTS, Text),
    **dict.fromkeys(NUMBERS, Integer),
    "waits": Boolean,
}

REVIEWER = aliased(Person)
RELEASES = List(
    query=lambda: (
        select(Release, Person.name, REVIEWER.name)
        .outerjoin(Person, Person.id == Release.author_id)
        .outerjoin(REVIEWER, REVIEWER.id == Release.reviewer_id)
    ),
    key=Release.number,
    columns=(
        Column("number", _("Number"), Release.number, lambda row: row[0].number),
        Column("published", _("Published"), None, lambda row: row[0].published_at, is_moment=True),
        Column("by", _("By"), folded(Person.name), lambda row: row[1]),
        Column("second", _("Second yes"), folded(REVIEWER.name), lambda row: row[2]),
        Column("note", _("What was new"), None, lambda row: row[0].note),
    ),
    start="-number",
    search=(Release.note, Person.name, REVIEWER.name),
    search_title=_("What was new, or who published it"),
)


def rules_list(rows: Sequence[Row], felt: Mapping[str, Felt]) -> List:
    """Rules with what came of their hints lately (by the rule's name)."""
    table = _table(rows, felt)
    owners = {owner: owner for owner in sorted({row.owner for row in rows})}
    return List(
        query=lambda: select(table),
        key=table.c.file,
        columns=(
            Column("rule", _("Rule"), folded(table.c.title), lambda row: row.name),
            Column("says", _("What it says"), None, lambda row: row.says, on_page=False),
            Column("label", _("Kind"), None, lambda row: row.label, on_page=False),
            Column("status", _("Status"), None, lambda row: STATUS_NAMES[row.status], on_page=False),
            Column("owner", _("Owner"), None, lambda row: row.owner, on_page=False),
            Column("does", _("What it does"), table.c.rank, lambda row: SEVERITY_NAMES[row.severity]),
            Column("release", _("Since release"), table.c.release, lambda row: row.release),
            *(_told(table, name, title) for name, title in TOLD.items()),
        ),
        start="rule",
        search=(table.c.name, table.c.says, table.c.label, table.c.owner),
        search_title=_("Name, words, kind or owner"),
        filters=(
            Filter("status", _("Any status"), STATUS_NAMES, lambda value: table.c.status == value),
            Filter("does", _("Any severity"), SEVERITY_NAMES, lambda value: table.c.severity == value),
            Filter("owner", _("Any owner"), owners, lambda value: table.c.owner == value),
            Filter("waits", _("Published or not"), WAITS_NAMES, lambda _value: table.c.waits.is_(True)),
        ),
        views=(
            View(_("Not published"), {"waits": WAITS}),
            View(_("Drafts"), {"status": "draft"}),
            View(_("Asks once"), {"does": "confirm"}),
        ),
    )


def lexicons_list(rows: Sequence[Row]) -> List:
    """What rules look for."""
    table = _table(rows, {})
    return List(
        query=lambda: select(table),
        key=table.c.file,
        columns=(
            Column("name", _("List"), table.c.name, lambda row: row.name),
            Column("says", _("Finds text that …"), None, lambda row: row.says),
            Column("release", _("Since release"), table.c.release, lambda row: row.release),
        ),
        start="name",
        search=(table.c.name, table.c.says),
        search_title=_("Name, or what it finds"),
        filters=(
            Filter("waits", _("Published or not"), WAITS_NAMES, lambda _value: table.c.waits.is_(True)),
        ),
    )


def _told(table: CTE, name: str, title: Words) -> Column:
    """What is kept back is less than nothing."""
    return Column(name, title, func.coalesce(table.c[name], -1), lambda row: getattr(row, name))


def _table(rows: Sequence[Row], felt: Mapping[str, Felt]) -> CTE:
    cells = rows_of(db.engine.dialect, [_line(row, felt.get(row.name, NOTHING)) for row in rows])
    columns = [cast(cells[name].as_string(), kind).label(name) for name, kind in KINDS.items()]
    return select(*columns).cte("rules")


def _line(row: Row, felt: Felt) -> dict[str, Any]:
    told = {**vars(row), **vars(felt), "rank": RANKS.get(row.severity), "waits": row.pending}
    return {name: told[name] for name in KINDS}
