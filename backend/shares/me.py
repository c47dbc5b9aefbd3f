"""The employee's own page about sharing: what was shared, how often it was opened, and was it posted?"""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.pages.form_parts import tell_undo
from backend.pages.paging import page_or_first
from backend.shares import mine, service
from backend.shares.models import ABANDONED, POSTED
from backend.shares.names import STATE_NAMES
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
        shares=page_or_first(lambda page: mine.shares(db.session, me, page, SHOWN)),
        posted=posted,
        opened=opened,
        site_names=SITE_NAMES,
        state_names=STATE_NAMES,
        page_url=lambda page: url_for("my_shares.index", page=page),
    )


@blueprint.post("/<uuid:share>/posted")
@auth.page_needs("employee")
def posted(share: uuid.UUID) -> Response:
    me = auth.me().id
    run_tx(lambda tx: service.decide(tx, me, share, POSTED, None))
    flash(gettext("Thank you, noted as posted."))
    return redirect(url_for("my_shares.index"))


@blueprint.post("/<uuid:share>/dropped")
@auth.page_needs("employee")
def dropped(share: uuid.UUID) -> Response:
    me = auth.me().id
    run_tx(lambda tx: service.decide(tx, me, share, ABANDONED, None))
    way_back = url_for("my_shares.posted", share=share)
    tell_undo(
        gettext("Noted: not posted."), gettext("I did post it"), way_back, mine.title(db.session, share)
    )
    return redirect(url_for("my_shares.index"))
