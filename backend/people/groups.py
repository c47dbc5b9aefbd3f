"""Groups: the audiences of content, and who is in them."""

import uuid
from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db import insert_for
from backend.db.folding import folded
from backend.db.named import is_free
from backend.errors import Conflict, NotFound
from backend.people.models import Group, Person, membership

GONE = _("a group that is gone")  # what those that remember a deleted one call it
Member = tuple[uuid.UUID, uuid.UUID]  # person, group


class Taken(Conflict):
    """Another group has this name."""

    def __init__(self) -> None:
        super().__init__("There is a group with this name.", "Choose another name.")


def all_of_them(session: Session) -> Sequence[Group]:
    """All groups by name."""
    return session.scalars(select(Group).order_by(folded(Group.name), Group.id)).all()


def names(session: Session) -> dict[str, str]:
    """What a list is filtered by."""
    return {str(one.id): one.name for one in all_of_them(session)}


def get(session: Session, group: uuid.UUID) -> Group:
    """One group. Raises NotFound."""
    found = session.get(Group, group)
    if found is None:
        raise NotFound("There is no such group.")
    return found


def size(session: Session, group: uuid.UUID) -> int:
    """How many of its people are let in."""
    inside = select(func.count()).select_from(membership).join(Person, Person.id == membership.c.person_id)
    return session.scalars(inside.where(membership.c.group_id == group, Person.active)).one()


def save(session: Session, group: uuid.UUID | None, name: str) -> Group:
    """A new group (None), or a new name for one. Raises NotFound and Taken."""
    found = get(session, group) if group else Group()
    if not is_free(session, Group, name, group):
        raise Taken
    with trail.change(session, "groups.group", found):
        found.name = name
        session.add(found)
    return found


def add(session: Session, group: uuid.UUID, people: Sequence[uuid.UUID]) -> None:
    """Take people in; who is in already stays. Ids of nobody are left out. Raises NotFound."""
    name = get(session, group).name
    for person in session.scalars(select(Person.id).where(Person.id.in_(people))).all():
        new = insert_for(session)(membership).values(person_id=person, group_id=group)  # type: ignore[arg-type]
        if session.scalar(new.on_conflict_do_nothing().returning(membership.c.person_id)):
            trail.note(session, "groups.member", name, after={"group": name}, about=person)


def remove(session: Session, group: uuid.UUID, person: uuid.UUID) -> None:
    """Take somebody out; who is not in stays so. Raises NotFound."""
    name = get(session, group).name
    mine = membership.c.group_id == group, membership.c.person_id == person
    if session.scalar(delete(membership).where(*mine).returning(membership.c.person_id)):
        trail.note(session, "groups.member", name, {"group": name}, about=person)


def swap(session: Session, out: Sequence[Member], into: Sequence[Member]) -> None:
    """Take thousands out and in at once; the caller notes it, with whatever else it changes about them."""
    one = membership.c.person_id == bindparam("person"), membership.c.group_id == bindparam("group")
    if out:
        gone = [{"person": person, "group": group} for person, group in out]
        session.connection().execute(delete(membership).where(*one), gone)
    if into:
        new = [{"person_id": person, "group_id": group} for person, group in into]
        session.execute(insert_for(session)(membership).on_conflict_do_nothing(), new)  # type: ignore[arg-type]
