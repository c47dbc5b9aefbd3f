"""The admin's pages about changes: all of them as a list, one with its before and after."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import StringField

from backend import auth
from backend.audit import trail
from backend.audit.kinds import KINDS
from backend.audit.models import AuditEntry
from backend.audit.pages import telling
from backend.audit.pages.lists import actor, changes
from backend.db import db, run_tx
from backend.pages import lists
from backend.pages.form_parts import STRIPPED
from backend.people.models import Person

blueprint = Blueprint(
    "audit_admin", __name__, url_prefix="/admin/settings/audit", template_folder="templates"
)


class EraseForm(FlaskForm):  # type: ignore[misc]
    """`number`: of the entry, typed, since what it said does not come back."""

    number = StringField(_("Number of the entry"), filters=STRIPPED)


@blueprint.app_context_processor
def helpers() -> dict[str, object]:
    return {"audit_actor": actor, "audit_kinds": KINDS, "tell_change": telling.tell}


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    found = lists.show(db.session, changes({}), request.args)
    names = telling.names_in(db.session, [row[0] for row in found.rows.items])
    return render_template("audit/index.html", list=found, names=names, head=trail.head(db.session))


@blueprint.post("/export")
@auth.page_needs("admin", "council")
@auth.fresh
def export() -> Response:
    every = select(AuditEntry).execution_options(yield_per=lists.BATCH)  # never all at once
    names = telling.names_in(db.session, db.session.scalars(every))
    return lists.export("audit", changes(names), request.args)


@blueprint.get("/<int:number>")
@auth.page_needs("admin", "council")
def show(number: int) -> str:
    return _entry_page(number, EraseForm(None))


@blueprint.post("/<int:number>/erase")
@auth.page_needs("admin")
@auth.fresh
def erase(number: int) -> Response | tuple[str, int]:
    form = EraseForm()
    if form.number.data != str(number):
        form.number.errors = [gettext("This is another number.")]
        return _entry_page(number, form), 422
    run_tx(lambda tx: trail.erase_words(tx, number))
    flash(gettext("The words are erased. That an entry was here, when and by whom, stays."))
    return redirect(url_for("audit_admin.show", number=number))


def _entry_page(number: int, form: EraseForm) -> str:
    found = trail.get(db.session, number)
    who, about = (db.session.get(Person, key) if key else None for key in (found.actor_id, found.about_id))
    names = telling.names_in(db.session, [found])
    told = telling.tell(found, names)
    return render_template("audit/entry.html", entry=found, told=told, who=who, about=about, form=form)
