"""What is new to share for one person, and how their points stand."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from backend.content.models import Item
from backend.content.visible import is_for, is_open
from backend.db import now
from backend.guidelines import standing
from backend.guidelines.standing import Standing
from backend.people.models import Person
from backend.points import service as points
from backend.points.models import PointsDay
from backend.shares.models import POSTED, Share

MOST = 5
# what is being published in this very moment is not there yet for all to see, and told the next time
SETTLED = timedelta(minutes=1)


@dataclass(frozen=True)
class Points:
    """`week`: those of the last seven days."""

    total: int
    week: int


@dataclass(frozen=True)
class News:
    """What the weekly mail tells. `more`: how many items there are beside those it names."""

    items: Sequence[Item]
    more: int
    points: Points | None
    until: datetime
    guidelines: Standing | None = None


def of_person(session: Session, person: Person, since: datetime) -> News | None:
    """What came since then and they did not share, in their language first; None where there is nothing."""
    at = now()
    until = at - SETTLED
    wanted = and_(is_open(at), is_for(person.id), _came_between(since, until), ~_shared_by(person.id))
    count = session.scalars(select(func.count(Item.id)).where(wanted)).one()
    order = Item.pinned.desc(), (Item.language == person.language).desc(), Item.id.desc()
    items = session.scalars(select(Item).where(wanted).order_by(*order).limit(MOST)).all()
    collected = _points(session, person.id, at) if person.wants_points else None
    if not items:
        return None
    return News(items, count - len(items), collected, until, standing.of_person(session, person.id))


def _came_between(since: datetime, until: datetime) -> ColumnElement[bool]:
    """Published and valid by `until`, not both by `since`."""
    there = and_(Item.published_at <= until, Item.valid_from <= until)
    return and_(there, or_(Item.published_at > since, Item.valid_from > since))


def _shared_by(person: uuid.UUID) -> ColumnElement[bool]:
    return exists().where(Share.item_id == Item.id, Share.person_id == person, Share.state == POSTED)


def _points(session: Session, person: uuid.UUID, at: datetime) -> Points:
    week = select(func.sum(PointsDay.points)).where(
        PointsDay.person_id == person, PointsDay.day > at.date() - timedelta(days=7)
    )
    return Points(points.total(session, person), session.scalar(week) or 0)
