"""The employee's own page about sharing: what was shared, and how often it was opened."""

from flask import Blueprint, render_template, url_for

from backend import auth
from backend.db import db
from backend.paging import page_asked
from backend.shares import mine
from backend.shares.forms import STATE_NAMES
from backend.sites.names import SITE_NAMES

blueprint = Blueprint("my_shares", __name__, url_prefix="/me/shares", template_folder="templates")
SHOWN = 50


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    me = auth.me().id
    posted, opened = mine.totals(db.session, me)
    return render_template(
        "shares/me.html",
        shares=mine.shares(db.session, me, page_asked(), SHOWN),
        posted=posted,
        opened=opened,
        site_names=SITE_NAMES,
        state_names=STATE_NAMES,
        page_url=lambda page: url_for("my_shares.index", page=page),
    )
