"""The employee's own page: whether they want the weekly mail."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.digest import service
from backend.people import service as people

blueprint = Blueprint("my_digest", __name__, url_prefix="/me/mail", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    me = people.get_person(db.session, auth.me().id)
    has_mail = bool(current_app.config["PLAINSPOKEN"].mail)
    return render_template(
        "digest/me.html", me=me, digest=service.of_person(db.session, me.id), has_mail=has_mail
    )


@blueprint.post("/")
@auth.page_needs("employee")
def choose() -> Response:
    me, wanted = auth.me().id, "wanted" in request.form
    run_tx(lambda tx: service.choose(tx, me, wanted))
    flash(gettext("Saved."))
    return redirect(url_for("my_digest.index"))
