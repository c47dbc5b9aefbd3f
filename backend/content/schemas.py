"""What the feed gives (extension/types.d.ts: FeedItem), and what a tip takes and gives."""

from marshmallow import Schema, fields, validate

from backend.content.models import Topic
from backend.people.models import LANGUAGES
from backend.whole_text import whole_text


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


class TipRequest(Schema):
    """A page somebody proposes. Its address is cleaned of tracking before anything is kept."""

    url = fields.String(required=True, validate=[validate.Length(min=1, max=8000), whole_text])
    title = fields.String(load_default="", validate=[validate.Length(max=1000), whole_text])
    note = fields.String(load_default="", validate=[validate.Length(max=500), whole_text])


class KeptTip(Schema):
    """What may be kept of an answer: nothing the employee typed."""

    id = fields.UUID()
    state = fields.String()


class MyTip(KeptTip):
    """`note` is the employee's, `answer` the curators'."""

    url = fields.String()
    title = fields.String()
    note = fields.String()
    answer = fields.String()
    at = fields.AwareDateTime(format="iso")


class MyTips(Schema):
    items = fields.List(fields.Nested(MyTip))
    page = fields.Integer()
    more = fields.Boolean()
