"""The curators' pages for what employees propose."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.content import tips
from backend.content.forms import AnswerForm
from backend.content.lists import TIPS
from backend.content.names import TIP_STATE_NAMES
from backend.db import db, run_tx
from backend.errors import Conflict
from backend.pages import lists

blueprint = Blueprint("tip_admin", __name__, url_prefix="/admin/content/tips")
Page = str | tuple[str, int] | Response


@blueprint.get("/")
@auth.page_needs("curator")
def index() -> str:
    found = lists.show(db.session, TIPS, request.args)
    return render_template("content/tips.html", list=found, state_names=TIP_STATE_NAMES)


@blueprint.post("/export")
@auth.page_needs("curator")
@auth.fresh
def export() -> Response:
    return lists.export("tips", TIPS, request.args)


@blueprint.get("/<uuid:tip>")
@auth.page_needs("curator")
def show(tip: uuid.UUID) -> str:
    return _page(tip, AnswerForm())


@blueprint.post("/<uuid:tip>/accept")
@auth.page_needs("curator")
def accept(tip: uuid.UUID) -> Page:
    form, language = AnswerForm(), auth.me().language
    if not form.validate():
        return _page(tip, form), 422
    try:
        item = run_tx(lambda tx: tips.accept(tx, tip, language, form.answer.data or ""))
    except Conflict:
        return _was_accepted(tip)
    flash(gettext("Accepted. This draft is made of it; write a caption and publish it."))
    return redirect(url_for("content_admin.edit", item=item.id))


@blueprint.post("/<uuid:tip>/decline")
@auth.page_needs("curator")
def decline(tip: uuid.UUID) -> Page:
    form = AnswerForm()
    if not form.validate():
        return _page(tip, form), 422
    try:
        run_tx(lambda tx: tips.decline(tx, tip, form.answer.data or ""))
    except Conflict:
        return _was_accepted(tip)
    flash(gettext("Declined. Those who proposed it see it in their popup."))
    return redirect(url_for("tip_admin.index", state="open"))


def _was_accepted(tip: uuid.UUID) -> Response:
    """By somebody else, or by the same button pressed twice."""
    flash(gettext("This tip was accepted before."), "fault")
    return redirect(url_for("tip_admin.show", tip=tip))


def _page(tip: uuid.UUID, form: AnswerForm) -> str:
    found = tips.get(db.session, tip)
    return render_template("content/tip.html", tip=found, form=form, state_names=TIP_STATE_NAMES)
