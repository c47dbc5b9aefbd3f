"""The curators' forms."""

from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, FileField, Form, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from backend.content import addresses
from backend.pages.form_parts import STRIPPED, ReadForm, each_once


def web_address(_form: Form, field: Field) -> None:
    """Only http and https lead out of a post; anything else could run something."""
    if field.data and not addresses.is_web_address(field.data):
        raise ValidationError(gettext("This must be a web address that starts with https:// or http://."))


class TopicForm(ReadForm):
    name = StringField(_("Topic"), [DataRequired(), Length(max=80)], filters=STRIPPED)
    words_de = TextAreaField(_("German words"), [Length(max=2000)])
    words_en = TextAreaField(_("English words"), [Length(max=2000)])

    def words(self) -> dict[str, list[str]]:
        """Words by language; commas or line ends part them."""
        typed = {"de": self.words_de.data or "", "en": self.words_en.data or ""}
        return {lang: each_once(text.replace("\n", ",").split(",")) for lang, text in typed.items()}


class AnswerForm(FlaskForm):  # type: ignore[misc]
    answer = TextAreaField(_("What they are told"), [Length(max=500)], filters=STRIPPED)


class PictureForm(FlaskForm):  # type: ignore[misc]
    """A file or an address; with neither, the picture that is there gets another description."""

    file = FileField(_("File"))
    url = StringField(_("or its address on the web"), [Length(max=2000), web_address], filters=STRIPPED)
    alt = StringField(
        _("What is to be seen, for those who cannot see it"),
        [DataRequired(), Length(max=300)],
        filters=STRIPPED,
    )
