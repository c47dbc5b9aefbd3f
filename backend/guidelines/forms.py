"""The forms about guidelines."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from backend.pages.form_parts import ONE_LINE_END, ReadForm

LONGEST = 20_000  # characters of one language: some ten pages


def _text(name: str) -> TextAreaField:
    return TextAreaField(name, [Length(max=LONGEST)], filters=ONE_LINE_END)


class TextsForm(ReadForm):
    """Both languages; field names are the languages. `read`: what the one who writes has seen."""

    en = _text(_("English"))
    de = _text(_("German"))


class PublishForm(ReadForm):
    """`read`: what the one who publishes has seen."""

    note_en = StringField(_("What is new, in English"), [DataRequired(), Length(max=300)])
    note_de = StringField(_("What is new, in German"), [DataRequired(), Length(max=300)])
    asks = BooleanField(_("Ask everybody to read it anew"), default=True)
