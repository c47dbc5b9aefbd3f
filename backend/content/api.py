"""`GET feed`: what the one who asks may share now."""

import hashlib
import json

from flask import Response
from flask_smorest import Blueprint

from backend import auth, etag, languages
from backend.content import offers, service
from backend.content.schemas import Feed
from backend.db import db
from backend.paging import PageQuery

blueprint = Blueprint("content", __name__, description="Content to share")


@blueprint.get("/feed")
@auth.needs("employee")
@blueprint.arguments(PageQuery, location="query")
@blueprint.alt_response(200, schema=Feed)
def feed(wanted: dict[str, int]) -> Response:
    """Items for the groups of the one who asks, valid now: pinned first, then the newest."""
    me, language = auth.me().id, languages.choose()
    tag = f"{language}.{service.feed_tag(db.session, me, **wanted)}"
    return etag.synced_as(
        hashlib.sha256(tag.encode()).hexdigest(),
        lambda: json.dumps(Feed().dump(offers.feed(db.session, me, language, **wanted))).encode(),
    )
