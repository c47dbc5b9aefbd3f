"""What the API takes and gives about guidelines."""

from marshmallow import Schema, fields, validate

NODES = {
    "description": "a text, or a list: tag (p, ul, ol, li, strong, em, a), for a link its address, nodes"
}


class PartOut(Schema):
    """One paragraph. `names`: what a finding's `guideline` calls it; none for the words below the title."""

    names = fields.List(fields.String())
    title = fields.String()
    body = fields.List(fields.Raw(metadata=NODES))


class GuidelineOut(Schema):
    """One language."""

    title = fields.String()
    parts = fields.List(fields.Nested(PartOut))


class Guidelines(Schema):
    """The guidelines in force, and how it stands with the one who asks."""

    version = fields.Integer(metadata={"description": "0: there are none"})
    published_at = fields.AwareDateTime(format="iso", allow_none=True)
    note = fields.String(metadata={"description": "what is new"})
    acknowledged = fields.Integer(metadata={"description": "the last version they did, 0 before the first"})
    due = fields.Boolean(metadata={"description": "are they asked to read anew?"})
    changed = fields.List(
        fields.String(),
        metadata={"description": "what is new to them, by first names; empty for the words below the title"},
    )
    languages = fields.Dict(keys=fields.String(), values=fields.Nested(GuidelineOut))


class Acknowledge(Schema):
    version = fields.Integer(required=True, strict=True, validate=validate.Range(1, 1_000_000))


class Acknowledged(Schema):
    version = fields.Integer()
    at = fields.AwareDateTime(format="iso")
