"""What the organisation limits: how often a person shares a day, and where tracked links may lead."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from flask_babel import gettext
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.audit.as_read import must_be
from backend.content import addresses
from backend.content.models import PUBLISHED, Item
from backend.db import run_built
from backend.errors import Conflict
from backend.people import installed
from backend.people.models import Installation, Person
from backend.shares.models import Share

# asked with every share: built once
CAP = select(Installation.shares_per_day)
ONE_AT_A_TIME = select(Person.id).where(Person.id == bindparam("person")).with_for_update(key_share=True)
# whatever became of them: what was given up can still be posted
SHARED = select(func.count()).where(
    Share.person_id == bindparam("person"), Share.created_at >= bindparam("since")
)


class Reached(Conflict):
    """`most`: as often as the organisation has set for a day."""

    def __init__(self, most: int) -> None:
        super().__init__(
            gettext("Enough for today: your organisation has set a limit of %(n)s a day.", n=most),
            "Your text is still here. Share it tomorrow, or let the popup remind you.",
        )


def check(session: Session, person: uuid.UUID, at: datetime) -> None:
    """May this person share once more today? Their row stays locked meanwhile. Raises Reached."""
    most = run_built(session, CAP).scalar()
    if most is None:
        return
    run_built(session, ONE_AT_A_TIME, person=person)
    since = datetime.combine(at.date(), time(), UTC)
    if run_built(session, SHARED, person=person, since=since).scalar_one() >= most:
        raise Reached(most)


def silenced(session: Session, link_hosts: Sequence[str]) -> list[str]:
    """Titles of published items that lead somewhere now, and would not with these sites."""
    ours = installed.installation(session).link_hosts
    query = select(Item.title, Item.url).where(Item.status == PUBLISHED, Item.url != "").order_by(Item.title)
    found = session.execute(query).all()
    return [title for title, url in found if addresses.is_on(url, ours) > addresses.is_on(url, link_hosts)]


def known(session: Session) -> dict[str, Any]:
    """The limits as they are: what `choose` takes."""
    found = installed.installation(session)
    return {"shares_per_day": found.shares_per_day, "link_hosts": found.link_hosts}


def hold(session: Session, read: str | None) -> None:
    """Nobody else changes them before this transaction ends. Raises Meanwhile where they are not as read."""
    session.refresh(installed.installation(session), with_for_update=True)
    must_be(known(session), read)


def choose(session: Session, shares_per_day: int | None, link_hosts: Sequence[str]) -> None:
    """The organisation's limits; None and nothing: there is none."""
    found = installed.installation(session)
    wanted = {"shares_per_day": shares_per_day, "link_hosts": list(link_hosts)}
    trail.note(session, "sharing.limits", "", known(session), wanted)
    found.shares_per_day, found.link_hosts = shares_per_day, list(link_hosts)
