"""The curators' pages for importing pages and feeds: what to read, how far it is, what came of it."""

import uuid

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.errors import NotFound
from backend.imports import service as imports
from backend.imports.forms import ImportForm
from backend.imports.lists import FEEDS, IMPORTS
from backend.imports.models import Feed, Import
from backend.imports.names import STATE_NAMES
from backend.imports.reasons import words
from backend.pages import lists
from backend.web import aside

blueprint = Blueprint(
    "imports_admin", __name__, url_prefix="/admin/content/imports", template_folder="templates"
)
Page = str | tuple[str, int] | Response


@blueprint.app_context_processor
def names() -> dict[str, object]:
    return {"reason": words, "import_state_names": STATE_NAMES}


@blueprint.get("/")
@auth.page_needs("curator")
def index() -> str:
    return _imports_page(ImportForm())


@blueprint.post("/")
@auth.page_needs("curator")
def send() -> Page:
    form, me = ImportForm(), auth.me().id
    if not form.validate():
        return _imports_page(form), 422
    return _begin(run_tx(lambda tx: imports.start(tx, me, form.wanted(), bool(form.subscribe.data))))


@blueprint.post("/export")
@auth.page_needs("curator")
@auth.fresh
def export() -> Response:
    return lists.export("imports", IMPORTS, request.args)


@blueprint.get("/<uuid:run>")
@auth.page_needs("curator")
def show(run: uuid.UUID) -> str:
    return render_template("imports/import.html", run=imports.get(db.session, run))


@blueprint.get("/feeds")
@auth.page_needs("curator")
def feeds() -> str:
    return render_template("imports/feeds.html", list=lists.show(db.session, FEEDS, request.args))


@blueprint.post("/feeds/export")
@auth.page_needs("curator")
@auth.fresh
def export_feeds() -> Response:
    return lists.export("feeds", FEEDS, request.args)


@blueprint.post("/feeds/<uuid:feed>/read")
@auth.page_needs("curator")
def read(feed: uuid.UUID) -> Response:
    found, me = db.session.get(Feed, feed), auth.me().id
    if found is None:
        raise NotFound("There is no such feed.")
    return _begin(run_tx(lambda tx: imports.read_again(tx, found, me)))


@blueprint.post("/feeds/<uuid:feed>/stop")
@auth.page_needs("curator")
def stop(feed: uuid.UUID) -> Response:
    run_tx(lambda tx: imports.stop(tx, feed))
    flash(gettext("This feed is read no more. What came from it stays."))
    return redirect(url_for("imports_admin.feeds"))


def _imports_page(form: ImportForm) -> str:
    return render_template(
        "imports/imports.html", list=lists.show(db.session, IMPORTS, request.args), form=form
    )


def _begin(wanted: Import) -> Response:
    """Read while the curator watches; should this server end meanwhile, the worker goes on."""
    id, loopback = wanted.id, current_app.config["PLAINSPOKEN"].fetch_loopback
    aside.run("import", lambda: imports.run(id, loopback))
    return redirect(url_for("imports_admin.show", run=id))
