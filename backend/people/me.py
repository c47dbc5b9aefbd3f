"""The employee's own page: the browsers they are signed in with."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.people import devices

blueprint = Blueprint("me", __name__, template_folder="templates")


@blueprint.get("/me")
@auth.page_needs("employee")
def index() -> str:
    return render_template("people/me.html", devices=devices.of_person(db.session, auth.me().id))


@blueprint.post("/me/devices/<uuid:device>/revoke")
@auth.page_needs("employee")
def revoke(device: uuid.UUID) -> Response:
    me = auth.me().id
    run_tx(lambda tx: devices.revoke(tx, device, me))
    flash(gettext("The device is signed out."))
    return redirect(url_for("me.index"))
