"""The curators' lists, as tables of columns and filters (backend/pages/lists.py)."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from backend.content import topics, visible
from backend.content.models import Item, Tip, Topic, item_audience, item_topic
from backend.content.names import STATUS_NAMES, TIP_STATE_NAMES
from backend.db import now
from backend.db.folding import alphabetical, folded
from backend.pages.list_shapes import Column, Filter, List, View
from backend.people import groups
from backend.people.names import LANGUAGE_NAMES

SOON = timedelta(days=7)
PINNED, NOW, COMING, ENDING, ENDED, FOR_NOBODY = "pinned", "now", "coming", "ending", "ended", "nobody"
TIME_NAMES = {
    PINNED: _("Pinned"),
    NOW: _("In its time"),
    COMING: _("Begins later"),
    ENDING: _("Ends within a week"),
    ENDED: _("Ended"),
    FOR_NOBODY: _("For nobody"),
}


def joined(things: Iterable[Any]) -> str:
    """The names of topics or groups in one cell."""
    return ", ".join(one.name for one in things)


def for_whom(item: Item) -> str:
    """Who may see it."""
    nobody = gettext("Nobody: its group was deleted")
    return joined(item.groups) or str(nobody if item.audience_gone else gettext("Everybody"))


def _topic_names(session: Session) -> dict[str, str]:
    return {str(one.id): one.name for one in topics.all_of_them(session)}


def _is_about(topic: str) -> ColumnElement[bool]:
    return Item.id.in_(select(item_topic.c.item_id).where(item_topic.c.topic_id == uuid.UUID(topic)))


def _is_meant_for(group: str) -> ColumnElement[bool]:
    return Item.id.in_(select(item_audience.c.item_id).where(item_audience.c.group_id == uuid.UUID(group)))


def _time(value: str) -> ColumnElement[bool]:
    at = now()
    return {
        PINNED: Item.pinned.is_(True),
        NOW: visible.is_in_time(at),
        COMING: Item.valid_from > at,
        ENDING: Item.valid_until.between(at, at + SOON),
        ENDED: Item.valid_until < at,
        FOR_NOBODY: Item.audience_gone.is_(True),
    }[value]


ITEMS = List(
    query=lambda: select(Item).options(selectinload(Item.topics), selectinload(Item.groups)),
    key=Item.id,
    columns=(
        Column("title", _("Title"), alphabetical(Item.title), lambda item: item.title),
        Column("source", _("Source"), None, lambda item: item.source, on_page=False),
        Column("link", _("Link"), None, lambda item: item.url, on_page=False),
        Column("topics", _("Topics"), None, lambda item: joined(item.topics)),
        Column("groups", _("For whom"), None, for_whom),
        Column("language", _("Language"), None, lambda item: LANGUAGE_NAMES[item.language]),
        Column("from", _("From"), None, lambda item: item.valid_from, on_page=False, is_moment=True),
        Column("until", _("Until"), Item.valid_until, lambda item: item.valid_until, is_moment=True),
        Column("added", _("Added"), Item.id, lambda item: item.made_at, is_moment=True),
        Column("status", _("Status"), None, lambda item: STATUS_NAMES[item.status]),
    ),
    start="-added",
    search=(Item.title, Item.source, Item.url),
    search_title=_("Title, source or link"),
    filters=(
        Filter("status", _("Any status"), STATUS_NAMES, lambda value: Item.status == value),
        Filter("topic", _("Any topic"), _topic_names, _is_about),
        Filter("group", _("Any group"), groups.names, _is_meant_for),
        Filter("language", _("Any language"), LANGUAGE_NAMES, lambda value: Item.language == value),
        Filter("time", _("Any time"), TIME_NAMES, _time),
    ),
    views=(
        View(_("Drafts"), {"status": "draft"}),
        View(_("In the feeds"), {"status": "published", "time": NOW}),
        View(_("Begins later"), {"status": "published", "time": COMING}),
        View(_("Ends within a week"), {"status": "published", "time": ENDING}),
    ),
)
TOPICS = List(
    query=lambda: select(Topic),
    key=Topic.id,
    columns=(
        Column("name", _("Topic"), folded(Topic.name), lambda topic: topic.name),
        Column("words_de", _("German words"), None, lambda topic: ", ".join(topic.words.get("de", []))),
        Column("words_en", _("English words"), None, lambda topic: ", ".join(topic.words.get("en", []))),
    ),
    start="name",
    search=(Topic.name,),
    search_title=_("Topic"),
)
TIPS = List(
    query=lambda: select(Tip).options(selectinload(Tip.proposals)),
    key=Tip.id,
    columns=(
        Column("page", _("Page"), alphabetical(Tip.title), lambda tip: tip.title),
        Column("link", _("Link"), None, lambda tip: tip.url, on_page=False),
        Column("why", _("Why"), None, lambda tip: " / ".join(one.note for one in tip.proposals if one.note)),
        Column("people", _("People"), None, lambda tip: len(tip.proposals)),
        Column("since", _("Since"), Tip.id, lambda tip: tip.made_at, is_moment=True),
        Column("state", _("Status"), None, lambda tip: TIP_STATE_NAMES[tip.state]),
        Column("answer", _("Answer"), None, lambda tip: tip.answer, on_page=False),
    ),
    start="-since",
    search=(Tip.title, Tip.url),
    search_title=_("Title or link"),
    filters=(Filter("state", _("Any status"), TIP_STATE_NAMES, lambda value: Tip.state == value),),
    views=tuple(View(name, {"state": state}) for state, name in TIP_STATE_NAMES.items()),
)
