"""Groups whose figures are kept apart."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.dates import weeks
from backend.db.folding import folded
from backend.people.models import Group
from backend.reports.models import CountedGroup


@dataclass(frozen=True)
class Part:
    """A group as reports know it. `since`: the Monday since when it is counted apart, if it is."""

    part: str
    name: str
    since: date | None


def groups(session: Session) -> list[Part]:
    """All groups, counted apart or not."""
    query = select(Group.id, Group.name, CountedGroup.since).outerjoin(
        CountedGroup, CountedGroup.group_id == Group.id
    )
    return [Part(str(key), name, since) for key, name, since in session.execute(query)]


def since(session: Session) -> dict[uuid.UUID, date]:
    """The groups that are counted apart, and since which Monday."""
    found = session.execute(select(CountedGroup.group_id, CountedGroup.since))
    return {group: since for group, since in found}  # noqa: C416 - a result is no pair


def begin(session: Session, group: uuid.UUID) -> None:
    """From this week on, unless it is already."""
    if session.get(CountedGroup, group) is None:
        monday = weeks.monday_of(weeks.sunday_of(weeks.today()))
        session.add(CountedGroup(group_id=group, since=monday))
        session.flush()


def choose(session: Session, groups: Collection[uuid.UUID]) -> None:
    """Just these from now on; what is counted stays as it is. Ids of no group are left out."""
    before = [*apart(session).values()]
    session.execute(delete(CountedGroup).where(CountedGroup.group_id.not_in(groups)))
    for group in session.scalars(select(Group.id).where(Group.id.in_(groups))).all():
        begin(session, group)
    trail.note(session, "reports.groups", "", {"groups": before}, {"groups": [*apart(session).values()]})


def apart(session: Session) -> Mapping[str, str]:
    """The parts of the groups that are counted apart -> their names."""
    query = select(Group.id, Group.name).join(CountedGroup, CountedGroup.group_id == Group.id)
    return {str(key): name for key, name in session.execute(query.order_by(folded(Group.name), Group.id))}
