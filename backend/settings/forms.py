"""The forms about the threshold, a second person's yes and the time zone."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older

from backend.dates import zone
from backend.fewest import STEPS


class ThresholdForm(FlaskForm):  # type: ignore[misc]
    fewest = SelectField(_("Fewest people behind a figure"), coerce=int)

    def offer(self, least: int) -> None:
        """What is in force, and higher."""
        self.fewest.choices = [SelectChoice(n, str(n)) for n in STEPS if n >= least]


class ZoneForm(FlaskForm):  # type: ignore[misc]
    zone = SelectField(_("Time zone"), choices=[SelectChoice(name, name) for name in zone.NAMES])


class ReviewsForm(FlaskForm):  # type: ignore[misc]
    reviews_rules = BooleanField(_("Rules are published only after a second person’s yes"))
