"""`GET sites`: where the extension finds what on a site; `POST health`: it no longer does."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from backend import auth
from backend.db import run_tx
from backend.sites import health, service
from backend.sites.schemas import Hooks, Noted, Report
from backend.web import etag

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
@blueprint.response(201, Noted)
def report(found: dict[str, Any]) -> dict[str, object]:
    """A page was not understood: counted, without a name.

    No Idempotency-Key: to keep one would tell who was on a site and when. A report too many is no harm.
    """
    run_tx(lambda tx: health.note(tx, **found))
    return {}
