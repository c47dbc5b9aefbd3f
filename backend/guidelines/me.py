"""The employee's own page: the guidelines in their language, what is new to them, that they have read it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.guidelines import service, standing
from backend.web import languages, numbers

blueprint = Blueprint("my_guidelines", __name__, url_prefix="/me/guidelines", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    mine, language = standing.of_person(db.session, auth.me().id), languages.choose()
    return render_template(
        "guidelines/me.html",
        mine=mine,
        guideline=service.in_force(db.session).get(language),
        changes=standing.news(db.session, mine, language) if mine.acknowledged else [],
    )


@blueprint.post("/")
@auth.page_needs("employee")
def acknowledge() -> Response:
    """What they read is what the page showed, though another version may be in force by now."""
    me, number = auth.me().id, numbers.in_form("version")
    run_tx(lambda tx: standing.acknowledge(tx, me, number))
    flash(gettext("Thank you. Nobody but you sees that you read it."))
    return redirect(url_for("my_guidelines.index"))
