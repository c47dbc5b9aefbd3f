"""What stands in the fields of a form, for whoever reads the page and changes nothing on it."""

from decimal import Decimal

from flask import Flask
from flask_babel import format_decimal, gettext
from wtforms import BooleanField, Field, SelectField


def told(field: Field) -> str:
    """In words, as somebody chose or typed it; empty where there is nothing."""
    if isinstance(field, BooleanField):
        return str(gettext("yes") if field.data else gettext("no"))
    if isinstance(field, SelectField):
        chosen = [one for one in field.iter_choices() if one.selected]  # type: ignore[attr-defined]
        return ", ".join(str(one.label) for one in chosen)  # type: ignore[attr-defined]  # its stubs are older
    if isinstance(field.data, list):
        return " · ".join(field.data)
    if isinstance(field.data, int | float | Decimal):
        return str(format_decimal(field.data))
    return str(field._value())  # type: ignore[attr-defined]  # every one with an input has it


def register(app: Flask) -> None:
    """Give it to the templates (ui.field in templates/macros.html)."""
    app.jinja_env.globals.update(told=told)
