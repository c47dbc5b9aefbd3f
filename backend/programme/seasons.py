"""Seasons: planned, running, over, and announced with a podium."""

import uuid
from datetime import date

import uuid_utils.compat
from flask_babel import format_date, gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db import now
from backend.errors import Conflict, NotFound
from backend.people import installed
from backend.programme import result
from backend.programme.models import Season, wall_code


class Overlap(Conflict):
    """`said`: the name and the days of the one that has some of these days already."""

    def __init__(self, season: Season) -> None:
        days = {"starts": format_date(season.starts), "ends": format_date(season.ends)}
        self.said = gettext(
            "%(name)s has some of these days: %(starts)s to %(ends)s.", name=season.name, **days
        )
        super().__init__(self.said, "Choose days outside it.")


class Begun(Conflict):
    """Another first day would show what single days brought to whom."""


def get(session: Session, season: uuid.UUID) -> Season:
    """One of them. Raises NotFound."""
    found = session.get(Season, season)
    if found is None:
        raise NotFound("There is no such season.")
    return found


def on_the_wall(session: Session, code: str) -> Season:
    """The season whose wall page has this code. Raises NotFound, also where the board is switched off."""
    found = session.scalar(select(Season).where(Season.wall_code == code))
    if found is None or not installed.installation(session).has_board:
        raise NotFound("There is no such page.", "Ask an admin for the address of the wall page.")
    return found


def latest(session: Session) -> Season | None:
    """The season that runs, else the last one that did."""
    begun = select(Season).where(Season.starts <= now().date())
    return session.scalar(begun.order_by(Season.starts.desc()).limit(1))


def running(session: Session) -> Season | None:
    """The season that runs today; none where the board is switched off."""
    found = latest(session) if installed.installation(session).has_board else None
    return found if found and found.state == "running" else None


def save(
    session: Session, season: uuid.UUID | None, name: str, starts: date, ends: date, prize: str
) -> Season:
    """A new season, or new words and days for one that was not announced.

    Raises NotFound, Overlap, Begun, and Conflict when it was announced already.
    """
    found = get(session, season) if season else Season(id=uuid_utils.compat.uuid7())
    if found.announced_at:
        raise Conflict("This season was announced.", "Begin a new one.")
    if season and found.state != "coming" and starts != found.starts:
        raise Begun("This season has begun.", "Leave its first day as it is.")
    installed.hold_installation(session)  # two planned at once see each other
    shared_days = select(Season).where(Season.starts <= ends, Season.ends >= starts)
    other = session.scalars(shared_days.where(Season.id != found.id).limit(1)).first()
    if other is not None:
        raise Overlap(other)
    with trail.change(session, "seasons.season", found):
        found.name, found.starts, found.ends, found.prize = name, starts, ends, prize
        session.add(found)
    return found


def delete(session: Session, season: uuid.UUID) -> Season:
    """A season nobody has begun; says which it was. Raises NotFound and Conflict."""
    found = get(session, season)
    if found.state != "coming":
        raise Conflict("This season has begun.", "Set an earlier end instead.")
    with trail.change(session, "seasons.season", found):
        session.delete(found)
    return found


def announce(session: Session, season: uuid.UUID) -> Season:
    """From now on everybody sees the podium, as it is now. Twice has no further effect.

    Raises NotFound and Conflict.
    """
    found = get(session, season)
    session.refresh(found, with_for_update=True)
    if found.state in ("coming", "running"):
        raise Conflict("This season is not over.", "Announce it after its last day.")
    if found.announced_at is None:
        result.keep(session, found)
        with trail.change(session, "seasons.season", found):
            found.announced_at = now()
    return found


def renew_wall(session: Session, season: uuid.UUID) -> None:
    """Another address for the wall page; the old one leads nowhere. Raises NotFound."""
    found = get(session, season)
    found.wall_code = wall_code()
    trail.note(session, "seasons.wall", found.name, after={"wall": True})
