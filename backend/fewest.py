"""House rule 7: what is told of people is told of five or more, or not at all.

An organisation may ask for more than five, and never take it back.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.errors import Conflict
from backend.people import installed
from backend.people.models import Installation

FEWEST = 5
STEPS = (5, 10, 15, 20, 25)  # multiples of five, as numbers of people are told
CHOSEN = select(Installation.fewest).limit(1).scalar_subquery()


class Lower(Conflict):
    """What was promised to people stays promised."""

    def __init__(self) -> None:
        super().__init__("The threshold can be raised and never lowered.", "Choose a higher one.")


def of(session: Session) -> int:
    """How many people must be behind what is told; the database holds it at five or more."""
    ours = installed.row(session)
    return max(FEWEST, ours.fewest if ours else FEWEST)


def raise_to(session: Session, wanted: int) -> None:
    """From now on this many. Raises Lower."""
    found = session.scalars(select(Installation).with_for_update()).one()
    if wanted not in STEPS or wanted < of(session):
        raise Lower
    trail.note(session, "reports.fewest", "", {"fewest": found.fewest}, {"fewest": wanted})
    found.fewest = wanted
