"""The admin's page about the weekly mail: does it go out, and if not, why."""

from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth, fewest, mail
from backend.config import Config
from backend.db import db
from backend.digest import service, trial
from backend.mail import faults
from backend.mail.letters import NoAddress
from backend.people import service as people
from backend.people.models import Person

blueprint = Blueprint("mail_admin", __name__, url_prefix="/admin/people/mail", template_folder="templates")


@blueprint.app_context_processor
def names() -> dict[str, object]:
    return {"mail_fault": _fault}


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    config: Config = current_app.config["PLAINSPOKEN"]
    return render_template(
        "digest/index.html",
        server=_without_password(config.mail),
        sender=config.mail_from,
        wanted_by=service.wanted_by(db.session),
        fewest=fewest.of(db.session),
        fault=faults.current(db.session),
    )


@blueprint.get("/letter")
@auth.page_needs("admin", "council")
def preview() -> str:
    """The letter that would go to the one who looks, whether they want it or not."""
    config: Config = current_app.config["PLAINSPOKEN"]
    me = people.get_person(db.session, auth.me().id)
    letter = trial.weekly(db.session, config, me)
    return render_template(
        "digest/preview.html", letter=letter, days=service.FIRST.days, has_mail=bool(config.mail)
    )


@blueprint.post("/trial")
@auth.page_needs("admin")
def send_trial() -> Response:
    """The same letter, or a short one, to the mailbox of the one who asks."""
    config: Config = current_app.config["PLAINSPOKEN"]
    me = people.get_person(db.session, auth.me().id)
    if config.mail:
        _send(config, trial.weekly(db.session, config, me) or trial.plain(config, me), me)
    return redirect(url_for("mail_admin.index"))


def _send(config: Config, letter: EmailMessage, me: Person) -> None:
    with suppress(mail.Down):  # base.html tells it on every page
        try:
            trial.send(config, letter)
            flash(_taken(config, me.email))
        except mail.Refused as no:
            flash(_refused(no, me.email), "fault")


def _taken(config: Config, email: str) -> str:
    if folder := mail.folder_of(config.mail):
        return str(gettext("Written into the folder %(folder)s.", folder=folder))
    return str(gettext("Sent to %(email)s.", email=email))


def _refused(no: mail.Refused, email: str) -> str:
    if no.for_good:
        said = gettext(
            "The mail server takes no mail for %(email)s. It says: %(said)s", email=email, said=no.said
        )
    else:
        said = gettext("The mail server refused it for now. It says: %(said)s", said=no.said)
    return str(said)


@blueprint.errorhandler(NoAddress)
def tell_no_address(_: NoAddress) -> Response:
    email = people.get_person(db.session, auth.me().id).email
    flash(
        gettext("No mail can go to %(email)s. Invite yourself under another address.", email=email), "fault"
    )
    return redirect(url_for("mail_admin.index"))


@blueprint.post("/try")
@auth.page_needs("admin")
def try_again() -> Response:
    config: Config = current_app.config["PLAINSPOKEN"]
    if config.mail:
        with suppress(mail.Down):  # base.html tells it on every page
            trial.greet(config)
            flash(gettext("The mail server answers. What waits goes out with the worker’s next round."))
    return redirect(url_for("mail_admin.index"))


def _fault() -> str:
    config: Config = current_app.config["PLAINSPOKEN"]
    found = faults.current(db.session) if config.mail else None
    return faults.said(found) if found else ""


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if url else ""
