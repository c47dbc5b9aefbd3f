"""The admin's page about the weekly mail: does it go out, and if not, why."""

from email.message import EmailMessage
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth, fewest, mail_faults
from backend.config import Config
from backend.db import db, now, run_tx
from backend.digest import letter, news, service
from backend.errors import Problem
from backend.letters import NoAddress
from backend.people import service as people
from backend.people.models import Person

blueprint = Blueprint("mail_admin", __name__, url_prefix="/admin/people/mail", template_folder="templates")


@blueprint.app_context_processor
def names() -> dict[str, object]:
    return {"mail_fault": _fault}


@blueprint.get("/")
@auth.page_needs("admin")
def index() -> str:
    config: Config = current_app.config["PLAINSPOKEN"]
    return render_template(
        "digest/index.html",
        server=_without_password(config.mail),
        sender=config.mail_from,
        wanted_by=service.wanted_by(db.session),
        fewest=fewest.of(db.session),
        fault=mail_faults.current(db.session),
    )


@blueprint.get("/letter")
@auth.page_needs("admin")
def preview() -> str:
    """The letter that would go to the one who looks, whether they want it or not."""
    config: Config = current_app.config["PLAINSPOKEN"]
    me = people.get_person(db.session, auth.me().id)
    return render_template("digest/preview.html", letter=_letter(config, me), days=service.FIRST.days)


def _letter(config: Config, me: Person) -> EmailMessage | None:
    found = news.of_person(db.session, me, now() - service.FIRST)
    if found is None:
        return None
    organisation = people.installation(db.session).organisation
    try:
        return letter.write(config, organisation, me, found, now())
    except NoAddress:
        why = gettext(
            "The mail server takes no mail for %(email)s. Ask an admin to check the address.", email=me.email
        )
        raise Problem(why) from None


@blueprint.post("/try")
@auth.page_needs("admin")
def try_again() -> Response:
    run_tx(mail_faults.clear)
    return redirect(url_for("mail_admin.index"))


def _fault() -> str:
    found = mail_faults.current(db.session)
    return mail_faults.said(found) if found else ""


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if url else ""
