"""The admin's form about a season."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from wtforms import DateField, Field, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from backend.db import now
from backend.pages.form_parts import STRIPPED, ReadForm, near

SHORTEST = timedelta(days=13)  # from the first day to the last: two weeks
STATE_NAMES = {
    "coming": _("Planned"),
    "running": _("Running"),
    "over": _("Over, not announced"),
    "announced": _("Announced"),
}


class SeasonForm(ReadForm):
    """`has_begun`: seasons.save sees to its first day."""

    has_begun = False
    name = StringField(_("Name"), [DataRequired(), Length(max=80)], filters=STRIPPED)
    starts = DateField(_("First day"), [DataRequired(), near])
    ends = DateField(_("Last day"), [DataRequired(), near])
    prize = StringField(_("Prize"), [Length(max=200)], filters=STRIPPED)

    def validate_starts(self, field: Field) -> None:
        """Days that are over would show what they brought to whom."""
        if field.data and field.data < now().date() and not self.has_begun:
            raise ValidationError(gettext("This day is over. Begin the season today or later."))

    def validate_ends(self, field: Field) -> None:
        """Short ones would show what single days brought to whom."""
        if field.data and self.starts.data and field.data - self.starts.data < SHORTEST:
            raise ValidationError(gettext("A season lasts two weeks at least."))

    def values(self) -> dict[str, Any]:
        """What seasons.save takes."""
        texts = {"name": self["name"].data, "prize": self.prize.data or ""}
        return {**texts, "starts": self.starts.data, "ends": self.ends.data}
