"""The pages with the lists of rules and of the words they look for."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.dates import weeks
from backend.db import db
from backend.pages import lists
from backend.pages.list_shapes import List
from backend.reports import closing, felt
from backend.rules.pages import overview
from backend.rules.pages.forms import (
    SEVERITY_NAMES,
    STANCE_NAMES,
    STATUS_NAMES,
    SURFACE_NAMES,
    sentence,
    step_name,
    step_names,
    step_value,
)
from backend.rules.pages.lists import lexicons_list, rules_list
from backend.rules.releases import review
from backend.sites.names import SITE_NAMES

blueprint = Blueprint("rules_admin", __name__, url_prefix="/admin/rules", template_folder="templates")
LATELY = timedelta(days=30)


@blueprint.app_context_processor
def names() -> dict[str, object]:
    return {
        "sentence": sentence,
        "severity_names": SEVERITY_NAMES,
        "site_names": SITE_NAMES,
        "stance_names": STANCE_NAMES,
        "status_names": STATUS_NAMES,
        "step_name": step_name,
        "step_names": step_names,
        "step_value": _step_value,
        "surface_names": SURFACE_NAMES,
    }


@blueprint.get("/")
@auth.page_needs("curator", "council")
def index() -> str:
    closing.count_what_is_over()
    view = overview.of(db.session, auth.me().language)
    return _list_page("rules/index.html", view, _list_of(view))


@blueprint.post("/export")
@auth.page_needs("curator")
@auth.fresh
def export() -> Response:
    return lists.export("rules", _list_of(overview.of(db.session, auth.me().language)), request.args)


@blueprint.get("/lexicons")
@auth.page_needs("curator", "council")
def lexicons() -> str:
    view = overview.of(db.session, auth.me().language)
    return _list_page("rules/lexicons.html", view, lexicons_list(view.lexicons))


@blueprint.post("/lexicons/export")
@auth.page_needs("curator")
@auth.fresh
def export_lexicons() -> Response:
    view = overview.of(db.session, auth.me().language)
    return lists.export("lexicons", lexicons_list(view.lexicons), request.args)


def _step_value(path: str, value: str) -> str:
    """Words that stay on the server are the admins'."""
    if path == "server_only_terms" and not auth.may("admin"):
        return str(gettext("only admins read it"))
    return step_value(path, value)


def _list_page(template: str, view: overview.Overview, shape: List) -> str:
    asked = None if auth.reads_along() else review.turn_of(db.session, auth.me().id, view.waiting)
    return render_template(template, view=view, asked=asked, list=lists.show(db.session, shape, request.args))


def _list_of(view: overview.Overview) -> List:
    return rules_list(view.rules, felt.since(db.session, weeks.today() - LATELY))
