"""The admin's form about the sites."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older

MODE_NAMES = {
    "page": _("In the page"),
    "panel": _("In the side panel only, nothing of ours in the page"),
    "off": _("Off, for everybody"),
}
CHOICES = [SelectChoice(mode, name) for mode, name in MODE_NAMES.items()]


class ModesForm(FlaskForm):  # type: ignore[misc]
    """One choice per site, named like it."""

    linkedin = SelectField("LinkedIn", choices=CHOICES)
    x = SelectField("X", choices=CHOICES)
