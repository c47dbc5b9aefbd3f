"""`GET rules/release`: what the extension judges with. `POST checks`: the same judgement on request."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from backend import auth, etag, languages
from backend.db import db
from backend.rules import service
from backend.rules.schemas import Draft, Verdict

blueprint = Blueprint("rules", __name__, description="Rules")


@blueprint.get("/rules/release")
@auth.needs("employee")
@blueprint.response(200, description="release.schema.json")
def release() -> Response:
    """The release in force; its ETag is the SHA-256 of the body."""
    number, sha256 = service.tag(db.session)
    return etag.synced_as(sha256, lambda: service.body(db.session, number))


@blueprint.post("/checks")
@auth.needs("employee")
@blueprint.arguments(Draft)
@blueprint.response(200, Verdict)
def check(draft: dict[str, Any]) -> dict[str, Any]:
    """What the rules say to a draft. The draft is neither stored nor logged."""
    return service.judge(db.session, draft, languages.choose())
