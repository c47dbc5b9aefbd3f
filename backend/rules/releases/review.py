"""A second person's yes: before rules are published, somebody else has read what changes.

Two different people want just this state in force: one asks, with the note under which it will be
published, the other says yes. Whoever of the admins publishes then does what both have read.
"""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from backend.audit import trail
from backend.audit.as_read import Meanwhile
from backend.db import now
from backend.errors import NotAllowed
from backend.people import installed, service as people
from backend.rules.language.faults import RuleFaults
from backend.rules.models import Release, Review
from backend.rules.releases import changes, publishing, sources
from backend.rules.releases.changes import Waiting


class NoYes(Exception):
    """Nobody else has said yes to just these changes."""


def is_wanted(session: Session) -> bool:
    """Does the organisation ask for a second person's yes?"""
    return installed.installation(session).reviews_rules


def choose(session: Session, on: bool) -> None:
    """From now on with a second person's yes, or without."""
    ours = installed.installation(session)
    trail.note(session, "rules.reviews", "", {"reviews_rules": ours.reviews_rules}, {"reviews_rules": on})
    ours.reviews_rules = on


def latest(session: Session) -> Review | None:
    """What was asked last, also of other changes than those that wait now."""
    with_people = joinedload(Review.asker), joinedload(Review.reviewer)
    return session.scalar(select(Review).options(*with_people))


def of(session: Session, state: str) -> Review | None:
    """What was asked about just these changes (changes.state), by somebody who is still there."""
    return as_asked(latest(session), state)


def as_asked(latest: Review | None, state: str) -> Review | None:
    """The last question, if it was asked about just these changes by somebody who is still there."""
    return latest if latest and latest.state == state and latest.asker_id else None


def turn_of(session: Session, person: uuid.UUID, waiting: Waiting) -> Review | None:
    """The question, if it is for `person` to answer it or, having asked, to go on or to ask anew (lapsed)."""
    asked = latest(session)
    if asked is None or not is_wanted(session):
        return None
    is_mine = asked.asker_id == person
    if asked.state != waiting.state:
        return asked if is_mine and lapsed(asked, waiting) else None
    return as_asked(asked, waiting.state) if is_mine != (asked.is_yes is None) else None


def lapsed(asked: Review, waiting: Waiting) -> bool:
    """Do other changes wait than those asked about, or beside another release?"""
    return asked.state != waiting.state and bool(waiting.changes)


def others(session: Session, person: uuid.UUID) -> list[str]:
    """The names of those who can say yes to what `person` asks."""
    return [one.name for one in people.staff(session) if one.id != person]


def ask(session: Session, person: uuid.UUID, read: str | None, note: str) -> None:
    """Ask for a yes to the changes as read, in place of an earlier question without one.

    Raises Meanwhile, and RuleFaults where they name a paragraph that is not there: the yes would be in vain.
    """
    changes.hold_as_read(session, read)
    rules, _lexicons = sources.parse(sources.texts(session))
    if faults := publishing.unwritten(session, rules):
        raise RuleFaults(faults)
    known = of(session, str(read))
    if known and known.is_yes and known.reviewer_id:
        raise Meanwhile
    session.merge(
        Review(
            installation_id=installed.installation(session).id,
            state=read,
            note=note,
            asker_id=person,
            asked_at=now(),
            **dict.fromkeys(("reviewer_id", "answered_at", "is_yes")),
            comment="",
        )
    )
    trail.note(session, "rules.review", "", after={"note": note})


def answer(session: Session, person: uuid.UUID, read: str | None, is_yes: bool, comment: str) -> None:
    """Say yes or no. Raises Meanwhile, and NotAllowed for the one who asked."""
    changes.hold_as_read(session, read)
    found = of(session, str(read))
    if found is None or found.is_yes is not None:  # somebody else was quicker
        raise Meanwhile
    if found.asker_id == person:
        raise NotAllowed("Nobody says yes to their own question.", "Ask a colleague to read it.")
    found.reviewer_id, found.answered_at = person, now()
    found.is_yes, found.comment = is_yes, comment
    trail.note(session, "rules.review", "", after={"answer": "yes" if is_yes else "no", "words": comment})


def publish(session: Session, person: uuid.UUID, read: str | None, note: str) -> Release:
    """Publish the changes as read: under `note`, or where a second yes is wanted, as that was asked for.

    Two people stand for the release: beside whoever publishes the one who said yes, else the one who asked.
    Raises Meanwhile, NoYes, RuleFaults.
    """
    changes.hold_as_read(session, read)
    found = of(session, str(read)) if is_wanted(session) else None
    if is_wanted(session) and not (found and found.is_yes and found.reviewer_id):
        raise NoYes
    second = None
    if found:
        note, second = found.note, found.asker_id if found.reviewer_id == person else found.reviewer_id
    made = publishing.publish(session, person, note)
    made.reviewer_id = second
    return made
