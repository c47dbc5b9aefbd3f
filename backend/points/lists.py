"""A person's ledger, as their own page and the extension show it."""

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.content.models import Item, Tip
from backend.pages.paging import Page, page_of
from backend.points.models import Entry
from backend.shares.models import Share


def entries(session: Session, person: uuid.UUID, page: int, size: int) -> Page[tuple[Entry, str | None]]:
    """Newest first: entries with the title of what was shared or proposed."""
    query = (
        select(Entry, func.coalesce(Item.title, Tip.title))
        .outerjoin(Share, Share.id == Entry.share_id)
        .outerjoin(Item, Item.id == Share.item_id)
        .outerjoin(Tip, Tip.id == Entry.tip_id)
        .where(Entry.person_id == person)
        .order_by(Entry.id.desc())
    )
    return page_of(session, query, page, size)
