"""The forms of the pages about people."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from backend.pages.form_parts import STRIPPED, ReadForm, choices, seen
from backend.people.models import LONGEST_GROUP
from backend.people.names import ROLE_NAMES


class RoleForm(FlaskForm):  # type: ignore[misc]
    role = SelectField(_("Role"), choices=choices(ROLE_NAMES))


class GroupForm(ReadForm):
    name = StringField(
        _("Name of the group"),
        [
            InputRequired(),
            Length(max=LONGEST_GROUP),
            seen,
            Regexp(r"^[^;|]*$", message=_("Without ; and |, which part groups from each other in a file.")),
        ],
        filters=STRIPPED,
    )
