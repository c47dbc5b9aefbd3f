"""Topics: what items are about, with the words that a post about it has."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.content.models import Item, Topic, item_topic
from backend.db import now
from backend.db.folding import folded
from backend.db.named import is_free
from backend.errors import Conflict, NotFound


class Taken(Conflict):
    """Another topic has this name."""

    def __init__(self) -> None:
        super().__init__("There is a topic with this name.", "Choose another name.")


def all_of_them(session: Session) -> Sequence[Topic]:
    """All topics by name."""
    return session.scalars(select(Topic).order_by(folded(Topic.name), Topic.id)).all()


def get(session: Session, topic: uuid.UUID) -> Topic:
    """One topic. Raises NotFound."""
    found = session.get(Topic, topic)
    if found is None:
        raise NotFound("There is no such topic.")
    return found


def save(session: Session, topic: uuid.UUID | None, name: str, words: dict[str, list[str]]) -> Topic:
    """Write a new topic (None) or change one; the items under it count as changed too.

    Raises NotFound and Taken.
    """
    found = get(session, topic) if topic else Topic()
    if not is_free(session, Topic, name, topic):
        raise Taken
    with trail.change(session, "content.topic", found):
        found.name, found.words = name, words
        session.add(found)
    under = select(item_topic.c.item_id).where(item_topic.c.topic_id == found.id)
    session.execute(update(Item).where(Item.id.in_(under)).values(updated_at=now()))
    return found
