"""What the API takes and gives when a browser signs in."""

from marshmallow import Schema, fields, validate

from backend.people.schemas import MeSchema
from backend.whole_text import whole_text


class TokenRequestSchema(Schema):
    """The one-time code of /connect, with what proves that the asker began it (PKCE)."""

    code = fields.String(required=True, validate=[validate.Length(1, 100), whole_text])
    code_verifier = fields.String(required=True, validate=[validate.Length(43, 128), whole_text])
    redirect_uri = fields.String(required=True, validate=[validate.Length(1, 200), whole_text])


class TokenSchema(Schema):
    """A device token. It is shown this once."""

    token = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)
    person = fields.Nested(MeSchema, required=True)
