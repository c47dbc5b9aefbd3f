"""How German addresses people: with du, or with Sie.

Pages, letters and the extension follow at once, what rules say from the next release on.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.people import installed
from backend.people.models import Installation


def is_formal() -> bool:
    """Is it Sie?"""
    return installed.chosen(Installation.is_formal, False)


def choose(session: Session, formal: bool) -> bool:
    """From now on it is Sie, or du again; was it otherwise before?"""
    found = session.scalars(select(Installation).with_for_update()).one()
    before, found.is_formal = found.is_formal, formal
    trail.note(session, "settings.address", "", {"is_formal": before}, {"is_formal": formal})
    return before != formal
