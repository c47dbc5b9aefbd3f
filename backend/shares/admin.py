"""The admin's page about sharing: how often a day, and where links may lead."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import facts
from backend.audit.as_read import Meanwhile
from backend.db import db, run_tx
from backend.pages.form_parts import tell_meanwhile
from backend.shares import limits
from backend.shares.forms import LimitsForm

blueprint = Blueprint("sharing_admin", __name__, url_prefix="/admin/sharing", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    ours = limits.known(db.session)
    shown = ours | {"link_hosts": "\n".join(ours["link_hosts"]), "read": facts.digest(ours)}
    return render_template("shares/limits.html", form=LimitsForm(data=shown))


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
    try:
        run_tx(lambda tx: _choose_as_read(tx, form))
    except Meanwhile:
        tell_meanwhile()
        return render_template("shares/limits.html", form=form), 409
    flash(gettext("Saved."))
    return redirect(url_for("sharing_admin.index"))


def _choose_as_read(session: Session, form: LimitsForm) -> None:
    limits.hold(session, form.read.data)
    limits.choose(session, form.shares_per_day.data, form.hosts())
