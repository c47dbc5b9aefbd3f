"""Who is let in: nobody who was deactivated, until they are let in again."""

import uuid

from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db import now
from backend.people import service
from backend.sign_in import sessions


def deactivate(session: Session, person: uuid.UUID) -> None:
    """Close all doors to a person at once. Raises Conflict for the last admin."""
    found = service.get_person(session, person)
    service.must_not_be_the_last_admin(session, found)
    with trail.change(session, "people.person", found, person):
        found.active, found.deactivated_at = False, found.deactivated_at or now()
    sessions.end_all(session, person)


def reactivate(session: Session, person: uuid.UUID) -> None:
    """Let a person in again."""
    found = service.get_person(session, person)
    with trail.change(session, "people.person", found, person):
        found.active, found.deactivated_at = True, None
