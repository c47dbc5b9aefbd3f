"""The employee's own page: the board and the season."""

from typing import Any

from flask import Blueprint, current_app, render_template, url_for

from backend import auth, fewest
from backend.config import Config
from backend.db import db
from backend.pages.paging import Page, page_or_first
from backend.people import installed, service as people
from backend.points import board
from backend.points.reasons import switched_off, too_few
from backend.programme import badges, prize, result, seasons, teams
from backend.programme.models import Season
from backend.reports import counted

blueprint = Blueprint("my_board", __name__, url_prefix="/me/board", template_folder="templates")
OFF: dict[str, Any] = {
    "season": None,
    "podium": [],
    "season_teams": [],
    "teams": [],
    "places": Page([], 1, False),
}


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    config: Config = current_app.config["PLAINSPOKEN"]
    latest, me = seasons.latest(db.session), people.get_person(db.session, auth.me().id)
    is_on = installed.installation(db.session).has_board
    return render_template(
        "programme/board.html",
        **(_board(latest) if is_on else OFF | {"withheld": switched_off()}),
        days=board.DAYS,
        until=board.window()[1],
        me=me.id,
        won=prize.of_person(db.session, config.secret, me.id),
        badges=badges.of_person(db.session, me.id, latest) if latest and me.wants_points else [],
        badge_season=latest,
        page_url=lambda page: url_for("my_board.index", page=page),
    )


def _board(season: Season | None) -> dict[str, Any]:
    """What stands on it. `withheld`: why it has no lines, where it has none."""
    names = counted.apart(db.session)
    return {
        "season": season,
        "podium": result.podium(db.session, season) if season else [],
        "season_teams": result.teams_of(db.session, names, season) if season else [],
        "teams": teams.between(db.session, names, *board.window()),
        "places": page_or_first(lambda page: board.rolling(db.session, page, 50)),
        "withheld": too_few(fewest.of(db.session)),
    }
