"""`/unsubscribe/<token>`: out of the weekly mail, by a click on its page or in the mail program (RFC 8058).

Opening the address changes nothing: mail programs and scanners open what they find.
"""

import uuid

from flask import Blueprint, current_app, render_template

from backend.db import run_tx
from backend.digest import letter, service

blueprint = Blueprint("unsubscribe", __name__, template_folder="templates")


@blueprint.get("/unsubscribe/<token>")
def show(token: str) -> str:
    _person_of(token)
    return render_template("digest/unsubscribe.html", done=False)


@blueprint.post("/unsubscribe/<token>")
def send(token: str) -> str:
    person = _person_of(token)
    run_tx(lambda tx: service.leave(tx, person))
    return render_template("digest/unsubscribe.html", done=True)


def _person_of(token: str) -> uuid.UUID:
    return uuid.UUID(letter.person_of(current_app.config["PLAINSPOKEN"].secret, token))
