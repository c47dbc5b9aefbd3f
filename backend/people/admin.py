"""The admin's pages about people: who there is, what they may, and whether they are let in."""

import uuid

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.errors import Conflict
from backend.oidc import service as oidc
from backend.pages import lists
from backend.pages.form_parts import tell_undo
from backend.people import service
from backend.people.forms import RoleForm
from backend.people.lists import PEOPLE
from backend.people.models import Person
from backend.sign_in import let_in

blueprint = Blueprint("people_admin", __name__, url_prefix="/admin/people", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    return render_template("people/index.html", list=lists.show(db.session, PEOPLE, request.args))


@blueprint.post("/export")
@auth.page_needs("admin")
@auth.fresh
def export() -> Response:
    return lists.export("people", PEOPLE, request.args)


@blueprint.get("/<uuid:person>/role")
@auth.page_needs("admin")
def role(person: uuid.UUID) -> str:
    return _role_page(person, RoleForm(obj=service.get_person(db.session, person)))


@blueprint.post("/<uuid:person>/role")
@auth.page_needs("admin")
@auth.fresh
def give_role(person: uuid.UUID) -> str | tuple[str, int] | Response:
    form, myself = RoleForm(), auth.me().id == person
    if not form.validate():
        return _role_page(person, form), 422
    try:
        found = run_tx(lambda tx: service.give_role(tx, person, str(form.role.data)))
    except Conflict:
        form.role.errors = [gettext("This is the last admin. Make somebody else one first.")]
        return _role_page(person, form), 422
    flash(_what_now(found))
    return redirect(url_for("sign_in.home" if myself else "people_admin.index"))


@blueprint.post("/<uuid:person>/deactivate")
@auth.page_needs("admin")
def deactivate(person: uuid.UUID) -> Response:
    myself = auth.me().id == person
    try:
        run_tx(lambda tx: let_in.deactivate(tx, person))
        _tell_who_is_out(service.get_person(db.session, person), myself)
    except Conflict:
        flash(gettext("This is the last admin. Invite another one first."), "fault")
    return redirect(url_for("people_admin.index"))


@blueprint.post("/<uuid:person>/reactivate")
@auth.page_needs("admin")
@auth.fresh
def reactivate(person: uuid.UUID) -> Response:
    run_tx(lambda tx: _let_in_again(tx, person))
    flash(gettext("Let in again. Devices that were signed in before work again too."))
    return redirect(url_for("people_admin.index"))


def _tell_who_is_out(person: Person, myself: bool) -> None:
    """To oneself a way back would lead to where one is not let in."""
    if myself:
        flash(gettext("You are signed out everywhere, and only another admin can let you in again."))
    else:
        said = gettext("%(name)s is signed out everywhere, and no longer let in.", name=person.name)
        way_back = url_for("people_admin.reactivate", person=person.id)
        tell_undo(said, gettext("Let in again"), way_back, person.name)


def _let_in_again(tx: Session, person: uuid.UUID) -> None:
    """An account that is not theirs any more need not be theirs again."""
    let_in.reactivate(tx, person)
    oidc.forget(tx, person)


def _role_page(person: uuid.UUID, form: RoleForm) -> str:
    """`is_from_account`: the sign-in service says it anew each time."""
    sign_in = current_app.config["PLAINSPOKEN"].oidc
    found = service.get_person(db.session, person)
    is_from_account = bool(sign_in and sign_in.roles_claim)
    return render_template("people/role.html", form=form, person=found, is_from_account=is_from_account)


def _what_now(person: Person) -> str:
    if person.role == "employee" or person.password_hash:
        return str(gettext("Saved. It holds from their next click on."))
    return str(gettext("Saved. Make a new code for %(name)s: with it they set a password.", name=person.name))
