"""The admin's pages about people and their devices."""

import uuid

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, now, run_tx
from backend.errors import Conflict
from backend.oidc import service as oidc
from backend.pages import lists
from backend.pages.form_parts import tell_undo
from backend.people import installed, service
from backend.people.forms import InviteForm, RoleForm
from backend.people.lists import PEOPLE
from backend.people.models import LANGUAGES, Person
from backend.sign_in import browser_session, devices, invitation_text, invitations, let_in
from backend.sign_in.lists import DEVICES, INVITATION_STATES, INVITATIONS, state_of

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


@blueprint.get("/invite")
@auth.page_needs("admin")
def invite() -> str:
    return render_template("people/invite.html", form=InviteForm(language=auth.me().language))


@blueprint.post("/invite")
@auth.page_needs("admin")
def send_invite() -> str | tuple[str, int]:
    form = InviteForm()
    if not form.validate():
        return render_template("people/invite.html", form=form), 422
    if form.role.data != "employee":
        browser_session.require_fresh()
    try:
        person = run_tx(lambda tx: service.add_person(tx, **_fields(form)))
    except Conflict:
        form.email.errors = [gettext("There is a person with this e-mail address.")]
        return render_template("people/invite.html", form=form), 422
    return _invited(person)


@blueprint.get("/invitations")
@auth.page_needs("admin")
def all_invitations() -> str:
    return render_template(
        "people/invitations.html",
        list=lists.show(db.session, INVITATIONS, request.args),
        state_of=state_of,
        state_names=INVITATION_STATES,
    )


@blueprint.post("/invitations/export")
@auth.page_needs("admin")
@auth.fresh
def export_invitations() -> Response:
    return lists.export("invitations", INVITATIONS, request.args)


@blueprint.post("/<uuid:person>/invitation")
@auth.page_needs("admin")
@auth.fresh
def invite_again(person: uuid.UUID) -> str:
    """Whoever holds the code acts as this person, so it asks for the password whatever their role."""
    return _invited(service.get_person(db.session, person))


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


@blueprint.get("/devices")
@auth.page_needs("admin")
def all_devices() -> str:
    return render_template("people/devices.html", list=lists.show(db.session, DEVICES, request.args))


@blueprint.post("/devices/export")
@auth.page_needs("admin")
@auth.fresh
def export_devices() -> Response:
    return lists.export("devices", DEVICES, request.args)


@blueprint.post("/devices/<uuid:device>/revoke")
@auth.page_needs("admin")
def revoke(device: uuid.UUID) -> Response:
    run_tx(lambda tx: devices.revoke(tx, device))
    flash(gettext("The device is signed out."))
    return redirect(url_for("people_admin.all_devices"))


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


def _fields(form: InviteForm) -> dict[str, str]:
    return {name: form[name].data for name in ("name", "email", "role", "language")}


def _invited(person: Person) -> str:
    code = run_tx(lambda tx: invitations.invite(tx, person.id))
    config, organisation = current_app.config["PLAINSPOKEN"], installed.installation(db.session).organisation
    texts = {
        language: invitation_text.write(config, organisation, person, code, now(), language)
        for language in sorted(LANGUAGES, key=lambda language: language != person.language)
    }
    return render_template(
        "people/invited.html", person=person, code=code, public_url=config.public_url, texts=texts
    )
