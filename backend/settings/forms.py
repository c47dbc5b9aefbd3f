"""The forms about the threshold, a second person's yes, the time zone and how German addresses people."""

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


class AddressForm(FlaskForm):  # type: ignore[misc]
    is_formal = BooleanField(_("German says Sie"))


class ReviewsForm(FlaskForm):  # type: ignore[misc]
    reviews_rules = BooleanField(_("Rules are published only after a second person’s yes"))
