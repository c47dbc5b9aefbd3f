"""What the shares' API takes and gives."""

from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validate

from backend.rules.schemas import Finding
from backend.shares.models import ABANDONED, POSTED
from backend.sites.names import SITES
from backend.whole_text import seen_text, whole_text

LONGEST = 10_000
HOSTS = ("www.linkedin.com", "linkedin.com", "x.com", "twitter.com")


def permalink(value: str) -> None:
    """The address of a post on one of the sites."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or parts.netloc not in HOSTS or not value.isprintable():
        raise ValidationError("This must be the https address of a post on LinkedIn or X.")


class ShareRequest(Schema):
    """A caption the employee chose and perhaps edited. The text is checked and forgotten."""

    item_id = fields.UUID(required=True)
    caption_id = fields.UUID(required=True)
    platform = fields.String(required=True, validate=validate.OneOf(SITES))
    text = fields.String(required=True, validate=[validate.Length(min=1, max=LONGEST), whole_text, seen_text])
    acknowledged = fields.List(
        fields.String(validate=validate.Length(max=80)), load_default=[], validate=validate.Length(max=100)
    )


class Kept(Schema):
    """What may be kept of an answer: nothing the employee typed."""

    id = fields.UUID()
    code = fields.String()
    state = fields.String()


class Prepared(Kept):
    """`text` holds `url`, if there is one; `compose_url` opens the site's composer, filled."""

    url = fields.String()
    text = fields.String()
    compose_url = fields.String()
    findings = fields.List(fields.Nested(Finding))


class Decision(Schema):
    state = fields.String(required=True, validate=validate.OneOf((POSTED, ABANDONED)))
    permalink = fields.String(
        allow_none=True, load_default=None, validate=[validate.Length(max=500), permalink]
    )


class Decided(Kept):
    permalink = fields.String(allow_none=True)
