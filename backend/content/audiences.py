"""What becomes of content when a group goes: what was meant for it alone is shown to nobody, and says so."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, select, update
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.content.models import Item, item_audience
from backend.db import now
from backend.people import groups
from backend.people.models import Group, Person, membership


@dataclass(frozen=True)
class Consequences:
    """How many members a group has, how many items are meant for it alone, or for others too."""

    members: int
    alone: int
    shared: int


def consequences(session: Session, group: uuid.UUID) -> Consequences:
    """What deleting this group would mean. Raises NotFound."""
    groups.get(session, group)
    members = select(func.count()).where(membership.c.group_id == group)
    alone = session.scalars(select(func.count(Item.id)).where(_is_for_alone(group))).one()
    meant = session.scalars(select(func.count()).where(item_audience.c.group_id == group)).one()
    return Consequences(session.scalars(members).one(), alone, meant - alone)


def people_in(session: Session, wanted: Sequence[Group]) -> int:
    """How many people these groups have together, each counted once."""
    members = membership.c.group_id.in_([group.id for group in wanted])
    here = select(func.count(membership.c.person_id.distinct())).join(Person).where(members, Person.active)
    return session.scalars(here).one()


def delete_group(session: Session, group: uuid.UUID) -> None:
    """Without it, what was meant for it alone waits until a curator says for whom it is. Raises NotFound."""
    found = groups.get(session, group)
    mine = select(item_audience.c.item_id).where(item_audience.c.group_id == group)
    # until then another group that these are meant for waits with going
    session.execute(select(Item.id).where(Item.id.in_(mine)).order_by(Item.id).with_for_update())
    gone = update(Item).where(_is_for_alone(group)).values(audience_gone=True, updated_at=now())
    session.execute(gone, execution_options={"synchronize_session": False})
    with trail.change(session, "groups.group", found):
        session.delete(found)


def _is_for_alone(group: uuid.UUID) -> ColumnElement[bool]:
    mine = exists().where(item_audience.c.item_id == Item.id, item_audience.c.group_id == group)
    others = exists().where(item_audience.c.item_id == Item.id, item_audience.c.group_id != group)
    return and_(mine, ~others)
