"""The admin's page about the browsers that people are signed in with."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.pages import lists
from backend.sign_in import devices
from backend.sign_in.lists import DEVICES

blueprint = Blueprint(
    "devices_admin", __name__, url_prefix="/admin/people/devices", template_folder="templates"
)


@blueprint.get("")
@auth.page_needs("admin")
def index() -> str:
    return render_template("sign_in/all_devices.html", list=lists.show(db.session, DEVICES, request.args))


@blueprint.post("/export")
@auth.page_needs("admin")
@auth.fresh
def export() -> Response:
    return lists.export("devices", DEVICES, request.args)


@blueprint.post("/<uuid:device>/revoke")
@auth.page_needs("admin")
def revoke(device: uuid.UUID) -> Response:
    run_tx(lambda tx: devices.revoke(tx, device))
    flash(gettext("The device is signed out."))
    return redirect(url_for("devices_admin.index"))
