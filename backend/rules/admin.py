"""The pages about rules: read them, change words or YAML."""

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
from backend.rules import as_read, edit, overview, review, sources
from backend.rules.as_read import Meanwhile
from backend.rules.faults import Fault, RuleFaults
from backend.rules.forms import (
    SEVERITY_NAMES,
    STANCE_NAMES,
    STATUS_NAMES,
    SURFACE_NAMES,
    WordsForm,
    YamlForm,
    at_fields,
    sentence,
    step_name,
    step_value,
)
from backend.rules.lists import lexicons_list, rules_list
from backend.rules.models import Source
from backend.sites.names import SITE_NAMES

blueprint = Blueprint("rules_admin", __name__, url_prefix="/admin/rules", template_folder="templates")
LATELY = timedelta(days=30)
Page = str | tuple[str, int] | Response


@blueprint.app_context_processor
def names() -> dict[str, object]:
    return {
        "sentence": sentence,
        "severity_names": SEVERITY_NAMES,
        "site_names": SITE_NAMES,
        "stance_names": STANCE_NAMES,
        "status_names": STATUS_NAMES,
        "step_name": step_name,
        "step_value": step_value,
        "surface_names": SURFACE_NAMES,
    }


@blueprint.get("/")
@auth.page_needs("curator")
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
@auth.page_needs("curator")
def lexicons() -> str:
    view = overview.of(db.session, auth.me().language)
    return _list_page("rules/lexicons.html", view, lexicons_list(view.lexicons))


@blueprint.post("/lexicons/export")
@auth.page_needs("curator")
@auth.fresh
def export_lexicons() -> Response:
    view = overview.of(db.session, auth.me().language)
    return lists.export("lexicons", lexicons_list(view.lexicons), request.args)


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


def _list_page(template: str, view: overview.Overview, shape: lists.List) -> str:
    asked = review.waits_for(db.session, auth.me().id)
    return render_template(template, view=view, asked=asked, list=lists.show(db.session, shape, request.args))


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
    as_read.must_be(known, form.read.data)
    sources.edit(session, file, change(known))


def _rule(session: Session, file: str) -> Source:
    """A lexicon says nothing to people, so it has no words to change."""
    if not file.startswith("packs/"):
        raise NotFound("There is no such rule or lexicon.")
    return sources.get(session, file)


def _saved(file: str) -> Response:
    flash(gettext("Saved. It speaks once you publish it."))
    back = "rules_admin.lexicons" if file.startswith("lexicons/") else "rules_admin.index"
    return redirect(url_for(back))
