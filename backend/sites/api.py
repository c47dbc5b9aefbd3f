"""`GET sites`: where the extension finds what on a site."""

from flask import Response
from flask_smorest import Blueprint

from backend import auth, etag
from backend.sites import service
from backend.sites.schemas import Hooks

blueprint = Blueprint("sites", __name__, description="Site hooks as data")


@blueprint.get("/sites")
@auth.needs("employee")
@blueprint.alt_response(200, schema=Hooks)
def sites() -> Response:
    """The selectors per site, best first."""
    return etag.synced(service.body())
