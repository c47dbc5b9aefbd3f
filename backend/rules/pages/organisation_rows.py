"""The parts of the organisation's form that come several times: a competitor, an embargo, a quiet period."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from wtforms import Field, Form, StringField, ValidationError
from wtforms.validators import Length, Optional

from backend.pages.form_parts import STRIPPED, each_once, near
from backend.pages.moment_field import MomentField
from backend.rules.pages import page_address


def on(platform: str) -> Callable[[Form, Field], None]:
    """The field holds the address of a company's page there."""

    def check(_form: Form, field: Field) -> None:
        place = page_address.read(field.data) if field.data else None
        if field.data and (place is None or place.platform != platform or place.kind == "person"):
            raise ValidationError(
                gettext("Copy the address of the page here, or the handle with its @ on X.")
            )

    return check


def lines(field: Field) -> list[str]:
    """What was typed, line by line, each once."""
    return each_once((field.data or "").splitlines())


def names(field: Field) -> list[str]:
    """What was typed, parted by commas, each once."""
    return each_once((field.data or "").split(","))


class RivalForm(Form):
    """A competitor; one without a name is left out."""

    name = StringField(_("Name"), [Length(max=120)], filters=STRIPPED)
    aliases = StringField(_("Other names and handles, parted by commas"), [Length(max=600)])
    linkedin = StringField(_("Page on LinkedIn"), [Length(max=300), on("linkedin")], filters=STRIPPED)
    x = StringField(_("Account on X"), [Length(max=300), on("x")], filters=STRIPPED)


class EmbargoForm(Form):
    """Words that must wait for a day; without words it is left out."""

    terms = StringField(_("Words, parted by commas"), [Length(max=600)])
    until = MomentField(_("Until"), [Optional(), near])

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        if not names(self.terms) or self.until.data or self.until.errors:
            return good
        return tell_wrong(self.until, gettext("Say until when."))


class QuietForm(Form):
    """A stretch of time before results are told; without days it is left out."""

    start = MomentField(_("From"), [Optional(), near])
    until = MomentField(_("Until"), [Optional(), near])

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        start, until = self.start.data, self.until.data
        if start and until:
            return start < until or tell_wrong(self.until, gettext("The end must come after the start."))
        if start or until:
            return tell_wrong(self.until if start else self.start, gettext("Give both."))
        return True


def tell_wrong(field: Field, said: str) -> bool:
    field.errors = [*field.errors, said]
    return False
