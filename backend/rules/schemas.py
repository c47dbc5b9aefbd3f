"""What the rules' API takes and gives (extension/types.d.ts: Draft, Finding)."""

from marshmallow import Schema, fields, validate

from backend.sites.names import SITES

LONGEST_DRAFT = 100_000  # characters; what the judges promise to be linear in
SURFACES = ("post", "comment", "reply", "repost")
LANGUAGES = ("de", "en")
STANCES = ("own_company", "competitor", "customer", "other")


class Target(Schema):
    """The post that is answered."""

    stance = fields.String(required=True, validate=validate.OneOf(STANCES))
    name = fields.String(validate=validate.Length(max=200))
    text = fields.String(validate=validate.Length(max=LONGEST_DRAFT))
    text_complete = fields.Boolean()


class Draft(Schema):
    """A text somebody asks us to check. It is judged and forgotten."""

    platform = fields.String(required=True, validate=validate.OneOf(SITES))
    surface = fields.String(required=True, validate=validate.OneOf(SURFACES))
    text = fields.String(required=True, validate=validate.Length(max=LONGEST_DRAFT))
    lang = fields.String(validate=validate.OneOf(LANGUAGES))
    target = fields.Nested(Target, required=True, allow_none=True)


class Fix(Schema):
    kind = fields.String()
    text = fields.String()


class Finding(Schema):
    rule = fields.String()
    label = fields.String()
    severity = fields.String()
    span = fields.List(fields.Integer(), allow_none=True)
    message = fields.String()
    why = fields.String()
    guideline = fields.String()
    source = fields.String()
    fix = fields.Nested(Fix, allow_none=True)


class FoundOnRequest(Finding):
    guideline_url = fields.String(
        allow_none=True,
        metadata={"description": "the paragraph on the employee's own page; null where there is none"},
    )


class Verdict(Schema):
    release = fields.Integer()
    findings = fields.List(fields.Nested(FoundOnRequest))
