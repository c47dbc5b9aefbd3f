"""Engagements, and the points that follow them."""

import uuid

import uuid_utils.compat
from sqlalchemy.orm import Session

from backend.db import now
from backend.engagements.models import LIKE, UNLIKE, Engagement
from backend.points import service as points


def note(session: Session, person: uuid.UUID, kind: str, platform: str, post: str) -> Engagement:
    """One more engagement. A post brings points once for each kind; a like taken back takes them along."""
    at = now()
    noted = Engagement(
        id=uuid_utils.compat.uuid7(), person_id=person, kind=kind, platform=platform, post=post, at=at
    )
    session.add(noted)
    if kind == UNLIKE:
        points.take_back(session, person, f"{LIKE}:{platform}:{post}")
    else:
        points.award(session, kind, person, f"{kind}:{platform}:{post}", at)
    return noted
