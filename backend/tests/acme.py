"""What Acme has in the tests: rules in force, and something to share. For use with the fixture `tx`."""

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from backend.content.models import PUBLISHED, Caption, Item, Topic
from backend.db import now
from backend.rules import examples
from backend.rules.models import Release
from backend.rules.releases import publishing, sources

RULES = Path(__file__).parent / "rules_api" / "rules"  # few and small: the shipped packs have their own tests
PRAISE = "You should try FlowDesk, the best there is."  # `warn` by nosy-praise
OUTRAGE = "Globex is a bunch of thieves."  # `confirm` by thieves
FINE = "Our robot folds laundry now."


def rules_in_force(session: Session) -> Release:
    """The small pack of the tests, seeded and published for Acme."""
    sources.seed(session, examples.organisation(), RULES)
    return publishing.publish(session, None, "first release")


def topic(session: Session) -> Topic:
    """Household robots."""
    words = {"en": ["robot", "vacuum"], "de": ["Roboter", "Staubsauger"]}
    found = Topic(name="Household robots", words=words)
    session.add(found)
    return found


def item(session: Session, **fields: Any) -> Item:
    """A published item with a caption for LinkedIn and one for X; `fields` overrides columns."""
    usual: dict[str, Any] = {
        "url": "https://acme.example/folding?lang=en",
        "title": "A robot that folds",
        "source": "Acme blog",
        "language": "en",
        "status": PUBLISHED,
        "valid_from": now() - timedelta(hours=1),
        "captions": [
            Caption(platform="linkedin", language="en", text=FINE),
            Caption(platform="x", language="en", text=FINE),
        ],
    }
    found = Item(**(usual | fields))
    session.add(found)
    session.flush()
    return found


def share_of(item: Item, text: str = FINE, platform: str = "linkedin", **more: Any) -> dict[str, Any]:
    """The request that shares an item's caption with this text."""
    caption = next(one for one in item.captions if one.platform == platform)
    return {
        "item_id": str(item.id),
        "caption_id": str(caption.id),
        "platform": platform,
        "text": text,
        "acknowledged": [],
        **more,
    }


def key() -> dict[str, str]:
    """A fresh Idempotency-Key."""
    return {"Idempotency-Key": str(uuid.uuid4())}
