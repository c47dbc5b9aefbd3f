"""What a person shared, for their own eyes: with how often each link was opened, and in all."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from backend.content.models import Item
from backend.pages.paging import Page, page_of
from backend.shares.models import POSTED, PREPARED, ClickDay, Share

TOLD = 100
OPENED = (
    select(func.coalesce(func.sum(ClickDay.clicks), 0)).where(ClickDay.share_id == Share.id).scalar_subquery()
)


def shares(session: Session, person: uuid.UUID, page: int, size: int) -> Page[Any]:
    """A page of (share, title of its item, how often its link was opened), the newest first."""
    query = select(Share, Item.title, OPENED).join(Item, Item.id == Share.item_id)
    mine = query.where(Share.person_id == person)
    return page_of(session, mine.order_by(Share.created_at.desc(), Share.id.desc()), page, size)


def waiting(session: Session, person: uuid.UUID, most: int) -> Sequence[Row[uuid.UUID, str, str]]:
    """Shares of which nobody knows yet whether they were posted: id, site, title of the item."""
    query = select(Share.id, Share.platform, Item.title).join(Item, Item.id == Share.item_id)
    open_ones = query.where(Share.person_id == person, Share.state == PREPARED)
    return session.execute(open_ones.order_by(Share.created_at.desc(), Share.id.desc()).limit(most)).all()


def title(session: Session, share: uuid.UUID) -> str:
    """What was shared."""
    return session.scalars(
        select(Item.title).join(Share, Share.item_id == Item.id).where(Share.id == share)
    ).one()


def items_posted(person: uuid.UUID) -> Select[uuid.UUID]:
    """What this person posted on a site already."""
    return select(Share.item_id).where(Share.person_id == person, Share.state == POSTED)


def items_posted_last(session: Session, person: uuid.UUID) -> Sequence[uuid.UUID]:
    """The same for the extension, which remembers what it was told: the newest first, a hundred at most."""
    newest = func.max(Share.created_at).desc(), Share.item_id
    query = items_posted(person).group_by(Share.item_id).order_by(*newest)
    return session.scalars(query.limit(TOLD)).all()


def totals(session: Session, person: uuid.UUID) -> tuple[int, int]:
    """How many shares were posted, and how often links were opened."""
    posted = select(func.count(Share.id)).where(Share.person_id == person, Share.state == POSTED)
    opened = select(func.sum(ClickDay.clicks)).join(Share, Share.id == ClickDay.share_id)
    theirs = opened.where(Share.person_id == person)
    shares, times = session.execute(select(posted.scalar_subquery(), theirs.scalar_subquery())).one()
    return shares, times or 0
