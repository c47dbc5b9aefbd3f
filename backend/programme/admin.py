"""The admin's pages about seasons, and the switch for the leaderboard."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import as_read
from backend.audit.as_read import Meanwhile
from backend.db import db, now, run_tx
from backend.errors import Conflict
from backend.pages import lists
from backend.pages.form_parts import tell_meanwhile
from backend.people import installed, service as people
from backend.programme import prize, result, seasons
from backend.programme.forms import STATE_NAMES, SeasonForm
from backend.programme.lists import SEASONS
from backend.programme.models import Season
from backend.reports import closing

blueprint = Blueprint("seasons_admin", __name__, url_prefix="/admin/seasons", template_folder="templates")
LONGEST_CODE = 60  # with what was copied along


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    shown = lists.show(db.session, SEASONS, request.args)
    return render_template(
        "programme/index.html",
        list=shown,
        without_podium=result.without_podium(db.session, shown.rows.items),
        states=STATE_NAMES,
        has_board=installed.installation(db.session).has_board,
    )


@blueprint.post("/export")
@auth.page_needs("admin")
@auth.fresh
def export() -> Response:
    return lists.export("seasons", SEASONS, request.args)


@blueprint.post("/board")
@auth.page_needs("admin")
def switch_board() -> Response:
    run_tx(lambda tx: people.switch_board(tx, "has_board" in request.form))
    flash(gettext("Saved."))
    return redirect(url_for("seasons_admin.index"))


@blueprint.get("/new")
@auth.page_needs("admin")
def new() -> str:
    return _form(SeasonForm(), None)


@blueprint.post("/new")
@auth.page_needs("admin")
def send_new() -> Response | tuple[str, int]:
    return _save(None)


@blueprint.get("/<uuid:season>")
@auth.page_needs("admin")
def edit(season: uuid.UUID) -> str:
    found = seasons.get(db.session, season)
    return _form(SeasonForm(obj=found, data={"read": as_read.digest(found)}), found)


@blueprint.post("/<uuid:season>")
@auth.page_needs("admin")
def send_edit(season: uuid.UUID) -> Response | tuple[str, int]:
    return _save(season)


@blueprint.post("/<uuid:season>/announce")
@auth.page_needs("admin")
def announce(season: uuid.UUID) -> Response:
    not_now = gettext("Its last day is still to come.")
    closing.count_what_is_over()  # teams are read from the weeks that were counted
    return _do(lambda tx: _announced(seasons.announce(tx, season)), not_now)


def _deleted(_season: Season) -> str:
    return str(gettext("Deleted."))


def _announced(season: Season) -> str:
    if season.on_board:
        return str(gettext("Announced: the podium is on the wall page and on everybody’s own page."))
    return str(gettext("Announced, without a podium: too few people were on the board in this season."))


@blueprint.post("/<uuid:season>/delete")
@auth.page_needs("admin")
def delete(season: uuid.UUID) -> Response:
    has_begun = gettext("It has begun. Set an earlier last day instead.")
    return _do(lambda tx: _deleted(seasons.delete(tx, season)), has_begun)


@blueprint.post("/<uuid:season>/wall")
@auth.page_needs("admin")
def renew_wall(season: uuid.UUID) -> Response:
    run_tx(lambda tx: seasons.renew_wall(tx, season))
    flash(gettext("The wall page has a new address; the old one leads nowhere."))
    return redirect(url_for("seasons_admin.edit", season=season))


@blueprint.post("/<uuid:season>/prize")
@auth.page_needs("admin")
def check_prize(season: uuid.UUID) -> Response:
    found, config = seasons.get(db.session, season), current_app.config["PLAINSPOKEN"]
    typed = request.form.get("code", "").strip()[:LONGEST_CODE]
    place = prize.place_of(db.session, config.secret, found.id, typed)
    if place:
        flash(gettext("The code is right: place %(place)s.", place=place))
    else:
        no = gettext("“%(code)s” is the code of no place in this season. Ask for it once more.", code=typed)
        flash(no, "fault")
    return redirect(url_for("seasons_admin.edit", season=season))


def _do(act: Callable[[Session], str], not_now: str) -> Response:
    try:
        flash(run_tx(act))
    except Conflict:
        flash(not_now, "fault")
    return redirect(url_for("seasons_admin.index"))


def _save(season: uuid.UUID | None) -> Response | tuple[str, int]:
    form, found = SeasonForm(), seasons.get(db.session, season) if season else None
    form.has_begun = found is not None and found.state != "coming"
    if form.validate():
        try:
            run_tx(lambda tx: _save_as_read(tx, season, form))
            return redirect(url_for("seasons_admin.index"))
        except Meanwhile:
            tell_meanwhile()
            return _form(form, found), 409
        except seasons.Overlap as fault:
            form.starts.errors = [fault.said]
        except seasons.Begun:
            form.starts.errors = [gettext("This season has begun: its first day stays.")]
    return _form(form, found), 422


def _save_as_read(tx: Session, season: uuid.UUID | None, form: SeasonForm) -> None:
    if season:
        as_read.hold(tx, seasons.get(tx, season), form.read.data)
    seasons.save(tx, season, **form.values())


def _form(form: SeasonForm, season: Season | None) -> str:
    first = now().date() if form.starts.errors else form.starts.data or now().date()
    about: dict[str, Any] = {"first": first, "midnight": datetime.combine(first, time(), UTC)}
    if season:
        server: str = current_app.config["PLAINSPOKEN"].public_url
        about["wall"] = server + url_for("wall.show", code=season.wall_code)
    return render_template("programme/season.html", form=form, season=season, **about)
