"""Seasons: planned, running, over, and announced with a podium."""

import uuid
from collections.abc import Mapping
from datetime import date

import uuid_utils.compat
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db import now
from backend.errors import Conflict, NotFound
from backend.people import service as people
from backend.points import board
from backend.points.board import Place
from backend.programme import teams
from backend.programme.models import Season, wall_code
from backend.programme.teams import Team

STEPS = 3  # of a podium


class Overlap(Conflict):
    """`season`: the name of the one that has some of these days already."""

    def __init__(self, season: str) -> None:
        super().__init__(gettext("%(name)s has some of these days.", name=season), "Choose days outside it.")
        self.season = season


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
    if found is None or not people.installation(session).has_board:
        raise NotFound("There is no such page.", "Ask an admin for the address of the wall page.")
    return found


def latest(session: Session, today: date) -> Season | None:
    """The season that runs, else the last one that did."""
    begun = select(Season).where(Season.starts <= today)
    return session.scalar(begun.order_by(Season.starts.desc()).limit(1))


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
    people.hold_installation(session)  # two planned at once see each other
    shared_days = select(Season.name).where(Season.starts <= ends, Season.ends >= starts)
    other = session.scalars(shared_days.where(Season.id != found.id).limit(1)).first()
    if other is not None:
        raise Overlap(other)
    with trail.change(session, "seasons.season", found):
        found.name, found.starts, found.ends, found.prize = name, starts, ends, prize
        session.add(found)
    return found


def delete(session: Session, season: uuid.UUID) -> None:
    """A season nobody has begun. Raises NotFound and Conflict."""
    found = get(session, season)
    if found.state != "coming":
        raise Conflict("This season has begun.", "Set an earlier end instead.")
    with trail.change(session, "seasons.season", found):
        session.delete(found)


def announce(session: Session, season: uuid.UUID) -> Season:
    """From now on everybody sees the podium. Twice has no further effect. Raises NotFound and Conflict."""
    found = get(session, season)
    if found.state in ("coming", "running"):
        raise Conflict("This season is not over.", "Announce it after its last day.")
    with trail.change(session, "seasons.season", found):
        found.announced_at = found.announced_at or now()
    return found


def renew_wall(session: Session, season: uuid.UUID) -> None:
    """Another address for the wall page; the old one leads nowhere. Raises NotFound."""
    found = get(session, season)
    found.wall_code = wall_code()
    trail.note(session, "seasons.wall", found.name, after={"wall": True})


def podium(session: Session, season: Season) -> list[Place]:
    """Everybody on the first three places: of the whole season when it is over, else up to the last Sunday.

    Ties share a place; who wants to be seen no more is not on it, nor who left among five; nobody below five
    people.
    """
    return board.top(session, season.starts, _last_day(season), STEPS)


def teams_of(session: Session, names: Mapping[str, str], season: Season) -> list[Team]:
    """Teams on the first three places by the weeks that ended in it; over, none before it is announced.

    `names`: counted.apart.
    """
    if season.state not in ("running", "announced"):
        return []
    found = teams.between(session, names, season.starts, _last_day(season))
    return [team for team in found if team.place <= STEPS]


def _last_day(season: Season) -> date:
    last_sunday = board.last_sunday(now().date())
    return min(season.ends, last_sunday) if season.state == "running" else season.ends
