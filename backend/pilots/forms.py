"""The admin's form about a pilot."""

import uuid
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from backend.pages.form_parts import STRIPPED, ReadForm, near
from backend.strategy.forms import person_of

MONDAY = 1
STATE_NAMES = {
    "planned": _("Planned"),
    "baseline": _("Baseline"),
    "running": _("Running"),
    "over": _("Over"),
}


class _Words:
    """What the two forms are about."""

    name = StringField(_("Name"), [DataRequired(), Length(max=80)], filters=STRIPPED)
    question = TextAreaField(_("What is it to find out?"), [Length(max=500)], filters=STRIPPED)
    owner = SelectField(_("Owner"))

    def words(self) -> dict[str, Any]:
        """What service.reword takes; without the question where the form has none."""
        asked = {"question": self.question.data or ""} if self.question else {}
        return {"name": self.name.data, "owner_id": person_of(self.owner.data), **asked}


class WordsForm(_Words, ReadForm):
    """What may change while a pilot is measured."""


class PilotForm(_Words, FlaskForm):  # type: ignore[misc]
    group = SelectField(_("Group"))
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
        return {**self.words(), **numbers, "group": uuid.UUID(self.group.data)}
