"""The admin's forms about the strategy."""

import uuid
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, FloatField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import NumberInput

from backend.pages.form_parts import STRIPPED, ReadForm, near
from backend.people.models import Person
from backend.reports.kpis import KPIS

NOBODY = ""


def person_of(value: str | None) -> uuid.UUID | None:
    """Who was chosen."""
    return uuid.UUID(value) if value else None


def people_choices(people: Iterable[Person]) -> list[SelectChoice]:
    """Those who work on the admin site, and nobody yet."""
    names = [SelectChoice(str(one.id), one.name) for one in people]
    return [SelectChoice(NOBODY, _("nobody yet")), *names]


def no_more_than_all(form: "GoalForm", field: FloatField) -> None:
    """Of a whole there is no more than 100%."""
    measured = KPIS.get(form.kpi.data)
    if measured and measured.is_share and (field.data or 0) > 100:
        raise ValidationError(_("This is measured in percent: 100 at most."))


class GoalForm(ReadForm):
    name = StringField(_("Goal"), [DataRequired(), Length(max=120)], filters=STRIPPED)
    kpi = SelectField(_("Measured by"), choices=[SelectChoice(key, kpi.title) for key, kpi in KPIS.items()])
    target = FloatField(
        _("Target for a month"),
        [InputRequired(), NumberRange(0.1, 10_000_000), no_more_than_all],
        widget=NumberInput(step="0.1"),
    )
    due = DateField(_("Until"), [DataRequired(), near])
    owner_id = SelectField(_("Owner"))  # as in the table: under `owner` it would be filled with the person

    def values(self) -> dict[str, Any]:
        """What service.save takes."""
        return {
            "name": self["name"].data,
            "kpi": self.kpi.data,
            "target": self.target.data,
            "due": self.due.data,
            "owner_id": person_of(self.owner_id.data),
        }


class DutyForm(ReadForm):
    task = StringField(_("What"), [DataRequired(), Length(max=200)], filters=STRIPPED)
    person_id = SelectField(_("Who"))

    def values(self) -> dict[str, Any]:
        """What service.save takes."""
        return {"task": self.task.data, "person_id": person_of(self.person_id.data)}
