"""What the API takes and gives about engagements."""

from marshmallow import Schema, fields, validate

from backend.engagements.models import KINDS
from backend.sites.names import SITES


class EngagementRequest(Schema):
    """Which post, and what was done with it; there is no field for a text."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    platform = fields.String(required=True, validate=validate.OneOf(SITES))
    post = fields.String(required=True, validate=validate.Regexp(r"^[A-Za-z0-9:_-]{1,80}\Z"))


class NotedEngagement(Schema):
    id = fields.UUID()
    kind = fields.String()
