"""Not everybody the same text, not everybody at once: whose turn it is follows from ids alone."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from backend.content.models import Caption, Item


def captions(captions: Iterable[Caption], person: uuid.UUID, language: str) -> list[Caption]:
    """In this person's order: those in their language first, then by lot."""
    return sorted(captions, key=lambda one: (one.language != language, _lot(person, one.id)))


def suggest_from(item: Item, person: uuid.UUID) -> datetime:
    """From when the item is suggested to this person beside posts; in their list it stands at once."""
    return item.valid_from + timedelta(days=item.spread_days) * _lot(person, item.id)


def _lot(person: uuid.UUID, thing: uuid.UUID) -> float:
    """From 0 to 1, as good as drawn by lot."""
    drawn = hashlib.sha256(person.bytes + thing.bytes).digest()
    return int.from_bytes(drawn[:6], "big") / 2**48
