"""`/r/<code>`: counts a reader, then leads on. Sets no cookie, keeps nothing about the visitor."""

from collections.abc import Callable

import structlog
from flask import Blueprint, current_app, make_response, redirect, render_template, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from backend import logs
from backend.addresses.origin_address import origin_address
from backend.config import Config
from backend.db import faults, now, run_tx
from backend.shares import clicks, visitors

blueprint = Blueprint("redirect", __name__, template_folder="templates")
log = structlog.get_logger()


@blueprint.get("/r/<code>")
def follow(code: str) -> Response:
    """302 to the item, 410 when it was withdrawn or has expired, 404 for a code we never made."""
    at = now()
    link = clicks.find(code, at)
    if link is None or link.target is None:
        return make_response(
            render_template("shares/no_link.html", known=link is not None), 410 if link else 404
        )
    posted_for = at - link.posted_at if link.posted_at else None
    config: Config = current_app.config["PLAINSPOKEN"]
    by_machine = config.data_centres.have(request.remote_addr or "")
    if not by_machine and visitors.counts(request.method, request.headers, posted_for):
        visitor = "\n".join((origin_address(), request.headers.get("User-Agent", ""), code))
        _count(lambda tx: clicks.count(tx, link, visitor, config.secret, at))
    answer = redirect(link.target)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _count(click: Callable[[Session], bool]) -> None:
    """A reader is led on also where the database takes no click."""
    try:
        run_tx(click)
    except SQLAlchemyError as error:
        if not faults.is_down(error):
            raise
        log.error("database does not answer", cause=logs.causes(error))
