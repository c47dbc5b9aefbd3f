"""Counting readers without knowing them: once a day, visitor and link, by a digest nobody can make again."""

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import date, datetime

import uuid_utils.compat
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.content.models import PUBLISHED, Item
from backend.db import insert
from backend.points import service as points
from backend.shares import links
from backend.shares.models import POSTED, Click, ClickDay, Salt, Share, Visit


@dataclass(frozen=True)
class Link:
    """A tracked link: whose it is, whether it was posted, where it leads (None when that is gone)."""

    share: uuid.UUID
    person: uuid.UUID | None
    posted: bool
    target: str | None


def find(session: Session, code: str, at: datetime) -> Link | None:
    """The link of a code, in one query."""
    query = (
        select(
            Share.id,
            Share.person_id,
            Share.state,
            Share.platform,
            Item.url,
            Item.status,
            Item.valid_until,
        )
        .join(Item, Item.id == Share.item_id)
        .where(Share.code == code)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    share, person, state, platform, url, status, until = found
    is_open = status == PUBLISHED and (until is None or until > at)
    target = links.target(url, platform) if is_open else None
    return Link(share, person, state == POSTED, target)


def count(session: Session, link: Link, visitor: str, secret: str, at: datetime) -> bool:
    """Count this visitor's click unless they were here today; says whether it was counted.

    `visitor`: address, agent and code in one string, which leaves no trace but its digest, for a day.
    """
    day = at.date()
    key = secret.encode() + _salt(session, day)
    digest = hmac.digest(key, visitor.encode(), hashlib.sha256)
    visit = insert(session, Visit).values(day=day, digest=digest).on_conflict_do_nothing()
    if session.scalar(visit.returning(Visit.day)) is None:
        return False
    add(session, link.share, link.person, at, posted=link.posted)
    return True


def add(
    session: Session, share: uuid.UUID, person: uuid.UUID | None, at: datetime, *, posted: bool = True
) -> None:
    """A click that counts: its row, the day's sum and, where the share was posted, the sharer's points."""
    click = uuid_utils.compat.uuid7()
    session.execute(insert(session, Click).values(id=click, share_id=share, at=at))
    nth = _add_to_day(session, share, at.date())
    if posted:
        points.award_click(session, person, share, click, nth, at)


def forget(session: Session, today: date) -> None:
    """Throw away the salts and digests of earlier days.

    Called by the first click of a day, and by shares and the start of a server where no click comes.
    """
    for table in (Salt, Visit):
        session.execute(delete(table).where(table.day < today))


def _salt(session: Session, day: date) -> bytes:
    """The day's salt, made by whoever comes first; the one before is thrown away with all it keyed."""
    found = session.scalar(select(Salt.salt).where(Salt.day == day))
    if found is None:
        forget(session, day)
        session.execute(
            insert(session, Salt).values(day=day, salt=secrets.token_bytes(32)).on_conflict_do_nothing()
        )
        found = session.scalars(select(Salt.salt).where(Salt.day == day)).one()
    return found


def _add_to_day(session: Session, share: uuid.UUID, day: date) -> int:
    new = insert(session, ClickDay).values(day=day, share_id=share, clicks=1)
    summed = new.on_conflict_do_update(
        index_elements=["day", "share_id"], set_={"clicks": ClickDay.clicks + 1}
    )
    return int(session.scalars(summed.returning(ClickDay.clicks)).one())
