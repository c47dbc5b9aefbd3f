"""How many colleagues posted a caption as it is: in steps, and never a figure of too few (house rule 7)."""

import uuid

from sqlalchemy import update
from sqlalchemy.orm import Session

from backend import fewest
from backend.content.models import Caption, Item
from backend.db import now

STEPS = (5, 10, 20, 50, 100, 200, 500, 1000)


def at_least(people: int, least: int) -> int:
    """The step that this many people have reached, `least` the first; 0: too few to be told."""
    return max((step for step in (least, *STEPS) if least <= step <= people), default=0)


def note(session: Session, caption: uuid.UUID) -> None:
    """One more person posted it as it is. A step that is reached changes the item, so that feeds tell it."""
    more = update(Caption).where(Caption.id == caption).values(people=Caption.people + 1)
    row = session.execute(more.returning(Caption.people, Caption.item_id)).one_or_none()
    if row and row.people in (*fewest.STEPS, *STEPS):
        session.execute(update(Item).where(Item.id == row.item_id).values(updated_at=now()))
