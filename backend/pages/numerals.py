"""Numbers as people read them, in the reader's language: "58%" and "58 %", with a minus that is one."""

from collections.abc import Callable
from typing import cast

from flask import Flask
from flask_babel import format_decimal, format_percent
from jinja2 import pass_context
from jinja2.runtime import Context

MINUS = "\u2212"


def register(app: Flask) -> None:
    """For every page."""
    app.jinja_env.globals.update(whole=whole, signed=signed, signed_percent=signed_percent)
    _count_readably(app)


def _count_readably(app: Flask) -> None:
    """`%(num)s` of a sentence with a plural has its separators too."""
    told = cast(Callable[..., str], app.jinja_env.globals["ngettext"])

    @pass_context
    def ngettext(context: Context, one: str, many: str, number: int, **values: object) -> str:
        return told(context, one, many, number, **{"num": whole(number)} | values)

    app.jinja_env.globals["ngettext"] = ngettext


def whole(number: int | None) -> str:
    """A number; a dash where there is none."""
    return "–" if number is None else str(format_decimal(number))


def percent(hundredths: float) -> str:
    """58.2 is 58 percent."""
    return str(format_percent(round(hundredths) / 100))


def signed(number: int) -> str:
    """What was added or taken away."""
    return _sign(number) + whole(abs(number))


def signed_percent(hundredths: float) -> str:
    """By how much something rose or fell."""
    return _sign(round(hundredths)) + percent(abs(hundredths))


def _sign(number: int) -> str:
    return "+" if number > 0 else MINUS if number < 0 else ""
