"""The admin's forms about points."""

import uuid
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from backend.db import now
from backend.pages.form_parts import STRIPPED, ReadForm, near
from backend.people.models import LONGEST_EMAIL
from backend.points.tariff import Worth

MOST = 100  # points of one award, and awards a day
MOST_AT_ONCE = 1000  # points of a correction


class TariffForm(ReadForm):
    """What a kind is worth from a later day on."""

    starts = DateField(_("From"), [DataRequired(), near])
    points = IntegerField(_("Points"), [InputRequired(), NumberRange(0, MOST)])
    per_day = IntegerField(_("At most so often a person and day"), [InputRequired(), NumberRange(1, MOST)])
    per_link_and_day = IntegerField(
        _("At most so often a link and day"), [InputRequired(), NumberRange(1, MOST)]
    )
    why = TextAreaField(_("What you tell your colleagues about it"), [Length(max=300)], filters=STRIPPED)

    def validate_starts(self, field: Field) -> None:
        """What was earned stays: a day that has begun is settled."""
        if field.data and field.data <= now().date():
            raise ValidationError(gettext("Tomorrow at the earliest: what was earned today stays as it is."))

    def worth(self) -> Worth:
        """What tariff.plan takes."""
        names = ("starts", "points", "per_day", "per_link_and_day", "why")
        return Worth(**{name: self[name].data for name in names if name in self})


def tariff_form(of_today: Worth, read: str = "") -> TariffForm:
    """The form for a kind, filled with what it is worth today, from tomorrow on."""
    tomorrow = now().date() + timedelta(days=1)
    form = TariffForm(data=asdict(of_today) | {"starts": tomorrow, "read": read})
    if of_today.per_link_and_day is None:
        del form.per_link_and_day
    return form


class CorrectionForm(FlaskForm):  # type: ignore[misc]
    """`key`: sent twice, it counts once."""

    key = HiddenField(default=lambda: str(uuid.uuid4()))
    email = StringField(
        _("Their e-mail address"), [DataRequired(), Length(max=LONGEST_EMAIL)], filters=STRIPPED
    )
    points = IntegerField(
        _("Points, with a minus for what is taken away"),
        [InputRequired(), NumberRange(-MOST_AT_ONCE, MOST_AT_ONCE)],
    )
    why = TextAreaField(
        _("The reason, as they will read it"), [DataRequired(), Length(max=300)], filters=STRIPPED
    )

    def validate_points(self, field: Field) -> None:
        """None would be a message, and no correction."""
        if field.data == 0:
            raise ValidationError(gettext("Nought changes nothing."))

    def validate_key(self, field: Field) -> None:
        """As the page gave it."""
        try:
            uuid.UUID(field.data or "")
        except ValueError:
            field.data = str(uuid.uuid4())
            raise ValidationError(gettext("Send the form once more.")) from None

    def values(self) -> dict[str, Any]:
        """What service.correct takes beside the person."""
        return {"points": self.points.data, "why": self.why.data, "key": uuid.UUID(self["key"].data)}
