"""The lists of imports and feeds, as tables of columns and filters (backend/pages/lists.py)."""

from flask_babel import gettext, lazy_gettext as _
from sqlalchemy import Text, cast, select

from backend.db.folding import alphabetical
from backend.imports.models import Feed, Import
from backend.imports.names import STATE_NAMES
from backend.imports.reasons import words
from backend.pages.list_shapes import Column, Filter, List

IMPORTS = List(
    query=lambda: select(Import),
    key=Import.id,
    columns=(
        Column("addresses", _("Addresses"), None, lambda run: " ".join(run.addresses)),
        Column("started", _("Started"), Import.id, lambda run: run.made_at, is_moment=True),
        Column("added", _("New"), None, lambda run: len(run.lines("added"))),
        Column("known", _("Known already"), None, lambda run: len(run.lines("known"))),
        Column("flaws", _("Flaws"), None, lambda run: len(run.lines("flaw"))),
        Column("state", _("Status"), None, lambda run: STATE_NAMES[run.state]),
    ),
    start="-started",
    search=(cast(Import.addresses, Text),),
    search_title=_("Address"),
    filters=(Filter("state", _("Any status"), STATE_NAMES, lambda value: Import.state == value),),
)


def _state(feed: Feed) -> str:
    return words(feed.problem["reason"], feed.problem["detail"]) if feed.problem else str(gettext("good"))


FEEDS = List(
    query=lambda: select(Feed),
    key=Feed.id,
    columns=(
        Column("title", _("Feed"), alphabetical(Feed.title), lambda feed: feed.title),
        Column("address", _("Address"), None, lambda feed: feed.address, on_page=False),
        Column("read", _("Last read"), Feed.read_at, lambda feed: feed.read_at, is_moment=True),
        Column("problem", _("Status"), None, _state),
    ),
    start="title",
    search=(Feed.title, Feed.address),
    search_title=_("Title or address"),
)
