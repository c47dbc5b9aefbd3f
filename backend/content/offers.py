"""The feed as one person gets it: captions with their hashtags, in that person's order and time."""

import uuid
from typing import Any

from sqlalchemy.orm import Session

from backend import fewest
from backend.content import texts, turns, uses, visible
from backend.content.models import Caption, Item
from backend.pages.paging import Page

ITEM = ("id", "url", "title", "source", "language", "topics", "pinned", "valid_until")
CAPTION = ("id", "platform", "language", "is_question")


def feed(session: Session, person: uuid.UUID, language: str, page: int, size: int) -> Page[dict[str, Any]]:
    """A page of what this person may share now, as schemas.FeedItem sends it."""
    found = visible.page(session, person, page, size)
    least = fewest.of(session)
    return Page([_item(item, person, language, least) for item in found.items], found.page, found.more)


def one(session: Session, person: uuid.UUID, language: str, item: uuid.UUID) -> dict[str, Any]:
    """One item of this person's feed. Raises NotFound."""
    return _item(visible.one(session, person, item), person, language, fewest.of(session))


def _item(item: Item, person: uuid.UUID, language: str, least: int) -> dict[str, Any]:
    captions = turns.captions(item.captions, person, language)
    return {name: getattr(item, name) for name in ITEM} | {
        "captions": [_caption(caption, item.hashtags, least) for caption in captions],
        "suggest_from": turns.suggest_from(item, person),
    }


def _caption(caption: Caption, hashtags: list[str], least: int) -> dict[str, Any]:
    own = {name: getattr(caption, name) for name in CAPTION}
    return own | {"text": texts.whole(caption.text, hashtags), "used": uses.at_least(caption.people, least)}
