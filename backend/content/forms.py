"""The curators' forms."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
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

from backend.content import addresses
from backend.content.models import TIP_STATES, Item

LONGEST_ON_X = 256  # 280, less a space and the 23 characters X counts for any link
LONGEST_ON_LINKEDIN = 2900  # 3000, less the link
MOST_CAPTIONS = 20
PLATFORM_NAMES = {"linkedin": "LinkedIn", "x": "X", "any": _("Both")}
LANGUAGE_NAMES = {"de": _("German"), "en": _("English")}
TIP_STATE_NAMES = dict(zip(TIP_STATES, (_("New"), _("Accepted"), _("Declined")), strict=True))
STATUS_NAMES = {"draft": _("Draft"), "published": _("Published"), "withdrawn": _("Withdrawn")}
# what is only spaces counts as nothing
STRIPPED = [lambda text: text and text.strip()]
MINUTES = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


def choices(names: Mapping[str, Any]) -> list[SelectChoice]:
    """What a select offers: values with their names."""
    return [SelectChoice(value, name) for value, name in names.items()]


def web_address(_form: Form, field: Field) -> None:
    """Only http and https lead out of a post; anything else could run something."""
    if not addresses.is_web_address(field.data or ""):
        raise ValidationError(gettext("This must be a web address that starts with https:// or http://."))


def a_uuid(text: str) -> uuid.UUID | None:
    """The id in a hidden field or a checkbox, None where there is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


class CaptionForm(Form):
    """One suggested text; an empty one is left out."""

    id = HiddenField()
    platform = SelectField(_("For"), choices=choices(PLATFORM_NAMES))
    language = SelectField(_("Language"), choices=choices(LANGUAGE_NAMES))
    text = TextAreaField(_("Text"), [Length(max=LONGEST_ON_LINKEDIN)])

    def validate_text(self, field: Field) -> None:
        """X would cut it, and the link with it."""
        if self.platform.data != "linkedin" and len(field.data or "") > LONGEST_ON_X:
            raise ValidationError(gettext("X has room for %(n)s characters beside the link.", n=LONGEST_ON_X))

    def values(self) -> dict[str, Any]:
        texts = {name: self[name].data for name in ("platform", "language")}
        return {"id": a_uuid(self["id"].data or ""), "text": _one_kind_of_line_end(self.text.data), **texts}


class ItemForm(FlaskForm):  # type: ignore[misc]
    url = StringField(_("Link"), [DataRequired(), Length(max=2000), web_address], filters=STRIPPED)
    title = StringField(_("Title"), [DataRequired(), Length(max=200)], filters=STRIPPED)
    source = StringField(_("Source"), [DataRequired(), Length(max=120)], filters=STRIPPED)
    language = SelectField(_("Language"), choices=choices(LANGUAGE_NAMES))
    topics = SelectMultipleField(_("Topics"))
    groups = SelectMultipleField(_("For whom"))
    valid_from = DateTimeLocalField(_("From"), [Optional()], format=MINUTES)
    valid_until = DateTimeLocalField(_("Until"), [Optional()], format=MINUTES)
    pinned = BooleanField(_("Pinned: always first in the feed"))
    captions = FieldList(FormField(CaptionForm), max_entries=MOST_CAPTIONS)

    @property
    def has_room(self) -> bool:
        """May another caption be added?"""
        return len(self.captions) < MOST_CAPTIONS

    def validate_valid_until(self, field: Field) -> None:
        """The end comes after the start."""
        if field.data and self.valid_from.data and field.data <= self.valid_from.data:
            raise ValidationError(gettext("The end must come after the start."))

    def offer(self, topics: Iterable[Any], groups: Iterable[Any]) -> None:
        """The topics and groups there are to choose from."""
        self.topics.choices = [SelectChoice(str(one.id), one.name) for one in topics]
        self.groups.choices = [SelectChoice(str(one.id), one.name) for one in groups]

    def written(self) -> list[CaptionForm]:
        """The captions that have a text."""
        return [entry.form for entry in self.captions if (entry.form.text.data or "").strip()]

    def values(self) -> dict[str, Any]:
        """What service.save takes: the form's times are UTC."""
        texts = {name: self[name].data for name in ("url", "title", "source", "language")}
        return {
            **texts,
            "pinned": self.pinned.data,
            "valid_from": _in_utc(self.valid_from.data),
            "valid_until": _in_utc(self.valid_until.data),
            "topics": [uuid.UUID(one) for one in self.topics.data or []],
            "groups": [uuid.UUID(one) for one in self.groups.data or []],
            "captions": [caption.values() for caption in self.written()],
        }


def data_of(item: Item) -> Mapping[str, Any]:
    """An item as ItemForm(data=…) takes it."""
    names = ("url", "title", "source", "language", "pinned", "valid_from", "valid_until")
    captions = [
        {"id": str(one.id), "platform": one.platform, "language": one.language, "text": one.text}
        for one in item.captions
    ]
    return {
        **{name: getattr(item, name) for name in names},
        "topics": [str(topic.id) for topic in item.topics],
        "groups": [str(group.id) for group in item.groups],
        "captions": captions,
    }


class TopicForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_("Topic"), [DataRequired(), Length(max=80)], filters=STRIPPED)
    words_de = TextAreaField(_("German words"), [Length(max=2000)])
    words_en = TextAreaField(_("English words"), [Length(max=2000)])

    def words(self) -> dict[str, list[str]]:
        """Words by language; commas or line ends part them."""
        typed = {"de": self.words_de.data or "", "en": self.words_en.data or ""}
        return {lang: _words(text) for lang, text in typed.items()}


class DeclineForm(FlaskForm):  # type: ignore[misc]
    answer = TextAreaField(_("What they are told"), [Length(max=500)], filters=STRIPPED)


def _words(text: str) -> list[str]:
    parts = text.replace("\n", ",").split(",")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _in_utc(at: datetime | None) -> datetime | None:
    return at and at.replace(tzinfo=UTC)


def _one_kind_of_line_end(text: str | None) -> str:
    """Browsers send \\r\\n; editors of the sites know \\n."""
    return (text or "").replace("\r\n", "\n").strip()
