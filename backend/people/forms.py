"""The forms of the pages about people."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from backend.pages.form_parts import STRIPPED, ReadForm, choices
from backend.people.models import EMAIL, LONGEST_EMAIL, LONGEST_GROUP, LONGEST_NAME
from backend.people.names import OWN_NAMES, ROLE_NAMES


class InviteForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_("Name"), [InputRequired(), Length(max=LONGEST_NAME)], filters=STRIPPED)
    email = StringField(
        _("E-mail address"),
        [InputRequired(), Length(max=LONGEST_EMAIL), Regexp(EMAIL, message=_("This is no e-mail address."))],
        filters=STRIPPED,
    )
    role = SelectField(_("Role"), choices=choices(ROLE_NAMES))
    language = SelectField(_("Language"), choices=choices(OWN_NAMES))


class RoleForm(FlaskForm):  # type: ignore[misc]
    role = SelectField(_("Role"), choices=choices(ROLE_NAMES))


class GroupForm(ReadForm):
    name = StringField(
        _("Name of the group"),
        [
            InputRequired(),
            Length(max=LONGEST_GROUP),
            Regexp(r"^[^;|]*$", message=_("Without ; and |, which part groups from each other in a file.")),
        ],
        filters=STRIPPED,
    )
