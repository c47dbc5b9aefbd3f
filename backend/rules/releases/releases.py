"""What was published: frozen and numbered releases, as they were made."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from sqlalchemy import Row, select
from sqlalchemy.orm import InstrumentedAttribute, Session, undefer

from backend.db import run_built
from backend.errors import NotFound
from backend.people.models import Person
from backend.rules.models import Release

IN_FORCE = select(Release.number, Release.sha256).order_by(Release.number.desc()).limit(1)
# the same, as columns of another question
IN_FORCE_BESIDE = tuple(
    IN_FORCE.with_only_columns(one).scalar_subquery() for one in IN_FORCE.selected_columns
)


def newest(session: Session, *parts: InstrumentedAttribute[Any]) -> Release | None:
    """The release in force; of its body and sources only these `parts`."""
    with_parts = [undefer(part) for part in parts]
    return session.scalar(select(Release).options(*with_parts).order_by(Release.number.desc()).limit(1))


def last_ones(session: Session) -> Sequence[Row[Release, str | None]]:
    """The last releases, the one in force first, with the name of who published each."""
    query = select(Release, Person.name).outerjoin(Person, Person.id == Release.author_id)
    return session.execute(query.order_by(Release.number.desc()).limit(50)).all()


def sources_of(session: Session, number: int) -> dict[str, str]:
    """What a release was made of, as `written` was then. Raises NotFound."""
    found = session.scalar(select(Release.sources).where(Release.number == number))
    if found is None:
        raise no_release(session, number)
    return found


def last_sources(session: Session) -> dict[str, str]:
    """What the release in force was made of; nothing before the first."""
    last = newest(session, Release.sources)
    return last.sources if last else {}


def tag(session: Session) -> tuple[int, str]:
    """Number and SHA-256 of the release in force. Raises NotFound before the first one."""
    return told(tuple(run_built(session, IN_FORCE).one_or_none() or (None, None)))


def told(in_force: tuple[Any, ...]) -> tuple[int, str]:
    """`tag`, from the row of IN_FORCE, or of IN_FORCE_BESIDE."""
    number, sha256 = in_force
    if number is None:
        raise NotFound("No rules have been published yet.", "Ask an admin to publish them.")
    return number, sha256


def body(session: Session, number: int) -> bytes:
    """The bytes of a release as sent."""
    return session.scalars(select(Release.body).where(Release.number == number)).one()


def no_release(session: Session, number: int) -> NotFound:
    """What is said of a number that was never published."""
    last = newest(session)
    return NotFound(
        gettext("There is no release %(number)s.", number=number),
        gettext("The newest is %(number)s.", number=last.number if last else 0),
    )
