"""The pages about rules: read them, change words or YAML, see what changes, publish."""

import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth, etag, lists
from backend.db import db, run_tx
from backend.errors import NotFound
from backend.reports import closing, felt, weeks
from backend.rules import changes, edit, overview, releases, sources
from backend.rules.faults import Fault, RuleFaults
from backend.rules.forms import (
    SEVERITY_NAMES,
    STATUS_NAMES,
    PublishForm,
    WordsForm,
    YamlForm,
    at_fields,
    sentence,
    step_name,
    step_value,
)
from backend.rules.lists import RELEASES, lexicons_list, rules_list
from backend.rules.models import Release, Source

blueprint = Blueprint("rules_admin", __name__, url_prefix="/admin/rules", template_folder="templates")
LATELY = timedelta(days=30)
Page = str | tuple[str, int] | Response


class Meanwhile(Exception):
    """Somebody else has changed what is to be saved."""


@blueprint.app_context_processor
def names() -> dict[str, object]:
    return {
        "sentence": sentence,
        "severity_names": SEVERITY_NAMES,
        "status_names": STATUS_NAMES,
        "step_name": step_name,
        "step_value": step_value,
    }


@blueprint.get("/")
@auth.page_needs("curator")
def index() -> str:
    closing.count_what_is_over()
    view = overview.of(db.session, auth.me().language)
    found = lists.show(db.session, _list_of(view), request.args)
    return render_template("rules/index.html", view=view, list=found)


@blueprint.post("/export")
@auth.page_needs("curator")
@auth.fresh
def export() -> Response:
    return lists.export("rules", _list_of(overview.of(db.session, auth.me().language)), request.args)


@blueprint.get("/lexicons")
@auth.page_needs("curator")
def lexicons() -> str:
    view = overview.of(db.session, auth.me().language)
    found = lists.show(db.session, lexicons_list(view.lexicons), request.args)
    return render_template("rules/lexicons.html", view=view, list=found)


@blueprint.post("/lexicons/export")
@auth.page_needs("curator")
@auth.fresh
def export_lexicons() -> Response:
    view = overview.of(db.session, auth.me().language)
    return lists.export("lexicons", lexicons_list(view.lexicons), request.args)


@blueprint.get("/releases")
@auth.page_needs("curator")
def published() -> str:
    newest = releases.newest(db.session)
    return render_template(
        "rules/releases.html",
        list=lists.show(db.session, RELEASES, request.args),
        newest=newest.number if newest else 0,
    )


@blueprint.post("/releases/export")
@auth.page_needs("curator")
@auth.fresh
def export_releases() -> Response:
    return lists.export("releases", RELEASES, request.args)


@blueprint.get("/releases/<int:number>")
@auth.page_needs("curator")
def release(number: int) -> str:
    found = changes.from_to(db.session, number - 1, number)
    return render_template("rules/release.html", number=number, changes=found)


@blueprint.get("/words/<path:file>")
@auth.page_needs("curator")
def words(file: str) -> str:
    text = _rule(db.session, file).text
    data = {path.replace(".", "_"): value for path, value in edit.words_of(text).items()}
    return _written("words", file, WordsForm(data=data | {"read": etag.digest(text)}))[0]


@blueprint.post("/words/<path:file>")
@auth.page_needs("curator")
def save_words(file: str) -> Page:
    form = WordsForm()
    _rule(db.session, file)
    if not form.validate():
        return _written("words", file, form, 422)
    values = {path: form[path.replace(".", "_")].data.strip() for path in (*edit.WORDS, "status")}
    try:
        run_tx(lambda tx: _edit_as_read(tx, form, file, lambda text: edit.with_words(text, values)))
    except RuleFaults as found:
        return _written("words", file, form, 422, at_fields(form, found.faults))
    except Meanwhile:
        return _written("words", file, form, 409)
    return _saved(file)


@blueprint.get("/yaml/<path:file>")
@auth.page_needs("curator")
def yaml(file: str) -> str:
    text = sources.get(db.session, file).text
    return _written("yaml", file, YamlForm(text=text, read=etag.digest(text)))[0]


@blueprint.post("/yaml/<path:file>")
@auth.page_needs("curator")
def save_yaml(file: str) -> Page:
    form = YamlForm()
    if not form.validate():
        return _written("yaml", file, form, 422)
    try:
        run_tx(lambda tx: _edit_as_read(tx, form, file, lambda _: str(form.text.data)))
    except RuleFaults as found:
        return _written("yaml", file, form, 422, found.faults)
    except Meanwhile:
        return _written("yaml", file, form, 409)
    return _saved(file)


@blueprint.get("/publish")
@auth.page_needs("admin")
def publish() -> str:
    return _publish_page(PublishForm(), [])


@blueprint.post("/publish")
@auth.page_needs("admin")
@auth.fresh
def send_publish() -> Page:
    form, author = PublishForm(), auth.me().id
    if not form.validate():
        return _publish_page(form, []), 422
    try:
        release = run_tx(lambda tx: _publish_as_read(tx, author, form))
    except RuleFaults as found:
        return _publish_page(form, found.faults), 422
    if release is None:
        flash(gettext("The rules have changed since this page was opened. Read it again."), "fault")
        return _publish_page(form, []), 409
    flash(
        gettext("Release %(number)s is in force. Browsers have it within 15 minutes.", number=release.number)
    )
    return redirect(url_for("rules_admin.index"))


def _list_of(view: overview.Overview) -> lists.List:
    return rules_list(view.rules, felt.since(db.session, weeks.today() - LATELY))


def _written(
    template: str, file: str, form: FlaskForm, status: int = 200, faults: Sequence[Fault] = ()
) -> tuple[str, int]:
    """The page on which somebody writes, with all that they typed."""
    if status == 409:
        said = gettext("Somebody else has changed this meanwhile. Open the page anew in another tab.")
        flash(said, "fault")
    return render_template(f"rules/{template}.html", file=file, form=form, faults=faults), status


def _edit_as_read(session: Session, form: FlaskForm, file: str, change: Callable[[str], str]) -> None:
    """Raises Meanwhile when the text is no longer as somebody read it."""
    sources.hold(session)
    known = sources.get(session, file).text
    if etag.digest(known) != form.read.data:
        raise Meanwhile
    sources.edit(session, file, change(known))


def _rule(session: Session, file: str) -> Source:
    """A lexicon says nothing to people, so it has no words to change."""
    if not file.startswith("packs/"):
        raise NotFound("There is no such rule or lexicon.")
    return sources.get(session, file)


def _publish_as_read(session: Session, author: uuid.UUID, form: PublishForm) -> Release | None:
    """None when the rules are no longer as the admin read them."""
    sources.hold(session)
    if changes.state(session) != form.read.data:
        return None
    return releases.publish(session, author, str(form.note.data))


@blueprint.post("/releases/<int:number>/publish")
@auth.page_needs("admin")
@auth.fresh
def publish_again(number: int) -> Response:
    author, note = auth.me().id, gettext("Release %(number)s once more", number=number)
    release = run_tx(lambda tx: releases.roll_back(tx, author, number, note))
    flash(
        gettext("Release %(number)s is in force. Browsers have it within 15 minutes.", number=release.number)
    )
    if changes.pending(db.session):
        flash(
            gettext(
                "The changes since release %(number)s still wait: publishing would bring them back.",
                number=number,
            ),
            "fault",
        )
    return redirect(url_for("rules_admin.published"))


def _publish_page(form: PublishForm, faults: list[Fault]) -> str:
    form.read.data = changes.state(db.session)
    return render_template(
        "rules/publish.html",
        form=form,
        faults=faults,
        pending=changes.pending(db.session),
        newest=releases.newest(db.session),
    )


def _saved(file: str) -> Response:
    flash(gettext("Saved. It speaks once you publish it."))
    back = "rules_admin.lexicons" if file.startswith("lexicons/") else "rules_admin.index"
    return redirect(url_for(back))
