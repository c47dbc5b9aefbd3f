"""Help while a list of words is written: the forms of a word. Nothing is kept."""

from flask import Blueprint, render_template, request

from backend import auth
from backend.rules.authoring import inflections
from backend.rules.pages.forms import FormsOf

blueprint = Blueprint(
    "workshop_admin", __name__, url_prefix="/admin/rules/workshop", template_folder="templates"
)


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
