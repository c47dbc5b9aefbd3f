"""The admin's page about sharing: how often a day, and where links may lead."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.people import service as people
from backend.shares import limits
from backend.shares.forms import LimitsForm

blueprint = Blueprint("sharing_admin", __name__, url_prefix="/admin/sharing", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    ours = people.installation(db.session)
    known = {"shares_per_day": ours.shares_per_day, "link_hosts": "\n".join(ours.link_hosts)}
    return render_template("shares/limits.html", form=LimitsForm(data=known))


@blueprint.post("/")
@auth.page_needs("admin")
@auth.fresh
def choose() -> Response | tuple[str, int]:
    form = LimitsForm()
    if not form.validate():
        return render_template("shares/limits.html", form=form), 422
    silenced = [] if form.anyway.data else limits.silenced(db.session, form.hosts())
    if silenced:
        return render_template("shares/limits.html", form=form, silenced=silenced), 422
    run_tx(lambda tx: limits.choose(tx, form.shares_per_day.data, form.hosts()))
    flash(gettext("Saved."))
    return redirect(url_for("sharing_admin.index"))
