"""The page about the sites: are they still understood, and what their terms say."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from backend import auth, fewest
from backend.db import db, run_tx
from backend.sites import health, modes, service
from backend.sites.forms import ModesForm
from backend.sites.names import SITE_NAMES

blueprint = Blueprint("sites_admin", __name__, url_prefix="/admin/sites", template_folder="templates")

FAULT_NAMES = {
    "no_posts": lazy_gettext("No post was found in the feed"),
    "no_authors": lazy_gettext("Most posts had no author"),
    "no_ids": lazy_gettext("Most posts had no address of their own"),
    "no_texts": lazy_gettext("Most posts had no text"),
}


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    least = fewest.of(db.session)
    return render_template(
        "sites/index.html",
        form=ModesForm(data=modes.chosen(db.session)),
        rows=health.recent(db.session, least),
        days=health.DAYS,
        fewest=least,
        version=service.version(),
        site_names=SITE_NAMES,
        fault_names=FAULT_NAMES,
    )


@blueprint.post("/modes")
@auth.page_needs("admin")
def choose() -> Response:
    form = ModesForm()
    if form.validate_on_submit():
        chosen = {site: form[site].data for site in SITE_NAMES}
        run_tx(lambda tx: modes.choose(tx, chosen))
        flash(gettext("Saved. Browsers follow at their next sync, within 15 minutes."))
    else:
        flash(gettext("Choose one of the three for each site."), "fault")
    return redirect(url_for("sites_admin.index"))
