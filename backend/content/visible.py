"""Who may see and share which item now."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from backend.content import texts
from backend.content.models import PUBLISHED, WHOLE, Caption, Item, item_audience
from backend.db import look_up, now
from backend.errors import NotFound
from backend.pages.paging import Page, page_of
from backend.people.models import membership


def is_open(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Published and valid at this time."""
    started = Item.valid_from <= at
    return and_(Item.status == PUBLISHED, started, or_(Item.valid_until.is_(None), Item.valid_until > at))


def is_for(person: uuid.UUID | BindParameter[uuid.UUID]) -> ColumnElement[bool]:
    """Meant for everybody, or for a group of this person."""
    audience = item_audience.c.item_id == Item.id
    mine = select(membership.c.group_id).where(membership.c.person_id == person)
    everybody = and_(~exists().where(audience), Item.audience_gone.is_(False))
    return or_(everybody, exists().where(audience, item_audience.c.group_id.in_(mine)))


def _feed(*columns: Any) -> Select[Any]:
    """For the `person` and the time (`at`) it is run with."""
    visible = select(*columns).where(is_open(bindparam("at")), is_for(bindparam("person")))
    return visible.order_by(Item.pinned.desc(), Item.id.desc())


FEED = _feed(Item).options(*WHOLE)
TITLES = _feed(Item.id, Item.title, Item.url, Item.source, Item.language).limit(bindparam("most"))
TAGS = _feed(Item.id, Item.updated_at).limit(bindparam("most")).offset(bindparam("skipped"))
SHAREABLE = (
    select(
        *(Caption.id, Caption.item_id, Caption.language, Caption.text, Caption.is_question),
        *(Item.hashtags, Item.url),
    )
    .join(Item, Item.id == Caption.item_id)
    .where(Item.id == bindparam("item"), Caption.id == bindparam("caption"))
    .where(Caption.platform.in_((bindparam("platform"), "any")))
    .where(is_open(bindparam("at")), is_for(bindparam("person")))
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


def tag(person: uuid.UUID, page: int, size: int) -> str:
    """What a person's page of the feed is made of, in one query: ids and when each was last touched."""
    window = {"most": size + 1, "skipped": (page - 1) * size}
    rows = look_up(TAGS, person=person, at=now(), **window)
    more = len(rows) > size
    return f"{page}.{more}." + ".".join(f"{id.hex}:{at.timestamp()}" for id, at in rows[:size])


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
