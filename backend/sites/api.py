"""`GET sites`: where the extension finds what on a site; `POST health`: it no longer does."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from backend import auth, etag, idempotency
from backend.sites import health, service
from backend.sites.schemas import Hooks, Noted, Report

blueprint = Blueprint("sites", __name__, description="Site hooks as data")


@blueprint.get("/sites")
@auth.needs("employee")
@blueprint.alt_response(200, schema=Hooks)
def sites() -> Response:
    """The selectors per site, best first."""
    return etag.synced(service.body())


@blueprint.post("/health")
@auth.needs("employee")
@blueprint.arguments(Report)
@blueprint.alt_response(201, schema=Noted)
def report(found: dict[str, Any]) -> Response:
    """A page was not understood: counted, without a name. Needs an Idempotency-Key."""
    return idempotency.once(lambda tx: health.note(tx, **found), Noted())
