"""Counting readers without knowing them: once a day, visitor and link, by a digest nobody can make again."""

import hashlib
import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import uuid_utils.compat
from sqlalchemy import Executable, and_, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from backend.content import addresses
from backend.content.models import PUBLISHED, Item
from backend.db import InsertInto, insert_for, look_up, run_built
from backend.people.models import Installation, Person
from backend.points import service as points
from backend.shares import links
from backend.shares.models import Click, ClickDay, Salt, Share, Visit


@dataclass(frozen=True)
class Link:
    """A tracked link: when it was posted, where it leads; None: it was not, that is gone.

    `person`: whose it is, if they want points for it. `salt`: of the day it was asked for, unless nobody
    came before.
    """

    share: uuid.UUID
    person: uuid.UUID | None
    posted_at: datetime | None
    target: str | None
    salt: bytes | None


# A click is the one thing that the whole world may ask of us: its statements are built once.
LINK = (
    select(
        Share.id,
        Person.id,
        Share.posted_at,
        Share.platform,
        Item.url,
        Item.campaign,
        Item.status,
        Item.valid_until,
        select(Installation.link_hosts).scalar_subquery(),
        select(Salt.salt).where(Salt.day == bindparam("today")).scalar_subquery(),
    )
    .join(Item, Item.id == Share.item_id)
    .outerjoin(Person, and_(Person.id == Share.person_id, Person.wants_points, Person.active))
    .where(Share.code == bindparam("code"))
)
FORGET = tuple(delete(table).where(table.day < bindparam("today")) for table in (Salt, Visit))
NEW_CLICK = insert(Click)


@cache
def _new_visit(insert_into: InsertInto) -> Executable:
    return insert_into(Visit).on_conflict_do_nothing().returning(Visit.day)


@cache
def _add_to_day(insert_into: InsertInto) -> Executable:
    more = {"clicks": ClickDay.clicks + 1}
    new = insert_into(ClickDay).on_conflict_do_update(index_elements=["day", "share_id"], set_=more)
    return new.returning(ClickDay.clicks)


def find(code: str, at: datetime) -> Link | None:
    """The link of a code, in one query."""
    found = look_up(LINK, code=code, today=at.date())
    if not found:
        return None
    share, person, posted_at, platform, url, campaign, status, until, hosts, salt = found[0]
    is_open = bool(url) and status == PUBLISHED and (until is None or until > at)
    may = is_open and addresses.is_on(url, hosts or ())
    target = links.target(url, platform, campaign) if may else None
    return Link(share, person, posted_at, target, salt)


def count(session: Session, link: Link, visitor: str, secret: str, at: datetime) -> bool:
    """Count this visitor's click unless they were here today; says whether it was counted.

    `visitor`: address, agent and code in one string, which leaves no trace but its digest, for a day.
    """
    day = at.date()
    key = secret.encode() + (link.salt or _salt(session, day))
    digest = hmac.digest(key, visitor.encode(), hashlib.sha256)
    if run_built(session, _new_visit(insert_for(session)), day=day, digest=digest).scalar() is None:
        return False
    add(session, link.share, link.person, at, posted=link.posted_at is not None)
    return True


def add(
    session: Session, share: uuid.UUID, person: uuid.UUID | None, at: datetime, *, posted: bool = True
) -> None:
    """A click that counts: its row, the day's sum and, where the share was posted, the sharer's points."""
    click = uuid_utils.compat.uuid7()
    run_built(session, NEW_CLICK, id=click, share_id=share, at=at)
    day = {"day": at.date(), "share_id": share, "clicks": 1}
    nth = run_built(session, _add_to_day(insert_for(session)), **day).scalar_one()
    if posted:
        points.award_click(session, person, share, click, nth, at)


def forget(session: Session, today: date) -> None:
    """Throw away the salts and digests of earlier days.

    Called by the first click of a day; where no click comes, by the worker and the start of a server.
    """
    for statement in FORGET:
        run_built(session, statement, today=today)


def _salt(session: Session, day: date) -> bytes:
    """The day's salt, made by whoever comes first; the one before is thrown away with all it keyed."""
    found = session.scalar(select(Salt.salt).where(Salt.day == day))
    if found is None:
        forget(session, day)
        session.execute(
            insert_for(session)(Salt).values(day=day, salt=secrets.token_bytes(32)).on_conflict_do_nothing()
        )
        found = session.scalars(select(Salt.salt).where(Salt.day == day)).one()
    return found
