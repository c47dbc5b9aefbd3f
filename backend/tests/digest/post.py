"""Steps that the tests of the weekly mail share."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from sqlalchemy import select

from backend.content.models import Item
from backend.db import now
from backend.digest.models import Digest
from backend.tests import acme
from backend.tests.cast import Visitor

PAGE = "/me/mail/"
Send = Callable[[], None]


def published(session: Any, title: str = "Folding", minutes_ago: int = 10, **fields: Any) -> Item:
    """An item that is in the feeds since then."""
    at = now() - timedelta(minutes=minutes_ago)
    return acme.item(session, title=title, published_at=at, valid_from=at, **fields)


def switch_on(visitor: Visitor) -> None:
    visitor.pages.submit(PAGE, {"wanted": "on"})


def time_passes(session: Any, **time: int) -> None:
    """For the mail: everything was so much earlier."""
    for digest in session.scalars(select(Digest)):
        digest.due_at -= timedelta(**time)
        digest.told_until -= timedelta(**time)
    for item in session.scalars(select(Item)):
        item.published_at = item.valid_from = item.valid_from - timedelta(**time)


def text_of(letter: EmailMessage, kind: str = "plain") -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def way_out(letter: EmailMessage) -> str:
    """The path that the header names."""
    return re.sub(r"^<https?://[^/]+|>$", "", str(letter["List-Unsubscribe"]))
