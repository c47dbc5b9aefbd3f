"""The page the extension opens to sign a browser in."""

from collections.abc import Sequence

from flask import Blueprint, current_app, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.config import Config
from backend.db import db, run_tx
from backend.errors import NotFound
from backend.people import installed, service
from backend.people.models import Person
from backend.sign_in import browser_session, connecting, invitations
from backend.sign_in.forms import ConnectForm, KnownConnectForm
from backend.web import security

blueprint = Blueprint("connect", __name__, template_folder="templates")


@blueprint.get("/connect")
def show() -> str:
    asked = _asked()
    return _page(asked, _form_for_visitor()(device_name=asked.device_name))


@blueprint.post("/connect")
def send() -> Response | tuple[str, int]:
    asked, form = _asked(), _form_for_visitor()()
    if request.form.get("sample"):
        return _connect(_sample_person(request.form["sample"]), asked, asked.device_name or "Demo")
    person = _person_of(form) if form.validate() else None
    if person is None:
        return _page(asked, form), 422
    return _connect(person, asked, form.device_name.data or "")


def _asked() -> connecting.ConnectRequest:
    asked = connecting.read(request.args, _config().extension_ids)
    security.let_forms_lead_to(asked.origin)
    return asked


def _form_for_visitor() -> type[ConnectForm] | type[KnownConnectForm]:
    return KnownConnectForm if auth.visitor() else ConnectForm


def _page(asked: connecting.ConnectRequest, form: ConnectForm | KnownConnectForm) -> str:
    organisation = installed.installation(db.session).organisation
    return render_template(
        "sign_in/connect.html", form=form, organisation=organisation, samples=_samples(), asked=asked
    )


def _person_of(form: ConnectForm | KnownConnectForm) -> Person | None:
    known = auth.visitor()
    if known is not None:
        return known
    try:
        with browser_session.one_try():
            return run_tx(lambda tx: invitations.redeem(tx, form.code.data or ""))
    except invitations.WrongCode:
        form.code.errors = [gettext("This code is unknown, used or expired. Ask for a new one.")]
        return None


def _connect(person: Person, asked: connecting.ConnectRequest, device_name: str) -> Response:
    code = run_tx(lambda tx: connecting.issue_code(tx, person.id, asked, device_name))
    if auth.visitor() is None:
        browser_session.begin(person, with_password=False)
    return redirect(asked.answer(code), 303)


def _samples() -> Sequence[Person]:
    """The people a click signs in, in the demo and nowhere else."""
    return service.everyone(db.session) if _config().demo else []


def _sample_person(id: str) -> Person:
    found = [person for person in _samples() if str(person.id) == id]
    if not found:
        raise NotFound("There is no such person.")
    return found[0]


def _config() -> Config:
    config: Config = current_app.config["PLAINSPOKEN"]
    return config
