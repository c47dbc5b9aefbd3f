"""From the extension to one's own pages: an address that opens once, within a minute."""

import re
import uuid

from sqlalchemy.orm import Session

from backend.people import connecting
from backend.people.connecting import ConnectRequest

LEADS_TO = "/me"  # no extension asks for this, so its code is worth nothing there, and theirs nothing here
PLACE = re.compile(r"/me(/[\w/-]*)?", re.ASCII)


def make(session: Session, person: uuid.UUID) -> str:
    """A code for the way in."""
    return connecting.issue_code(session, person, ConnectRequest(LEADS_TO, "", "", ""), "")


def enter(session: Session, code: str) -> uuid.UUID | None:
    """Whose door it opens, for the first who asks and in time; commit it whatever comes after."""
    found = connecting.use_up(session, code)
    return found.person_id if found and found.redirect_uri == LEADS_TO else None


def place(asked: str) -> str:
    """A page of one's own, as asked or else the first."""
    return asked if PLACE.fullmatch(asked) else LEADS_TO
