"""The admin's form about what a click and a share are worth."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FloatField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # its stubs are older
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import NumberInput

from backend.pages.form_parts import ReadForm

CURRENCIES = ("EUR", "CHF", "GBP", "USD", "DKK", "NOK", "SEK", "PLN", "CZK")
AMOUNT = [InputRequired(), NumberRange(0, 10_000)]
CENTS = NumberInput(step="0.01", min=0)  # browsers take a comma where people write one


class RatesForm(ReadForm):
    per_click = FloatField(_("A click is worth"), AMOUNT, widget=CENTS)
    per_share = FloatField(_("A share is worth"), AMOUNT, widget=CENTS)
    currency = SelectField(_("Currency"), choices=[SelectChoice(one, one) for one in CURRENCIES])

    def values(self) -> dict[str, Any]:
        """What rates.save takes."""
        return {name: self[name].data for name in ("currency", "per_click", "per_share")}
