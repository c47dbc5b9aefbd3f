"""The page on which a new rule begins: a form, and no YAML."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.guidelines import service as guidelines
from backend.rules.authoring import skeleton
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.pages import paragraph_hint
from backend.rules.pages.new_rule import NewRuleForm
from backend.rules.releases import sources

blueprint = Blueprint("new_rule_admin", __name__, url_prefix="/admin/rules", template_folder="templates")
Page = str | tuple[str, int] | Response


@blueprint.get("/new")
@auth.page_needs("curator")
def show() -> str:
    return _page(NewRuleForm())


@blueprint.post("/new")
@auth.page_needs("curator")
def add() -> Page:
    form = NewRuleForm()
    if not form.validate():
        return _page(form), 422
    try:
        run_tx(lambda tx: sources.add(tx, form.files()))
    except sources.Taken:
        form.name.errors = [gettext("There is a rule or a list of words with this name.")]
        return _page(form), 422
    except RuleFaults as found:
        return _page(form, form.tell(_told_once(found.faults))), 422
    flash(gettext("Made, as a draft. Try it here; it speaks once it is active and published."))
    file = skeleton.files(str(form.name.data))[0]
    if hint := paragraph_hint.of(db.session, file, form.files()[file]):
        flash(hint)
    return redirect(url_for("edit_admin.show", file=file))


def _told_once(faults: Sequence[Fault]) -> Sequence[Fault]:
    """The sentences are examples of the rule and of its lexicon: what the rule does with them is enough."""
    return [one for one in faults if not one.field.startswith(("examples.match", "examples.miss"))] or faults


def _page(form: NewRuleForm, faults: Sequence[Fault] = ()) -> str:
    paragraphs = sorted(guidelines.names(db.session))
    return render_template("rules/new.html", form=form, faults=faults, paragraphs=paragraphs)
