"""`GET guidelines`: what is in force, what of it is new to me. `POST acknowledgements`: I have read it."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from backend import auth
from backend.db import db
from backend.guidelines import service, standing
from backend.guidelines.schemas import Acknowledge, Acknowledged, Guidelines
from backend.guidelines.standing import Standing
from backend.people import installed
from backend.web import etag, idempotency, languages

FORMAT = 1  # one more when the answer to the same question changes

blueprint = Blueprint("guidelines", __name__, description="The organisation's guidelines")


@blueprint.get("/guidelines")
@auth.needs("employee")
@blueprint.alt_response(200, schema=Guidelines)
def show() -> Response:
    """The guidelines in force in both languages, and what of them is new to me."""
    mine, language = standing.of_person(db.session, auth.me().id), languages.choose()
    company = installed.installation(db.session).organisation
    known = [FORMAT, mine.number, mine.acknowledged, mine.is_due, language, company]
    return etag.synced_json(known, lambda: _told(mine, language))


@blueprint.post("/acknowledgements")
@auth.needs("employee")
@blueprint.doc(parameters=[idempotency.DESCRIBED])
@blueprint.arguments(Acknowledge)
@blueprint.alt_response(201, schema=Acknowledged)
def acknowledge(sent: dict[str, Any]) -> Response:
    """I have read this version. Needs an Idempotency-Key."""
    me = auth.me().id
    return idempotency.once(lambda tx: standing.acknowledge(tx, me, sent["version"]), Acknowledged())


def _told(mine: Standing, language: str) -> dict[str, Any]:
    version, found = mine.version, service.in_force(db.session)
    told: dict[str, Any] = Guidelines().dump(
        {
            "version": mine.number,
            "published_at": version and version.published_at,
            "note": version.note(language) if version else "",
            "acknowledged": mine.acknowledged,
            "due": mine.is_due,
            "changed": [one.name for one in standing.news(db.session, mine, language) if one.kind != "gone"],
            "languages": found,
        }
    )
    return told
