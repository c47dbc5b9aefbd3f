"""Help while a rule or lexicon is written: its faults as one types, the forms of a word. Nothing is kept."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext, ngettext

from backend import auth
from backend.db import db
from backend.rules import sources
from backend.rules.authoring import inflections
from backend.rules.faults import Fault
from backend.rules.forms import FormsOf, YamlForm, sentence

blueprint = Blueprint(
    "workshop_admin", __name__, url_prefix="/admin/rules/workshop", template_folder="templates"
)


@blueprint.post("/check/<path:file>")
@auth.page_needs("curator")
def check(file: str) -> dict[str, Any]:
    """What would keep the `text` from being saved, as check-while-typing.js shows it."""
    sources.get(db.session, file)
    form = YamlForm()
    if form.validate():
        faults = sources.faults_of(db.session, file, str(form.text.data))
    else:
        faults = [Fault(file, 1, "", " ".join(form.text.errors))]
    return {"said": _said(len(faults)), "faults": [_told(fault, file) for fault in faults]}


def _said(number: int) -> str:
    if not number:
        return str(gettext("It fits, and its examples hold."))
    return str(
        ngettext("One thing keeps this from working:", "%(num)s things keep this from working:", number)
    )


def _told(fault: Fault, typed: str) -> dict[str, Any]:
    """`page`: where the fault is, if not in the file that is typed."""
    return {
        "file": fault.file,
        "page": None if fault.file == typed else url_for("rules_admin.yaml", file=fault.file),
        "line": fault.line,
        "place": gettext("line %(number)s", number=fault.line),
        "field": fault.field,
        "said": sentence(fault),
    }


@blueprint.get("/forms")
@auth.page_needs("curator")
def forms() -> str:
    form, family, missing = FormsOf(request.args), None, False
    if request.args and form.validate():
        try:
            family = inflections.family(str(form.word.data).strip(), form.language.data)
        except inflections.NoWordLists:
            missing = True
    return render_template("rules/forms_of.html", form=form, family=family, missing=missing)
