"""The admin's form about a pilot."""

import uuid
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from backend.form_parts import STRIPPED, near
from backend.strategy.forms import person_of

MONDAY = 1
STATE_NAMES = {
    "planned": _("Planned"),
    "baseline": _("Baseline"),
    "running": _("Running"),
    "over": _("Over"),
}


class PilotForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_("Name"), [DataRequired(), Length(max=80)], filters=STRIPPED)
    question = TextAreaField(_("What is it to find out?"), [Length(max=500)], filters=STRIPPED)
    group = SelectField(_("Group"))
    owner = SelectField(_("Owner"))
    baseline_weeks = IntegerField(_("Weeks measured before"), [InputRequired(), NumberRange(1, 26)])
    starts = DateField(_("First day"), [DataRequired(), near])
    pilot_weeks = IntegerField(_("Weeks of the pilot"), [InputRequired(), NumberRange(1, 52)])

    def validate_starts(self, field: Field) -> None:
        """Weeks are counted as a whole."""
        if field.data and field.data.isoweekday() != MONDAY:
            raise ValidationError(gettext("A pilot starts on a Monday."))

    def values(self) -> dict[str, Any]:
        """What service.plan takes."""
        numbers = {name: self[name].data for name in ("starts", "baseline_weeks", "pilot_weeks")}
        words = {"name": self["name"].data, "question": self.question.data or ""}
        return {
            **words,
            **numbers,
            "group": uuid.UUID(self.group.data),
            "owner_id": person_of(self.owner.data),
        }
