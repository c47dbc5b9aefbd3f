"""The employee's own first page: what is new to them, what there is to do, what came of what they did.

It keeps nothing: each area tells what is its own, and has a page with all of it.
"""

from flask import Blueprint, current_app, render_template, url_for

from backend import auth
from backend.config import Config
from backend.content import tips, visible
from backend.content.names import TIP_STATE_NAMES
from backend.db import db
from backend.guidelines import standing
from backend.pages.paging import page_or_first
from backend.people import service as people
from backend.points import service as points
from backend.programme import prize, seasons
from backend.shares import mine
from backend.sites.names import SITE_NAMES
from backend.training import service as training

blueprint = Blueprint("my_overview", __name__, template_folder="templates")
SUGGESTED, WAITING, TIPS = 5, 3, 20  # on a page


@blueprint.get("/me", strict_slashes=False)
@auth.page_needs("employee")
def index() -> str:
    config: Config = current_app.config["PLAINSPOKEN"]
    me = people.get_person(db.session, auth.me().id)
    posted, opened = mine.totals(db.session, me.id)
    return render_template(
        "overview/me.html",
        won=prize.lately(db.session, config.secret, me.id),
        posted=posted,
        opened=opened,
        points=points.total(db.session, me.id) if me.wants_points else None,
        suggestions=visible.first(db.session, me.id, me.language, SUGGESTED, but=mine.items_posted(me.id)),
        waiting=mine.waiting(db.session, me.id, WAITING),
        site_names=SITE_NAMES,
        guidelines=standing.of_person(db.session, me.id),
        training_waits=training.is_new_to(db.session, me.id),
        season=seasons.running(db.session),
        tips=page_or_first(lambda page: tips.mine(db.session, me.id, page, TIPS)),
        state_names=TIP_STATE_NAMES,
        page_url=lambda page: url_for("my_overview.index", page=page, _anchor="tips"),
    )
