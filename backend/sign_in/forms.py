"""The forms of signing in."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from backend.pages.form_parts import choices
from backend.people.models import LONGEST_EMAIL
from backend.people.names import OWN_NAMES
from backend.sign_in.models import LONGEST_DEVICE
from backend.sign_in.passwords import LONGEST, SHORTEST


class SignInForm(FlaskForm):  # type: ignore[misc]
    email = StringField(_("E-mail address"), [InputRequired(), Length(max=LONGEST_EMAIL)])
    password = PasswordField(_("Password"), [InputRequired(), Length(max=LONGEST)])


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
