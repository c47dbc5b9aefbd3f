"""The forms about people from a file."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField

from backend.pages.form_parts import ReadForm, choices
from backend.people.names import OWN_NAMES


class FileForm(FlaskForm):  # type: ignore[misc]
    file = FileField(_("CSV file"), [FileRequired(_("Choose a file."))])


class TakeForm(ReadForm):
    """`read`: the digest of the plan that was shown."""

    language = SelectField(_("Language, where the file names none"), choices=choices(OWN_NAMES))
