"""The picture of an item: from a file or the web, of a kind that every browser shows, not too big."""

import uuid

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.content.models import Item, Picture
from backend.errors import NotFound

MOST_BYTES = 2 * 1024 * 1024
# what a file says of itself counts, not its name; SVG is left out, since it can hold scripts
KINDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
TOO_LARGE = _("The picture is larger than 2 MB. 1200 by 627 points are enough.")
NO_PICTURE = _("This is no PNG, JPEG, GIF or WebP. Save the picture as one of these.")
NONE_YET = _("There is no picture yet. Choose a file, or give its address.")


class NoPicture(Exception):
    """The bytes are too many, or none of a picture that we take; says so in the reader's language."""


def media_type(data: bytes) -> str:
    """What kind of picture this is. Raises NoPicture."""
    if len(data) > MOST_BYTES:
        raise NoPicture(TOO_LARGE)
    known = [kind for start, kind in KINDS.items() if data.startswith(start)]
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        known = ["image/webp"]
    if not known:
        raise NoPicture(NO_PICTURE)
    return known[0]


def put(session: Session, item: Item, data: bytes | None, alt: str) -> None:
    """Give the item this picture, or (None) the one it has another description. Raises NoPicture."""
    if data is None and item.picture is None:
        raise NoPicture(NONE_YET)
    found = item.picture or Picture()
    with trail.change(session, "content.picture", found):
        if data is not None:
            found.media_type, found.data = media_type(data), data
        found.alt, item.picture = alt, found


def remove(session: Session, item: uuid.UUID) -> None:
    """Take it away."""
    found = session.get(Picture, item)
    if found:
        with trail.change(session, "content.picture", found):
            session.delete(found)


def get(session: Session, item: uuid.UUID) -> Picture:
    """The picture with its bytes. Raises NotFound."""
    found = session.get(Picture, item)
    if found is None:
        raise NotFound("This item has no picture.")
    return found
