"""`GET feed`: what the one who asks may share now."""

import hashlib
import json

from flask import Response
from flask_smorest import Blueprint

from backend import auth, etag
from backend.content import service
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
    me = auth.me().id
    tag = service.feed_tag(db.session, me, **wanted)
    return etag.synced_as(
        hashlib.sha256(tag.encode()).hexdigest(),
        lambda: json.dumps(Feed().dump(service.feed(db.session, me, **wanted))).encode(),
    )
