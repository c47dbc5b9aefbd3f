"""The admin's form about a season."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, StringField, ValidationError
from wtforms.validators import DataRequired, Length

STRIPPED = [lambda text: text and text.strip()]
STATE_NAMES = {
    "coming": _("Planned"),
    "running": _("Running"),
    "over": _("Over, not announced"),
    "announced": _("Announced"),
}


class SeasonForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_("Name"), [DataRequired(), Length(max=80)], filters=STRIPPED)
    starts = DateField(_("First day"), [DataRequired()])
    ends = DateField(_("Last day"), [DataRequired()])
    prize = StringField(_("Prize"), [Length(max=200)], filters=STRIPPED)

    def validate_ends(self, field: Field) -> None:
        """A season has at least one day."""
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError(gettext("The last day must not come before the first."))

    def values(self) -> dict[str, Any]:
        """What seasons.save takes."""
        texts = {"name": self["name"].data, "prize": self.prize.data or ""}
        return {**texts, "starts": self.starts.data, "ends": self.ends.data}
