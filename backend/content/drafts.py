"""A page that somebody found becomes a draft, once."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.content import addresses, pictures
from backend.content.models import DRAFT, Item, Picture

FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True)
class Found:
    """Something to share. `language` and `picture` where they are told."""

    url: str
    title: str
    description: str = ""
    source: str = ""
    language: str | None = None
    picture: str = ""
    picture_alt: str = ""


def twin(session: Session, url: str, other_than: uuid.UUID | None = None) -> Item | None:
    """An item that leads to the same page."""
    same = Item.url_key == addresses.key(url), Item.id != (other_than or uuid.UUID(int=0))
    return session.scalar(select(Item).where(*same).order_by(Item.id).limit(1)) if url else None


def add(session: Session, found: Found, picture: bytes | None = None) -> Item:
    """A draft of a page."""
    item = Item(
        url=found.url,
        url_key=addresses.key(found.url),
        title=found.title,
        description=found.description,
        source=found.source or addresses.site(found.url)[:120],
        language=found.language or FALLBACK_LANGUAGE,
        status=DRAFT,
    )
    if picture:
        kind, alt = pictures.media_type(picture), found.picture_alt or found.title
        item.picture = Picture(media_type=kind, data=picture, alt=alt)
    session.add(item)
    session.flush()
    return item
