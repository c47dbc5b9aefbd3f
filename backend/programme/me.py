"""The employee's own page: the board and the season."""

from flask import Blueprint, current_app, render_template, url_for

from backend import auth, fewest
from backend.config import Config
from backend.db import db
from backend.pages.paging import Page, page_or_first
from backend.people import installed, service as people
from backend.points import board
from backend.points.reasons import switched_off, too_few
from backend.programme import badges, prize, result, seasons, teams
from backend.reports import counted

blueprint = Blueprint("my_board", __name__, url_prefix="/me/board", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    config: Config = current_app.config["PLAINSPOKEN"]
    is_on = installed.installation(db.session).has_board
    latest, me = seasons.latest(db.session), people.get_person(db.session, auth.me().id)
    season = latest if is_on else None
    places = page_or_first(lambda page: board.rolling(db.session, page, 50)) if is_on else Page([], 1, False)
    first, until = board.window()
    names = counted.apart(db.session) if is_on else {}
    return render_template(
        "programme/board.html",
        season=season,
        podium=result.podium(db.session, season) if season else [],
        season_teams=result.teams_of(db.session, names, season) if season else [],
        teams=teams.between(db.session, names, first, until) if is_on else [],
        places=places,
        days=board.DAYS,
        until=until,
        withheld=too_few(fewest.of(db.session)) if is_on else switched_off(),
        me=me.id,
        won=prize.of_person(db.session, config.secret, me.id),
        badges=badges.of_person(db.session, me.id, latest) if latest and me.wants_points else [],
        badge_season=latest,
        page_url=lambda page: url_for("my_board.index", page=page),
    )
