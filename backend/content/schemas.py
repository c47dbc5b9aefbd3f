"""What the feed gives (extension/types.d.ts: FeedItem)."""

from marshmallow import Schema, fields

from backend.content.models import LANGUAGES, Topic


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
    is_question = fields.Boolean()
    used = fields.Integer()  # how many colleagues at least posted it as it is; 0: fewer than five


class FeedItem(Schema):
    id = fields.UUID()
    url = fields.String()
    title = fields.String()
    source = fields.String()
    language = fields.String()
    topics = fields.List(fields.Nested(FeedTopic))
    captions = fields.List(fields.Nested(FeedCaption))
    pinned = fields.Boolean()
    suggest_from = fields.AwareDateTime(format="iso")
    valid_until = fields.AwareDateTime(format="iso", allow_none=True)


class Feed(Schema):
    items = fields.List(fields.Nested(FeedItem))
    page = fields.Integer()
    more = fields.Boolean()
