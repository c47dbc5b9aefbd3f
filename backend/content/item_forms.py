"""The forms of an item and its captions."""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older
from wtforms.validators import DataRequired, Length, Optional

from backend.content import room, texts
from backend.content.forms import web_address
from backend.content.models import Item
from backend.content.names import PLATFORM_NAMES
from backend.pages.form_parts import STRIPPED, ReadForm, a_uuid, choices, near, one_line_end
from backend.pages.moment_field import MomentField
from backend.people.names import LANGUAGE_NAMES

LONGEST_ON_LINKEDIN = 2900  # 3000, less the link
MOST_CAPTIONS = 20
MOST_HASHTAGS = 10
SPREADS = {0: _("to all at once"), 1: _("over a day"), 3: _("over three days"), 7: _("over a week")}


def hashtags_of(text: str | None) -> list[str]:
    """What was typed as hashtags, each once, without the #."""
    tags = [tag.lstrip("#") for tag in re.split(r"[\s,;]+", text or "") if tag.strip("#")]
    once: dict[str, str] = {}
    for tag in tags:
        once.setdefault(tag.lower(), tag)
    return list(once.values())


def too_long(over: int) -> str:
    """What is said of a post on X that has so many characters too many."""
    return str(gettext("X takes 280 characters, link and hashtags included; this is %(n)s over.", n=over))


class CaptionForm(Form):
    """One suggested text; an empty one is left out."""

    id = HiddenField()
    platform = SelectField(_("For"), choices=choices(PLATFORM_NAMES))
    language = SelectField(_("Language"), choices=choices(LANGUAGE_NAMES))
    is_question = BooleanField(_("A question instead, to answer in one's own words"))
    text = TextAreaField(_("Text"), [Length(max=LONGEST_ON_LINKEDIN)])

    def has_room(self, hashtags: list[str], url: str) -> bool:
        """X would cut what is too long, and the link with it: then the field says so."""
        text = texts.whole(one_line_end(self.text.data).strip(), hashtags)
        over = 0 if self.platform.data == "linkedin" else room.missing(text, url)
        if over:
            self.text.errors = [*self.text.errors, too_long(over)]
        return not over

    def values(self) -> dict[str, Any]:
        """One of the captions that service.save takes."""
        names = ("platform", "language", "is_question")
        text = one_line_end(self.text.data).strip()
        return {
            "id": a_uuid(self["id"].data or ""),
            "text": text,
            **{name: self[name].data for name in names},
        }


class ItemForm(ReadForm):
    url = StringField(_("Link"), [Length(max=2000), web_address], filters=STRIPPED)
    title = StringField(_("Title"), [DataRequired(), Length(max=200)], filters=STRIPPED)
    source = StringField(_("Source"), [DataRequired(), Length(max=120)], filters=STRIPPED)
    description = TextAreaField(_("Description"), [Length(max=600)], filters=STRIPPED)
    language = SelectField(_("Language"), choices=choices(LANGUAGE_NAMES))
    hashtags = StringField(_("Hashtags"), [Length(max=600)])
    campaign = StringField(_("Campaign"), [Length(max=60)], filters=STRIPPED)
    topics = SelectMultipleField(_("Topics"))
    groups = SelectMultipleField(_("For whom"))
    for_everybody = BooleanField(_("For everybody"))  # asked where its only group was deleted
    valid_from = MomentField(_("From"), [Optional(), near])
    valid_until = MomentField(_("Until"), [Optional(), near])
    pinned = BooleanField(_("Pinned: always first in the feed"))
    spread_days = SelectField(_("Suggested"), choices=choices(SPREADS), coerce=int, default=0)
    captions = FieldList(FormField(CaptionForm), max_entries=MOST_CAPTIONS)

    @property
    def has_room(self) -> bool:
        """May another caption be added?"""
        return len(self.captions) < MOST_CAPTIONS

    def validate_valid_until(self, field: Field) -> None:
        """The end comes after the start."""
        if field.data and self.valid_from.data and field.data <= self.valid_from.data:
            raise ValidationError(gettext("The end must come after the start."))

    def validate_hashtags(self, field: Field) -> None:
        """Each is one word that the sites take for a hashtag."""
        tags = hashtags_of(field.data)
        if odd := [tag for tag in tags if not texts.HASHTAG.fullmatch(tag)]:
            raise ValidationError(
                gettext(
                    "“%(tag)s” is no hashtag: one word of two or more letters and digits, not digits alone.",
                    tag=odd[0],
                )
            )
        if len(tags) > MOST_HASHTAGS:
            raise ValidationError(gettext("Ten hashtags are the most."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field for itself, then each caption with the hashtags."""
        good: bool = super().validate(extra_validators)
        hashtags, url = hashtags_of(self.hashtags.data), self.url.data or ""
        cut = [caption for caption in self.written() if not caption.has_room(hashtags, url)]
        return good and not cut

    def offer(self, topics: Iterable[Any], groups: Iterable[Any]) -> None:
        """The topics and groups there are to choose from."""
        self.topics.choices = [SelectChoice(str(one.id), one.name) for one in topics]
        self.groups.choices = [SelectChoice(str(one.id), one.name) for one in groups]

    def written(self) -> list[CaptionForm]:
        """The captions that have a text."""
        return [entry.form for entry in self.captions if (entry.form.text.data or "").strip()]

    def values(self) -> dict[str, Any]:
        """What service.save takes."""
        names = ("title", "source", "language", "pinned", "spread_days")
        return {
            **{name: self[name].data for name in names},
            "url": self.url.data or "",
            "description": self.description.data or "",
            "hashtags": hashtags_of(self.hashtags.data),
            "campaign": self.campaign.data or "",
            "valid_from": self.valid_from.data,
            "valid_until": self.valid_until.data,
            "topics": [uuid.UUID(one) for one in self.topics.data or []],
            "groups": [uuid.UUID(one) for one in self.groups.data or []],
            "for_everybody": self.for_everybody.data,
            "captions": [caption.values() for caption in self.written()],
        }


def data_of(item: Item) -> Mapping[str, Any]:
    """An item as ItemForm(data=…) takes it."""
    names = ("url", "title", "source", "description", "language", "campaign", "pinned", "spread_days")
    of_caption = ("platform", "language", "text", "is_question")
    captions = [
        {"id": str(one.id), **{name: getattr(one, name) for name in of_caption}} for one in item.captions
    ]
    return {
        **{name: getattr(item, name) for name in (*names, "valid_from", "valid_until")},
        "hashtags": " ".join(f"#{tag}" for tag in item.hashtags),
        "topics": [str(topic.id) for topic in item.topics],
        "groups": [str(group.id) for group in item.groups],
        "captions": captions,
    }
