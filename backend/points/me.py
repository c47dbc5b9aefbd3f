"""The employee's own page about points: what for, and whether to take part at all."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, now, run_tx
from backend.pages.paging import page_or_first
from backend.people import installed, service as people
from backend.points import lists, service, tariff
from backend.points.reasons import reason, worth_of

blueprint = Blueprint("my_points", __name__, url_prefix="/me/points", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    me = people.get_person(db.session, auth.me().id)
    return render_template(
        "points/me.html",
        me=me,
        has_board=installed.installation(db.session).has_board,
        total=service.total(db.session, me.id),
        entries=page_or_first(lambda page: lists.entries(db.session, me.id, page, 50)),
        reason=reason,
        tariff=tariff.told_on(db.session, now().date()),
        planned=tariff.planned(db.session),
        worth_of=worth_of,
        page_url=lambda page: url_for("my_points.index", page=page),
    )


@blueprint.post("/")
@auth.page_needs("employee")
def choose() -> Response:
    me = auth.me().id
    points, board = (name in request.form for name in ("wants_points", "on_leaderboard"))
    run_tx(lambda tx: people.choose(tx, me, wants_points=points, on_leaderboard=board))
    flash(gettext("Saved."))
    return redirect(url_for("my_points.index"))
