"""The forms about the threshold and a second person's yes."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older

from backend.fewest import STEPS


class ThresholdForm(FlaskForm):  # type: ignore[misc]
    fewest = SelectField(_("Fewest people behind a figure"), coerce=int)

    def offer(self, least: int) -> None:
        """What is in force, and higher."""
        self.fewest.choices = [SelectChoice(n, str(n)) for n in STEPS if n >= least]


class ReviewsForm(FlaskForm):  # type: ignore[misc]
    reviews_rules = BooleanField(_("Rules are published only after a second person’s yes"))
