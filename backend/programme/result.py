"""What a season came to: read from the points until it is announced, and kept from then on.

docs/decisions/0034-a-podium-stays.md
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.dates import weeks
from backend.points import board, podium as places
from backend.points.board import Place
from backend.programme import teams
from backend.programme.models import Season, SeasonTeam
from backend.programme.teams import Team
from backend.reports import counted

STEPS = 3  # of a podium


def podium(session: Session, season: Season) -> list[Place]:
    """Everybody on the first three places: as announced, else up to the last Sunday; none below five people.

    Ties share a place. Who wants to be seen no more, was erased or left among five has no pseudonym on one
    that was announced, and is not on one that was not.
    """
    if season.on_board is not None:
        return places.kept(session, season.id, season.on_board)
    return board.top(session, season.starts, _last_day(season), STEPS)


def teams_of(session: Session, names: Mapping[str, str], season: Season) -> list[Team]:
    """Teams on the first three places by the weeks that ended in it; over, none before it is announced.

    `names`: counted.apart.
    """
    if season.on_board is not None:
        kept = select(SeasonTeam).where(SeasonTeam.season_id == season.id).order_by(SeasonTeam.number)
        return [Team(one.name, one.points, one.place) for one in session.scalars(kept)]
    return _teams(session, names, season) if season.state in ("running", "announced") else []


def keep(session: Session, season: Season) -> None:
    """Its places and teams as they are now."""
    found = podium(session, season)
    places.keep(session, season.id, found)
    season.on_board = found[0].on_board if found else 0
    for number, team in enumerate(_teams(session, counted.apart(session), season), 1):
        kept = SeasonTeam(season_id=season.id, number=number, place=team.place)
        kept.points, kept.name = team.points, team.name
        session.add(kept)


def keep_earlier(session: Session) -> None:
    """After an upgrade: what was announced before results were kept stays as it is today."""
    earlier = select(Season).where(Season.announced_at.is_not(None), Season.on_board.is_(None))
    for season in session.scalars(earlier.with_for_update()).all():
        keep(session, season)


def without_podium(session: Session, seasons: Sequence[Season]) -> set[Season]:
    """Those that are over with too few people on their board: announced, they have no podium."""
    over = [season for season in seasons if season.state == "over"]
    enough = board.enough(session, [(season.starts, season.ends) for season in over])
    return {season for season, is_enough in zip(over, enough, strict=True) if not is_enough}


def _teams(session: Session, names: Mapping[str, str], season: Season) -> list[Team]:
    found = teams.between(session, names, season.starts, _last_day(season))
    return [team for team in found if team.place <= STEPS]


def _last_day(season: Season) -> date:
    return min(season.ends, weeks.last_over()) if season.state == "running" else season.ends
