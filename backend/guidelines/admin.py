"""The pages about guidelines: what is in force, writing both languages, publishing, history."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.audit import facts
from backend.db import db, run_tx
from backend.guidelines import markdown, publishing, service, standing
from backend.guidelines.forms import PublishForm, TextsForm
from backend.guidelines.lists import VERSIONS
from backend.guidelines.models import Version
from backend.pages import lists
from backend.pages.form_parts import tell_meanwhile
from backend.people import installed
from backend.people.models import LANGUAGES
from backend.reports import closing, reached
from backend.rules.releases import sources

blueprint = Blueprint(
    "guidelines_admin", __name__, url_prefix="/admin/guidelines", template_folder="templates"
)
Page = str | tuple[str, int] | Response


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    closing.count_what_is_over()
    newest, told = service.newest(db.session), reached.newest(db.session)
    return render_template(
        "guidelines/index.html",
        newest=newest,
        uncounted=_uncounted(told),
        read=service.in_force(db.session),
        is_drafted=service.is_drafted(db.session),
        reached=told,
    )


@blueprint.get("/edit")
@auth.page_needs("admin")
def edit() -> str:
    newest = service.newest(db.session)
    texts = service.draft(db.session, newest)
    return _edit_page(TextsForm(data=texts | {"read": _state(newest, texts)}))


@blueprint.post("/edit")
@auth.page_needs("admin")
def save() -> Page:
    """Kept whatever is wrong with it; the page then shows what is, or how it looks."""
    form = TextsForm()
    if not form.validate():
        return _edit_page(form), 422
    if not run_tx(lambda tx: _save_as_read(tx, form)):
        tell_meanwhile()
        return _edit_page(form), 409
    flash(gettext("Saved. Your colleagues read it once you publish it."))
    return redirect(url_for("guidelines_admin.edit"))


@blueprint.get("/publish")
@auth.page_needs("admin")
def publish() -> str:
    return _publish_page(PublishForm())


@blueprint.post("/publish")
@auth.page_needs("admin")
@auth.fresh
def send_publish() -> Page:
    form, me = PublishForm(), auth.me().id
    if not form.validate():
        return _publish_page(form), 422
    try:
        found = run_tx(lambda tx: _publish_as_read(tx, me, form))
    except markdown.TextFaults:
        return _publish_page(form), 422
    if found is None:
        flash(gettext("The text has changed since this page was opened. Read it again."), "fault")
        return _publish_page(form), 409
    flash(gettext("Version %(number)s is in force.", number=found.number))
    return redirect(url_for("guidelines_admin.index"))


@blueprint.get("/versions")
@auth.page_needs("admin", "council")
def versions() -> str:
    return render_template("guidelines/versions.html", list=lists.show(db.session, VERSIONS, request.args))


@blueprint.post("/versions/export")
@auth.page_needs("admin")
@auth.fresh
def export_versions() -> Response:
    return lists.export("guidelines", VERSIONS, request.args)


@blueprint.get("/versions/<int:number>")
@auth.page_needs("admin", "council")
def version(number: int) -> str:
    found = service.get(db.session, number)
    before = service.texts(db.session, number - 1) if number > 1 else None
    texts = service.texts(db.session, number)
    return render_template(
        "guidelines/version.html",
        version=found,
        read=service.read(db.session, texts),
        changes=before and service.changes(db.session, before, texts),
    )


@blueprint.post("/versions/<int:number>/take")
@auth.page_needs("admin")
def take(number: int) -> Response:
    """An older version becomes the draft; from there it goes the way of every text."""
    run_tx(lambda tx: service.save_draft(tx, service.texts(tx, number)))
    flash(gettext("Version %(number)s is your draft now.", number=number))
    return redirect(url_for("guidelines_admin.edit"))


def _uncounted(told: reached.Reach) -> Version | None:
    """The version that asks to be read, if it came after the last numbers: they know of no readers of it."""
    number = standing.asks_since(db.session)
    if not number or not told.week or any("read" in row.numbers for row in told.rows):
        return None
    asked = service.get(db.session, number)
    return asked if asked.published_at.date() > told.week else None


def _save_as_read(session: Session, form: TextsForm) -> bool:
    """False when the text is no longer as the admin read it."""
    if not _is_as_read(session, form):
        return False
    service.save_draft(session, {language: form[language].data for language in LANGUAGES})
    return True


def _publish_as_read(session: Session, author: uuid.UUID, form: PublishForm) -> Version | None:
    """None when the text is no longer as the admin read it."""
    if not _is_as_read(session, form):
        return None
    notes = {language: str(form[f"note_{language}"].data).strip() for language in LANGUAGES}
    return publishing.publish(session, author, notes, bool(form.asks.data), sources.paragraphs(session))


def _is_as_read(session: Session, form: TextsForm | PublishForm) -> bool:
    """Is the text still as the admin read it? Until the end of the transaction it stays so."""
    installed.hold_installation(session)
    newest = service.newest(session)
    return bool(_state(newest, service.draft(session, newest)) == form.read.data)


def _state(newest: Version | None, texts: Mapping[str, str]) -> str:
    return facts.digest([newest.number if newest else 0, texts])


def _edit_page(form: TextsForm) -> str:
    texts = {language: form[language].data or "" for language in LANGUAGES}
    faults = publishing.faults_of(db.session, texts, sources.paragraphs(db.session))
    return render_template("guidelines/edit.html", form=form, faults=faults, read=_readable(texts))


def _readable(texts: Mapping[str, str]) -> dict[str, Any]:
    """How it looks, in the languages in which that can be told."""
    try:
        return dict(service.read(db.session, texts))
    except markdown.TextFaults:
        return {}


def _publish_page(form: PublishForm) -> str:
    newest = service.newest(db.session)
    texts = service.draft(db.session, newest)
    form.read.data = _state(newest, texts)
    faults = publishing.faults_of(db.session, texts, sources.paragraphs(db.session))
    before = service.texts(db.session, newest.number) if newest else None
    changes = service.changes(db.session, before, texts) if newest and not faults else {}
    if not newest:
        form.asks.label.text = gettext("Ask everybody to read it")
    return render_template(
        "guidelines/publish.html",
        form=form,
        faults=faults,
        changes=changes,
        read=_readable(texts),
        newest=newest,
    )
