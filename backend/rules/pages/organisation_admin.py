"""The page about the organisation itself: whose names the rules look for, and when."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import as_read, facts
from backend.audit.as_read import Meanwhile
from backend.db import db, run_tx
from backend.pages.form_parts import tell_meanwhile
from backend.rules.compiler import ordinary
from backend.rules.pages import organisation
from backend.rules.pages.organisation_forms import MOST, OrganisationForm, data_of
from backend.rules.releases import profiles, publishing, sources

blueprint = Blueprint(
    "organisation_admin", __name__, url_prefix="/admin/rules/organisation", template_folder="templates"
)
ROWS = ("competitors", "embargoes", "quiet_periods")


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    profile = profiles.get(db.session)
    return _page(OrganisationForm(data=data_of(profile) | {"read": facts.digest(profile)}))


@blueprint.post("/")
@auth.page_needs("admin")
def save() -> str | tuple[str, int] | Response:
    form = OrganisationForm()
    for rows in ROWS:
        if request.form.get("another") == rows:
            if len(form[rows]) < MOST:
                form[rows].append_entry()
            return _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        run_tx(lambda tx: _describe_as_read(tx, form))
    except Meanwhile:
        tell_meanwhile()
        return _page(form), 409
    flash(gettext("Saved. It speaks once it is published."))
    return redirect(url_for("organisation_admin.index"))


def _describe_as_read(session: Session, form: OrganisationForm) -> None:
    """Raises Meanwhile when the profile is no longer as the admin read it."""
    sources.hold(session)
    known = profiles.get(session)
    as_read.must_be(known, form.read.data)
    profiles.describe(session, organisation.filled(known, form.values()))


def _page(form: OrganisationForm) -> str:
    profile = publishing.with_all_terms(profiles.get(db.session))
    everyday, secrets = ordinary.among(profile), ordinary.among(profile, ordinary.SECRETS)
    return render_template("rules/organisation.html", form=form, everyday=everyday, secrets=secrets)
