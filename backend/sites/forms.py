"""The admin's form about the sites."""

from flask_wtf import FlaskForm
from wtforms import SelectField

from backend.pages.form_parts import choices
from backend.sites.names import MODE_NAMES, SITE_NAMES


class ModesForm(FlaskForm):  # type: ignore[misc]
    """One choice per site, named like it."""

    linkedin = SelectField(SITE_NAMES["linkedin"], choices=choices(MODE_NAMES))
    x = SelectField(SITE_NAMES["x"], choices=choices(MODE_NAMES))
