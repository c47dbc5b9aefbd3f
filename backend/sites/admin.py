"""The page about the sites: are they still understood, and what their terms say."""

from flask import Blueprint, render_template
from flask_babel import lazy_gettext

from backend import auth
from backend.db import db
from backend.sites import health, service

blueprint = Blueprint("sites_admin", __name__, url_prefix="/admin/sites", template_folder="templates")

SITE_NAMES = {"linkedin": "LinkedIn", "x": "X"}
FAULT_NAMES = {
    "no_posts": lazy_gettext("No post was found in the feed"),
    "no_authors": lazy_gettext("Most posts had no author"),
    "no_ids": lazy_gettext("Most posts had no address of their own"),
    "no_texts": lazy_gettext("Most posts had no text"),
}


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    return render_template(
        "sites/index.html",
        rows=health.recent(db.session),
        days=health.DAYS,
        fewest=health.FEWEST,
        version=service.version(),
        site_names=SITE_NAMES,
        fault_names=FAULT_NAMES,
    )
