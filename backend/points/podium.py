"""The podium of a season as it was announced: places and points stay, whatever becomes of the people."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from backend.people.models import Person
from backend.points.board import Place
from backend.points.models import SeasonPlace


def keep(session: Session, season: uuid.UUID, places: Sequence[Place]) -> None:
    """Once, when it is announced."""
    for number, one in enumerate(places, 1):
        kept = SeasonPlace(season_id=season, number=number, place=one.place, points=one.points)
        kept.person_id = one.person_id
        session.add(kept)


def kept(session: Session, season: uuid.UUID, on_board: int) -> list[Place]:
    """As it was; without a pseudonym where somebody is erased or wants to be seen no more."""
    is_seen = and_(Person.id == SeasonPlace.person_id, Person.on_leaderboard, Person.wants_points)
    query = select(SeasonPlace, Person.pseudonym).outerjoin(Person, is_seen)
    rows = session.execute(query.where(SeasonPlace.season_id == season).order_by(SeasonPlace.number))
    return [Place(one.person_id, name or "", one.points, one.place, on_board) for one, name in rows]


def forget(session: Session, people: Collection[uuid.UUID]) -> None:
    """Whoever has left the board for good: let in again, they do not return to their old line."""
    theirs = SeasonPlace.person_id.in_(people)
    session.execute(update(SeasonPlace).where(theirs).values(person_id=None))
