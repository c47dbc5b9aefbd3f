"""The forms of signing in, and of inviting somebody to."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from backend.pages.form_parts import STRIPPED, choices, seen
from backend.people.models import EMAIL, LONGEST_EMAIL, LONGEST_NAME
from backend.people.names import OWN_NAMES, ROLE_NAMES
from backend.sign_in.models import LONGEST_DEVICE
from backend.sign_in.passwords import LONGEST, SHORTEST


class SignInForm(FlaskForm):  # type: ignore[misc]
    email = StringField(_("E-mail address"), [InputRequired(), Length(max=LONGEST_EMAIL)])
    password = PasswordField(_("Password"), [InputRequired(), Length(max=LONGEST)])


class InviteForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_("Name"), [InputRequired(), Length(max=LONGEST_NAME), seen], filters=STRIPPED)
    email = StringField(
        _("E-mail address"),
        [
            InputRequired(),
            Length(max=LONGEST_EMAIL),
            seen,
            Regexp(EMAIL, message=_("This is no e-mail address.")),
        ],
        filters=STRIPPED,
    )
    role = SelectField(_("Role"), choices=choices(ROLE_NAMES))
    language = SelectField(_("Language"), choices=choices(OWN_NAMES))


class JoinForm(FlaskForm):  # type: ignore[misc]
    code = StringField(_("Invitation code"), [InputRequired(), Length(max=80)])
    password = PasswordField(_("New password"), [InputRequired(), Length(min=SHORTEST, max=LONGEST)])


class ConnectForm(FlaskForm):  # type: ignore[misc]
    """With an invitation code; left out for one who is signed in on this browser already."""

    code = StringField(_("Invitation code"), [InputRequired(), Length(max=80)])
    device_name = StringField(_("Name of this device"), [InputRequired(), Length(max=LONGEST_DEVICE)])


class KnownConnectForm(FlaskForm):  # type: ignore[misc]
    device_name = StringField(_("Name of this device"), [InputRequired(), Length(max=LONGEST_DEVICE)])


class LanguageForm(FlaskForm):  # type: ignore[misc]
    language = SelectField(_("Language"), choices=choices(OWN_NAMES))
