"""Who may see and share which item now."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from backend.content import texts
from backend.content.models import PUBLISHED, WHOLE, Caption, Item, item_audience
from backend.db import look_up, now
from backend.errors import NotFound
from backend.pages.paging import Page, page_of
from backend.people.models import Person, membership

Whom = uuid.UUID | BindParameter[uuid.UUID] | InstrumentedAttribute[uuid.UUID]
THE_PERSON: BindParameter[uuid.UUID] = bindparam("person")


def is_open(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Published and valid at this time."""
    return and_(Item.status == PUBLISHED, is_in_time(at))


def is_in_time(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Begun and not over at this time."""
    return and_(Item.valid_from <= at, or_(Item.valid_until.is_(None), Item.valid_until > at))


def is_for(person: Whom) -> ColumnElement[bool]:
    """Meant for everybody, or for a group of this person."""
    audience = item_audience.c.item_id == Item.id
    mine = select(membership.c.group_id).where(membership.c.person_id == person)
    mine = mine.correlate_except(membership)  # a column of a query further out is no table of this one
    everybody = and_(~exists().where(audience), Item.audience_gone.is_(False))
    return or_(everybody, exists().where(audience, item_audience.c.group_id.in_(mine)))


def _feed(*columns: Any, person: Whom = THE_PERSON) -> Select[Any]:
    """For the `person` and the time (`at`) it is run with."""
    visible = select(*columns).where(is_open(bindparam("at")), is_for(person))
    return visible.order_by(Item.pinned.desc(), Item.id.desc())


FEED = _feed(Item).options(*WHOLE)
TITLES = _feed(Item.id, Item.title, Item.url, Item.source, Item.language).limit(bindparam("most"))
_TOUCHED = cast(Item.id, String) + cast(Item.updated_at, String)
_TOUCHES = _feed(_TOUCHED.label("touched"), person=Person.id).correlate(Person)
_PAGE = _TOUCHES.limit(bindparam("most")).offset(bindparam("skipped")).subquery()
# beside a question for one person: what their page of the feed is made of
TAG = select(func.aggregate_strings(_PAGE.c.touched, ",")).scalar_subquery()
SHAREABLE = (
    select(
        *(Caption.id, Caption.item_id, Caption.language, Caption.text, Caption.is_question),
        *(Item.hashtags, Item.url),
    )
    .join(Item, Item.id == Caption.item_id)
    .where(Item.id == bindparam("item"), Caption.id == bindparam("caption"))
    .where(Caption.platform.in_((bindparam("platform"), "any")))
    .where(is_open(bindparam("at")), is_for(THE_PERSON))
)


@dataclass(frozen=True)
class Shareable:
    """A caption somebody may share, as it was offered, with its item's address ("": it has none)."""

    id: uuid.UUID
    item_id: uuid.UUID
    language: str
    text: str
    is_question: bool
    url: str


def window(page: int, size: int) -> dict[str, Any]:
    """What TAG is bound to. One item more than the page has: whether there is a next one is part of it."""
    return {"most": size + 1, "skipped": (page - 1) * size, "at": now()}


def tag(found: str | None) -> list[str]:
    """What TAG told, in an order of its own: ids and when each was last touched."""
    return sorted((found or "").split(","))


def page(session: Session, person: uuid.UUID, page: int, size: int) -> Page[Item]:
    """A page of what this person may share now: pinned first, then the newest."""
    return page_of(session, FEED.params(person=person, at=now()), page, size)


def not_on_page() -> NotFound:
    """What a page says to who asks for what they cannot share (any more)."""
    return NotFound("This is not in your feed (any more).", "Choose another one on your page.")


def one(session: Session, person: uuid.UUID, item: uuid.UUID) -> Item:
    """An item that this person may share now. Raises NotFound, whatever the reason they may not."""
    found: Item | None = session.scalar(FEED.where(Item.id == item), {"person": person, "at": now()})
    if found is None:
        raise not_on_page()
    return found


def first(
    session: Session, person: uuid.UUID, language: str, most: int, but: Select[uuid.UUID]
) -> Sequence[Row[uuid.UUID, str, str, str, str]]:
    """Of what this person may share now, but these items: id, title, url, source, language.

    Pinned first, then those in their language, then the newest.
    """
    order = Item.pinned.desc(), (Item.language == language).desc(), Item.id.desc()
    query = TITLES.where(Item.id.not_in(but)).order_by(None).order_by(*order)
    return session.execute(query, {"person": person, "at": now(), "most": most}).all()


def shareable(person: uuid.UUID, item: uuid.UUID, caption: uuid.UUID, platform: str) -> Shareable:
    """A caption of this person's feed that fits the platform, in one query.

    Raises NotFound, whatever the reason they may not have it.
    """
    wanted = {"item": item, "caption": caption, "platform": platform}
    found = look_up(SHAREABLE, **wanted, person=person, at=now())
    if not found:
        raise NotFound("This is not in your feed (any more).", "Sync, then choose another suggestion.")
    id, item_id, language, text, is_question, hashtags, url = found[0]
    return Shareable(id, item_id, language, texts.whole(text, hashtags), is_question, url)
