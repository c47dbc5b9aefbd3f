"""One's own browsers, the way to one's pages from the extension, and their language."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, run_tx
from backend.errors import NotAllowed, NotFound
from backend.people import service
from backend.sign_in import browser_session, devices, door
from backend.sign_in.forms import LanguageForm

blueprint = Blueprint("me", __name__, template_folder="templates")


@blueprint.get("/me/devices/")
@auth.page_needs("employee")
def browsers() -> str:
    me = auth.me().id
    return render_template(
        "sign_in/devices.html",
        devices=devices.of_person(db.session, me),
        gone=devices.gone(db.session, me),
        language_form=LanguageForm(language=auth.me().language),
    )


@blueprint.post("/me/devices/<uuid:device>/revoke")
@auth.page_needs("employee")
def revoke(device: uuid.UUID) -> Response:
    me, here = auth.me().id, auth.page_session()
    run_tx(lambda tx: devices.revoke(tx, device, me, here))
    flash(gettext("The device is signed out."))
    return redirect(url_for("me.browsers"))


@blueprint.get("/me/enter/<code>")
def enter(code: str) -> Response:
    """Signs in as the one whose extension asked for it; only a tab that the extension opened gets in."""
    if request.headers.get("Sec-Fetch-Site", "none") != "none":
        raise NotAllowed(gettext("A page led here, and none may."), _door())
    with browser_session.one_try():
        person = run_tx(lambda tx: door.enter(tx, code))
        if person is None:
            raise NotFound(gettext("This way in was used, or a minute has passed."), _door())
    known = auth.visitor()
    if known is None or known.id != person.id:
        browser_session.begin(person, with_password=False)
    return redirect(door.place(request.args.get("to", "")))


@blueprint.post("/me/language")
@auth.page_needs("employee")
def choose_language() -> Response:
    me, form = auth.me().id, LanguageForm()
    if form.validate():
        run_tx(lambda tx: service.choose(tx, me, language=form.language.data))
    return redirect(url_for("me.browsers"))


def _door() -> str:
    return str(gettext("Open your page from the extension's popup."))
