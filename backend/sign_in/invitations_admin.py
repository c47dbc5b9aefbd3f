"""The admin's pages about invitations: somebody is invited, gets a new code, and who was invited so far."""

import uuid

from flask import Blueprint, current_app, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, now, run_tx
from backend.errors import Conflict
from backend.pages import lists
from backend.people import installed, service
from backend.people.models import LANGUAGES, Person
from backend.sign_in import browser_session, invitation_text, invitations
from backend.sign_in.forms import InviteForm
from backend.sign_in.lists import INVITATION_STATES, INVITATIONS, state_of

blueprint = Blueprint("invitations_admin", __name__, url_prefix="/admin/people", template_folder="templates")


@blueprint.get("/invite")
@auth.page_needs("admin")
def invite() -> str:
    return render_template("sign_in/invite.html", form=InviteForm(language=auth.me().language))


@blueprint.post("/invite")
@auth.page_needs("admin")
def send() -> str | tuple[str, int]:
    form = InviteForm()
    if not form.validate():
        return render_template("sign_in/invite.html", form=form), 422
    if form.role.data != "employee":
        browser_session.require_fresh()
    try:
        person = run_tx(lambda tx: service.add_person(tx, **_fields(form)))
    except Conflict:
        form.email.errors = [gettext("There is a person with this e-mail address.")]
        return render_template("sign_in/invite.html", form=form), 422
    return _invited(person)


@blueprint.get("/invitations")
@auth.page_needs("admin")
def index() -> str:
    return render_template(
        "sign_in/invitations.html",
        list=lists.show(db.session, INVITATIONS, request.args),
        state_of=state_of,
        state_names=INVITATION_STATES,
    )


@blueprint.post("/invitations/export")
@auth.page_needs("admin")
@auth.fresh
def export() -> Response:
    return lists.export("invitations", INVITATIONS, request.args)


@blueprint.post("/<uuid:person>/invitation")
@auth.page_needs("admin")
@auth.fresh
def invite_again(person: uuid.UUID) -> str:
    """Whoever holds the code acts as this person, so it asks for the password whatever their role."""
    return _invited(service.get_person(db.session, person))


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
        "sign_in/invited.html", person=person, code=code, public_url=config.public_url, texts=texts
    )
