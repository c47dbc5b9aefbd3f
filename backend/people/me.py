"""The employee's own page: the browsers they are signed in with, and what became of their tips."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.content import tips
from backend.content.forms import TIP_STATE_NAMES
from backend.db import db, run_tx
from backend.paging import page_asked
from backend.people import devices

blueprint = Blueprint("me", __name__, template_folder="templates")
TIPS = 20  # on a page


@blueprint.get("/me")
@auth.page_needs("employee")
def index() -> str:
    me = auth.me().id
    return render_template(
        "people/me.html",
        devices=devices.of_person(db.session, me),
        tips=tips.mine(db.session, me, page_asked(), TIPS),
        state_names=TIP_STATE_NAMES,
        page_url=lambda page: url_for("me.index", page=page),
    )


@blueprint.post("/me/devices/<uuid:device>/revoke")
@auth.page_needs("employee")
def revoke(device: uuid.UUID) -> Response:
    me = auth.me().id
    run_tx(lambda tx: devices.revoke(tx, device, me))
    flash(gettext("The device is signed out."))
    return redirect(url_for("me.index"))
