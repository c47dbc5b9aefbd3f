"""How somebody on a podium gets the prize though nobody knows who they are: a code that proves the place."""

import base64
import hashlib
import hmac
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.db import now
from backend.points.models import SeasonPlace
from backend.programme.models import Season

LATELY = timedelta(days=60)
BYTES = 5  # eight letters and digits, as a person can read them out
ALIKE = str.maketrans("01i", "oll")  # and as one reads or hears them


@dataclass(frozen=True)
class Won:
    """A place on the podium of a season with a prize, and the code for it."""

    season: Season
    place: int
    code: str


def of_person(session: Session, secret: str, person: uuid.UUID) -> list[Won]:
    """What they won in seasons that were announced, the last one first; also while another one runs."""
    theirs = select(Season, SeasonPlace).join(SeasonPlace, SeasonPlace.season_id == Season.id)
    found = session.execute(theirs.where(SeasonPlace.person_id == person, Season.prize != ""))
    won = [Won(season, one.place, _code(secret, one)) for season, one in found]
    return sorted(won, key=lambda one: one.season.ends, reverse=True)


def lately(session: Session, secret: str, person: uuid.UUID) -> list[Won]:
    """What they won in seasons that were announced in the last 60 days."""
    since = now() - LATELY
    won = of_person(session, secret, person)
    return [one for one in won if one.season.announced_at and one.season.announced_at > since]


def place_of(session: Session, secret: str, season: uuid.UUID, typed: str) -> int | None:
    """The place that a code proves, however it was typed, with whatever around; None where it proves none."""
    places = session.scalars(select(SeasonPlace).where(SeasonPlace.season_id == season))
    proven = (one.place for one in places if _bare(_code(secret, one)) in _bare(typed))
    return next(proven, None)


def _code(secret: str, place: SeasonPlace) -> str:
    key = hmac.digest(secret.encode(), f"prize {place.season_id} {place.number}".encode(), hashlib.sha256)
    text = base64.b32encode(key[:BYTES]).decode().lower()
    return f"{text[:4]}-{text[4:]}"


def _bare(text: str) -> str:
    letters = filter(str.isalnum, unicodedata.normalize("NFKC", text).lower())
    return "".join(letters).translate(ALIKE)
