"""`GET rules/release`: what the extension judges with. `POST checks`: the same judgement on request."""

from typing import Any

from flask import Response, current_app, url_for
from flask_smorest import Blueprint

from backend import auth
from backend.db import db
from backend.guidelines import service as guidelines
from backend.rules.releases import in_force, releases
from backend.rules.schemas import Draft, Verdict
from backend.web import etag, languages

blueprint = Blueprint("rules", __name__, description="Rules")


@blueprint.get("/rules/release")
@auth.needs("employee", along=releases.IN_FORCE_BESIDE)
@blueprint.response(200, description="release.schema.json")
def release() -> Response:
    """The release in force; its ETag is the SHA-256 of the body."""
    number, sha256 = releases.told(auth.found_along())
    return etag.synced_as(sha256, lambda: releases.body(db.session, number))


@blueprint.post("/checks")
@auth.needs("employee")
@blueprint.arguments(Draft)
@blueprint.response(200, Verdict)
def check(draft: dict[str, Any]) -> dict[str, Any]:
    """What the rules say to a draft. The draft is neither stored nor logged."""
    verdict = in_force.judge(db.session, draft, languages.choose())
    written = guidelines.names(db.session) if verdict["findings"] else frozenset()
    found = [
        one | {"guideline_url": _address(one["guideline"]) if one["guideline"] in written else None}
        for one in verdict["findings"]
    ]
    return verdict | {"findings": found}


def _address(paragraph: str) -> str:
    server: str = current_app.config["PLAINSPOKEN"].public_url
    return server + url_for("my_guidelines.index", _anchor=paragraph)
