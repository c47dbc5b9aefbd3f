"""The curators' pages for topics."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import as_read
from backend.audit.as_read import Meanwhile
from backend.content import topics
from backend.content.forms import TopicForm
from backend.content.lists import TOPICS
from backend.db import db, run_tx
from backend.pages import lists
from backend.pages.form_parts import tell_meanwhile

blueprint = Blueprint("topic_admin", __name__, url_prefix="/admin/content/topics")
Page = str | tuple[str, int] | Response


@blueprint.get("/")
@auth.page_needs("curator")
def index() -> str:
    return _page(TopicForm())


@blueprint.post("/export")
@auth.page_needs("curator")
@auth.fresh
def export() -> Response:
    return lists.export("topics", TOPICS, request.args)


@blueprint.get("/<uuid:topic>")
@auth.page_needs("curator")
def edit(topic: uuid.UUID) -> str:
    found = topics.get(db.session, topic)
    words = {f"words_{lang}": ", ".join(words) for lang, words in found.words.items()}
    known = {"name": found.name, "read": as_read.digest(found), **words}
    return render_template("content/topic.html", form=TopicForm(data=known))


@blueprint.post("/")
@auth.page_needs("curator")
def send_new() -> Page:
    form = TopicForm()
    return redirect(url_for("topic_admin.index")) if _is_saved(None, form) else (_page(form), 422)


@blueprint.post("/<uuid:topic>")
@auth.page_needs("curator")
def send_edit(topic: uuid.UUID) -> Page:
    form = TopicForm()
    try:
        if _is_saved(topic, form):
            return redirect(url_for("topic_admin.index"))
    except Meanwhile:
        tell_meanwhile()
        return render_template("content/topic.html", form=form), 409
    return render_template("content/topic.html", form=form), 422


def _page(form: TopicForm) -> str:
    return render_template(
        "content/topics.html", list=lists.show(db.session, TOPICS, request.args), form=form
    )


def _is_saved(topic: uuid.UUID | None, form: TopicForm) -> bool:
    """What hindered it stands in the form. Raises Meanwhile."""
    if not form.validate():
        return False
    try:
        run_tx(lambda tx: _save_as_read(tx, topic, form))
    except topics.Taken:
        form.name.errors = [gettext("There is a topic with this name.")]
        return False
    flash(gettext("Saved."))
    return True


def _save_as_read(tx: Session, topic: uuid.UUID | None, form: TopicForm) -> None:
    if topic:
        as_read.hold(tx, topics.get(tx, topic), form.read.data)
    topics.save(tx, topic, str(form.name.data), form.words())
