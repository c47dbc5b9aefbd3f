"""Pilots: planned, measured week by week, and rolled out."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from backend.audit import as_read, trail
from backend.content import visible
from backend.content.models import Item, item_audience
from backend.dates import weeks
from backend.db import now
from backend.errors import Conflict, NotFound
from backend.people.models import Group
from backend.pilots.models import OVER, PLANNED, Pilot
from backend.reports import counted


def get(session: Session, pilot: uuid.UUID) -> Pilot:
    """One of them. Raises NotFound."""
    found = session.get(Pilot, pilot)
    if found is None:
        raise NotFound("There is no such pilot.")
    return found


def earliest_baseline(session: Session, group: uuid.UUID) -> date:
    """From which Monday on the group's figures are apart: since then, or from this week on."""
    this_week = weeks.monday_of(weeks.sunday_of(weeks.today()))
    return counted.since(session).get(group, this_week)


def plan(session: Session, group: uuid.UUID, **fields: Any) -> Pilot:
    """A new pilot; from now on its group is counted apart. Raises Conflict for a baseline before that."""
    pilot = Pilot(group_id=group, part=str(group), **fields)
    if pilot.measured_from < earliest_baseline(session, group):
        raise Conflict("Its baseline would begin before the group is counted apart.", "Begin it later.")
    counted.begin(session, group)
    with trail.change(session, "pilots.pilot", pilot):
        session.add(pilot)
    return pilot


def reword(session: Session, pilot: uuid.UUID, read: str | None, **words: Any) -> None:
    """Another name or owner; another question only before its first day: none is found to fit what came out.

    Raises NotFound, Conflict, and Meanwhile where it is not as read.
    """
    found = get(session, pilot)
    as_read.hold(session, found, read)
    if "question" in words and not found.may_ask:
        raise Conflict("The question of this pilot is being answered.", "Leave it as it is.")
    with trail.change(session, "pilots.pilot", found):
        for name, value in words.items():
            setattr(found, name, value)


def delete(session: Session, pilot: uuid.UUID) -> None:
    """One that was planned and not begun. Raises NotFound and Conflict."""
    found = get(session, pilot)
    if found.state != PLANNED:
        raise Conflict("This pilot is being measured.", "Let it run; its report stays.")
    with trail.change(session, "pilots.pilot", found):
        session.delete(found)


def roll_out(session: Session, pilot: uuid.UUID, groups: Collection[uuid.UUID]) -> None:
    """What was meant for the pilot's group is from now on meant for these groups too; they are counted apart.

    Raises NotFound, and Conflict before the pilot is over.
    """
    found = get(session, pilot)
    if found.state != OVER:
        raise Conflict("This pilot is not over.", "Roll it out after its last day.")
    chosen = session.scalars(select(Group).where(Group.id.in_(groups), Group.id != found.group_id)).all()
    more = [group for group in chosen if group not in found.further]
    meant = select(Item).options(selectinload(Item.groups)).where(_is_meant_for(found.group_id))
    for item in session.scalars(meant):
        item.groups.extend(group for group in more if group not in item.groups)
        item.updated_at = now()
    for group in more:
        counted.begin(session, group.id)
    with trail.change(session, "pilots.pilot", found):
        found.further.extend(more)
        found.rolled_out_at = now() if more else found.rolled_out_at


def items_meant_for(session: Session, group: uuid.UUID | None) -> int:
    """How many published items name this group; it sees what is for everybody, too."""
    return (
        session.scalar(select(func.count(Item.id)).where(visible.is_open(now()), _is_meant_for(group))) or 0
    )


def _is_meant_for(group: uuid.UUID | None) -> ColumnElement[bool]:
    return Item.id.in_(select(item_audience.c.item_id).where(item_audience.c.group_id == group))
