"""The admin's form about the sites."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField

from backend.pages.form_parts import choices
from backend.sites.names import SITE_NAMES

MODE_NAMES = {
    "page": _("In the page"),
    "panel": _("In the side panel only, nothing of ours in the page"),
    "off": _("Off, for everybody"),
}


class ModesForm(FlaskForm):  # type: ignore[misc]
    """One choice per site, named like it."""

    linkedin = SelectField(SITE_NAMES["linkedin"], choices=choices(MODE_NAMES))
    x = SelectField(SITE_NAMES["x"], choices=choices(MODE_NAMES))
