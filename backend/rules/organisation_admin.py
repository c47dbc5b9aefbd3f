"""The page about the organisation itself: whose names the rules look for, and when."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.rules import organisation, service
from backend.rules.organisation_forms import OrganisationForm, data_of

blueprint = Blueprint(
    "organisation_admin", __name__, url_prefix="/admin/rules/organisation", template_folder="templates"
)
ROWS = ("competitors", "embargoes", "quiet_periods")


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    return _page(OrganisationForm(data=data_of(service.profile(db.session))))


@blueprint.post("/")
@auth.page_needs("admin")
def save() -> str | tuple[str, int] | Response:
    form = OrganisationForm()
    for rows in ROWS:
        if request.form.get("another") == rows:
            form[rows].append_entry()
            return _page(form)
    if not form.validate():
        return _page(form), 422
    typed = form.values()
    run_tx(lambda tx: service.describe(tx, organisation.filled(service.profile(tx), typed)))
    flash(gettext("Saved. It speaks once you publish it."))
    return redirect(url_for("organisation_admin.index"))


def _page(form: OrganisationForm) -> str:
    return render_template("rules/organisation.html", form=form)
