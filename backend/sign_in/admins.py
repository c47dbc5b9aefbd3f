"""Admins made at the server's own terminal: the first one, and the way back in for whoever lost theirs."""

from sqlalchemy.orm import Session

from backend.audit import trail
from backend.errors import NotFound
from backend.people import service
from backend.people.models import Person
from backend.sign_in import passwords, sessions


def add_admin(session: Session, name: str, email: str, password: str) -> None:
    """An admin who may sign in at once. Raises Conflict and Invalid (password too short)."""
    person = service.add_person(session, name, email, "admin")
    person.password_hash = passwords.make_hash(password)


def make_admin(session: Session, email: str, name: str | None, password: str) -> Person:
    """Whoever has this address is an admin with this password from now on; with `name`, also somebody new.

    Raises NotFound, and Invalid (password too short).
    """
    found = service.find_by_email(session, email) or _add(session, email, name)
    with trail.change(session, "people.person", found, found.id):
        found.role, found.active, found.deactivated_at = "admin", True, None
    found.password_hash = passwords.make_hash(password)
    trail.note(session, "people.person", "", after={"password_set": True}, about=found.id)
    sessions.end_all(session, found.id)
    return found


def _add(session: Session, email: str, name: str | None) -> Person:
    if not name:
        raise NotFound("Nobody here has this e-mail address.", "To make them an admin, add --name.")
    return service.add_person(session, name, email, "admin")
