"""The form of an import."""

from flask_babel import gettext, lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from backend.content import addresses

MOST_ADDRESSES = 50


class ImportForm(FlaskForm):  # type: ignore[misc]
    addresses = TextAreaField(
        _("Addresses of pages or feeds, one a line"), [DataRequired(), Length(max=20_000)]
    )
    subscribe = BooleanField(_("Read feeds among them again every hour"))

    def wanted(self) -> list[str]:
        """What was typed, line by line."""
        return [line.strip() for line in (self.addresses.data or "").splitlines() if line.strip()]

    def validate_addresses(self, _field: Field) -> None:
        """Each line is an address, and they are not too many."""
        if odd := [line for line in self.wanted() if not addresses.is_web_address(line) or len(line) > 2000]:
            raise ValidationError(
                gettext("This is no web address that starts with https://: %(line)s", line=odd[0][:80])
            )
        if len(self.wanted()) > MOST_ADDRESSES:
            raise ValidationError(gettext("Fifty addresses at once are the most."))
