"""What the feed gives (extension/types.d.ts: FeedItem) and what the curators' forms take."""

from typing import Any
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from backend.content.models import LANGUAGES, PLATFORMS, Topic

LONGEST_ON_X = 256  # 280, less a space and the 23 characters X counts for any link
LONGEST_ON_LINKEDIN = 2900  # 3000, less the link


def words_of(topic: Topic) -> list[str]:
    """The words of all languages: posts in view may be in any."""
    return [word for language in LANGUAGES for word in topic.words.get(language, [])]


class FeedTopic(Schema):
    name = fields.String()
    words = fields.Function(words_of)


class FeedCaption(Schema):
    id = fields.UUID()
    platform = fields.String()
    language = fields.String()
    text = fields.String()


class FeedItem(Schema):
    id = fields.UUID()
    url = fields.String()
    title = fields.String()
    source = fields.String()
    language = fields.String()
    topics = fields.List(fields.Nested(FeedTopic))
    captions = fields.List(fields.Nested(FeedCaption))
    pinned = fields.Boolean()
    valid_until = fields.AwareDateTime(format="iso")


class Feed(Schema):
    items = fields.List(fields.Nested(FeedItem))
    page = fields.Integer()
    more = fields.Boolean()


def web_address(value: str) -> None:
    """Only http and https lead out of a post; anything else could run something."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in value):
        raise ValidationError("This must be a web address that starts with https:// or http://.")


class CaptionForm(Schema):
    id = fields.UUID(allow_none=True, load_default=None)
    platform = fields.String(required=True, validate=validate.OneOf(("any", *PLATFORMS)))
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    text = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_ON_LINKEDIN))

    @validates_schema(skip_on_field_errors=True)
    def fits_x(self, data: dict[str, Any], **_: Any) -> None:
        """X would cut it, and the link with it."""
        if data["platform"] != "linkedin" and len(data["text"]) > LONGEST_ON_X:
            raise ValidationError(f"X has room for {LONGEST_ON_X} characters beside the link.", "text")


class ItemForm(Schema):
    url = fields.String(required=True, validate=[validate.Length(max=2000), web_address])
    title = fields.String(required=True, validate=validate.Length(min=1, max=200))
    source = fields.String(required=True, validate=validate.Length(min=1, max=120))
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    pinned = fields.Boolean(load_default=False)
    valid_from = fields.NaiveDateTime(timezone=None, allow_none=True, load_default=None)
    valid_until = fields.NaiveDateTime(timezone=None, allow_none=True, load_default=None)
    topics = fields.List(fields.UUID(), load_default=[])
    groups = fields.List(fields.UUID(), load_default=[])
    captions = fields.List(fields.Nested(CaptionForm), load_default=[])

    @validates_schema(skip_on_field_errors=True)
    def ends_after_it_starts(self, data: dict[str, Any], **_: Any) -> None:
        start, end = data["valid_from"], data["valid_until"]
        if start and end and end <= start:
            raise ValidationError("The end must come after the start.", "valid_until")

    @post_load
    def in_utc(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Forms have no zone; the pages say that times are UTC."""
        from datetime import UTC

        for name in ("valid_from", "valid_until"):
            data[name] = data[name] and data[name].replace(tzinfo=UTC)
        return data


class TopicForm(Schema):
    name = fields.String(required=True, validate=validate.Length(min=1, max=80))
    words = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
