"""The podium for a wall screen: whoever has the address may look, and sees pseudonyms only."""

from flask import Blueprint, Response, make_response, render_template

from backend.db import db
from backend.programme import result, seasons
from backend.reports import counted

blueprint = Blueprint("wall", __name__, template_folder="templates")


@blueprint.get("/wall/<code>")
def show(code: str) -> Response:
    season = seasons.on_the_wall(db.session, code)
    answer = make_response(
        render_template(
            "programme/wall.html",
            season=season,
            places=result.podium(db.session, season),
            teams=result.teams_of(db.session, counted.apart(db.session), season),
        )
    )
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Refresh"] = "600"  # seconds: nobody stands there to reload it
    return answer
