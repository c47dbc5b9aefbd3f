"""The admin's page about the weekly mail: does it go out, and if not, why."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from backend import auth, fewest, mail_faults
from backend.config import Config
from backend.db import db, run_tx
from backend.digest import service

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
