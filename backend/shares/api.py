"""`POST shares`, `PATCH shares/{id}`."""

import uuid
from typing import Any

from flask import current_app
from flask_smorest import Blueprint

from backend import auth
from backend.content import visible
from backend.db import db, run_tx
from backend.rules.releases import in_force, releases
from backend.shares import links, service
from backend.shares.models import Share
from backend.shares.schemas import Decided, Decision, Kept, Prepared, ShareRequest
from backend.web import idempotency, languages

KEPT = Kept()
blueprint = Blueprint("shares", __name__, description="Programme shares")


@blueprint.post("/shares")
@auth.needs("employee", along=releases.IN_FORCE_BESIDE)
@blueprint.doc(parameters=[idempotency.DESCRIBED])
@blueprint.arguments(ShareRequest)
@blueprint.response(201, Prepared)
def prepare(wanted: dict[str, Any]) -> dict[str, Any]:
    """Check a caption, log the share, make its tracked link. Needs an Idempotency-Key."""
    me, platform, text = auth.me(), wanted["platform"], wanted["text"]
    caption = visible.shareable(me.id, wanted["item_id"], wanted["caption_id"], platform)
    if caption.is_question:
        service.must_be_answered(caption.text, text)
    edited = text != caption.text
    lang = None if edited else caption.language
    release = in_force.prepared(db.session, *releases.told(auth.found_along()))
    verdict = service.check(release, languages.choose(), text, platform, lang, wanted["acknowledged"])
    kept = idempotency.once(
        lambda tx: service.prepare(
            tx, me.id, caption.item_id, caption.id, platform, edited, verdict["release"]
        ),
        KEPT,
    )
    answer: dict[str, Any] = kept.get_json()
    public_url = current_app.config["PLAINSPOKEN"].public_url
    filled = links.filled(public_url, answer["code"], text, caption.url, platform)
    return answer | filled | {"findings": verdict["findings"]}


@blueprint.patch("/shares/<uuid:share>")
@auth.needs("employee")
@blueprint.arguments(Decision)
@blueprint.response(200, Decided)
def decide(decision: dict[str, Any], share: uuid.UUID) -> Share:
    """The employee posted the share, or did not. May be repeated."""
    me = auth.me().id
    return run_tx(lambda tx: service.decide(tx, me, share, decision["state"], decision["permalink"]))
