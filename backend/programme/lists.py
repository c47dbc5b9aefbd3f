"""The list of seasons, as a table of columns and filters (backend/pages/lists.py)."""

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_, select

from backend.dates import weeks
from backend.db import now
from backend.db.folding import folded
from backend.pages.list_shapes import Column, Filter, List
from backend.programme.forms import STATE_NAMES
from backend.programme.models import Season


def _is(state: str) -> ColumnElement[bool]:
    """As Season.state says it of one."""
    has_begun, is_over = Season.starts <= now().date(), Season.ends < weeks.today()
    days = {"coming": ~has_begun, "running": and_(has_begun, ~is_over), "over": is_over}
    if state == "announced":
        return Season.announced_at.is_not(None)
    return and_(Season.announced_at.is_(None), days[state])


SEASONS = List(
    query=lambda: select(Season),
    key=Season.id,
    columns=(
        Column("name", _("Season"), folded(Season.name), lambda season: season.name),
        Column("starts", _("First day"), Season.starts, lambda season: season.starts),
        Column("ends", _("Last day"), Season.ends, lambda season: season.ends),
        Column("prize", _("Prize"), None, lambda season: season.prize),
        Column("state", _("Status"), None, lambda season: STATE_NAMES[season.state]),
        Column(
            "announced",
            _("Announced"),
            None,
            lambda season: season.announced_at,
            on_page=False,
            is_moment=True,
        ),
    ),
    start="-starts",
    search=(Season.name, Season.prize),
    search_title=_("Season or prize"),
    filters=(Filter("state", _("Any status"), STATE_NAMES, _is),),
)
