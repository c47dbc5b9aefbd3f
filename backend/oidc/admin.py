"""The admin's page about signing in with the organisation's account: how it is set, and who may come in."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.config import Config
from backend.db import db, run_tx
from backend.oidc import service
from backend.people import installed

blueprint = Blueprint(
    "oidc_admin", __name__, url_prefix="/admin/people/accounts", template_folder="templates"
)


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    config: Config = current_app.config["PLAINSPOKEN"]
    return render_template(
        "oidc/index.html",
        settings=config.oidc,
        back=f"{config.public_url}{url_for('oidc.back')}",
        admits=installed.installation(db.session).admits_accounts,
    )


@blueprint.post("/")
@auth.page_needs("admin")
@auth.fresh
def choose() -> Response:
    run_tx(lambda tx: service.admit(tx, "admits" in request.form))
    flash(gettext("Saved."))
    return redirect(url_for("oidc_admin.index"))
