"""The page on which a new list of words begins: a form, and no YAML."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import run_tx
from backend.rules.language.faults import Fault, RuleFaults
from backend.rules.pages.new_list import NewListForm
from backend.rules.releases import sources

blueprint = Blueprint(
    "new_list_admin", __name__, url_prefix="/admin/rules/lexicons", template_folder="templates"
)
Page = str | tuple[str, int] | Response


@blueprint.get("/new")
@auth.page_needs("curator")
def show() -> str:
    return _page(NewListForm())


@blueprint.post("/new")
@auth.page_needs("curator")
def add() -> Page:
    form = NewListForm()
    if not form.validate():
        return _page(form), 422
    try:
        run_tx(lambda tx: sources.add(tx, form.files()))
    except sources.Taken:
        form.name.errors = [gettext("There is a list of words with this name.")]
        return _page(form), 422
    except RuleFaults as found:
        return _page(form, form.tell(found.faults)), 422
    flash(gettext("Made. It finds nothing before a rule names it: under “all”, for example."))
    return redirect(url_for("edit_admin.show", file=next(iter(form.files()))))


def _page(form: NewListForm, faults: Sequence[Fault] = ()) -> str:
    return render_template("rules/new_list.html", form=form, faults=faults)
