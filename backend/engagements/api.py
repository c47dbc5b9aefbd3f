"""`POST engagements`: a comment on, or a like of, a post of the company's own page."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from backend import auth
from backend.engagements import service
from backend.engagements.schemas import EngagementRequest, NotedEngagement
from backend.web import idempotency

blueprint = Blueprint("engagements", __name__, description="Comments and likes, by those who switched it on")


@blueprint.post("/engagements")
@auth.needs("employee")
@blueprint.doc(parameters=[idempotency.DESCRIBED])
@blueprint.arguments(EngagementRequest)
@blueprint.alt_response(201, schema=NotedEngagement)
def note(done: dict[str, Any]) -> Response:
    """I commented on, liked, or no longer like a post. Needs an Idempotency-Key."""
    me = auth.me().id
    return idempotency.once(lambda tx: service.note(tx, me, **done), NotedEngagement())
