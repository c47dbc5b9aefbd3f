"""People and the organisation they work for."""

import uuid
from collections.abc import Sequence
from typing import Any

import uuid_utils.compat
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db.folding import folded
from backend.errors import Conflict, NotFound
from backend.people import installed
from backend.people.models import LADDER, Person
from backend.people.pseudonyms import pseudonym
from backend.sites import modes

BY_NAME = (Person.active.desc(), folded(Person.name), Person.id)


def switch_board(session: Session, on: bool) -> None:
    """May those who want to be seen on a leaderboard? Without the organisation's yes there is none."""
    found = installed.installation(session)
    trail.note(session, "seasons.board", "", {"has_board": found.has_board}, {"has_board": on})
    found.has_board = on


def add_person(
    session: Session, name: str, email: str, role: str = "employee", language: str = "en"
) -> Person:
    """A new person. Raises Conflict when the e-mail address is taken."""
    if session.scalar(select(Person.id).where(Person.email == normal_email(email))):
        raise Conflict("There is a person with this e-mail address.", "Look for them in the list.")
    person = make_person(name, email, role, language)
    with trail.change(session, "people.person", person, person.id):
        session.add(person)
    return person


def make_person(name: str, email: str, role: str, language: str) -> Person:
    """Somebody new, who is in no database yet."""
    return Person(
        id=uuid_utils.compat.uuid7(),
        name=name.strip(),
        email=normal_email(email),
        role=role,
        language=language,
        pseudonym=pseudonym(),
    )


def has_admin(session: Session) -> bool:
    """Can anybody sign in who may invite others?"""
    return session.scalar(_active_admins().limit(1)) is not None


def admins(session: Session, hold: bool = False) -> Sequence[uuid.UUID]:
    """Those who can let others in. `hold`: others who would make one less wait for this transaction."""
    query = _active_admins().order_by(Person.id)
    return session.scalars(query.with_for_update(key_share=True) if hold else query).all()


def normal_email(email: str) -> str:
    """The form in which e-mail addresses are stored and compared."""
    return email.strip().lower()


def find_by_email(session: Session, email: str) -> Person | None:
    """The person with this address; whoever was erased has none."""
    theirs = Person.email == normal_email(email), Person.erased_at.is_(None)
    return session.scalar(select(Person).where(*theirs))


def get_person(session: Session, person: uuid.UUID) -> Person:
    """The person with this id. Raises NotFound."""
    found = session.get(Person, person)
    if found is None:
        raise NotFound("There is no such person.")
    return found


def everyone(session: Session) -> Sequence[Person]:
    """All people by name, active ones first."""
    return session.scalars(select(Person).where(Person.erased_at.is_(None)).order_by(*BY_NAME)).all()


def staff(session: Session) -> Sequence[Person]:
    """Those who change something on the admin site, by name."""
    query = select(Person).where(Person.active, Person.role.in_(LADDER[1:]))
    return session.scalars(query.order_by(folded(Person.name), Person.id)).all()


def about(session: Session, person: Person) -> dict[str, Any]:
    """What an employee is told about themselves, in the fields of MeSchema."""
    fields = ("id", "name", "role", "language", "wants_points", "on_leaderboard", "sends_outcomes")
    mine = {name: getattr(person, name) for name in fields}
    ours = installed.installation(session)
    return mine | {
        "organisation": ours.organisation,
        "is_formal": ours.is_formal,
        "modes": modes.chosen(session),
    }


def choose(
    session: Session,
    person: uuid.UUID,
    language: str | None = None,
    wants_points: bool | None = None,
    on_leaderboard: bool | None = None,
    sends_outcomes: bool | None = None,
) -> Person:
    """What an employee decides about themselves. Without points there is no place on the leaderboard."""
    found = get_person(session, person)
    found.language = language or found.language
    found.wants_points = found.wants_points if wants_points is None else wants_points
    found.on_leaderboard = found.on_leaderboard if on_leaderboard is None else on_leaderboard
    found.on_leaderboard = found.on_leaderboard and found.wants_points
    found.sends_outcomes = found.sends_outcomes if sends_outcomes is None else sends_outcomes
    return found


def give_role(session: Session, person: uuid.UUID, role: str) -> Person:
    """Another of ROLES, from the next page on. Raises NotFound, and Conflict for the last admin."""
    found = get_person(session, person)
    if found.erased_at:
        raise NotFound("There is no such person.")
    if role != "admin":
        must_not_be_the_last_admin(session, found)
    with trail.change(session, "people.person", found, person):
        found.role = role
    return found


def is_last_admin(session: Session, person: Person) -> bool:
    """Would nobody be left to let others in? It stays so to the end of the transaction."""
    return person.role == "admin" and admins(session, hold=True) == [person.id]


def must_not_be_the_last_admin(session: Session, person: Person) -> None:
    """Somebody must be able to let others in. Raises Conflict."""
    if is_last_admin(session, person):
        raise Conflict("This is the last admin.", "Make somebody else an admin first.")


def _active_admins() -> Select[uuid.UUID]:
    return select(Person.id).where(Person.role == "admin", Person.active)
