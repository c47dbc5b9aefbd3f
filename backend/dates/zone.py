"""The organisation's time zone. Here alone moments are told and read; what is stored is UTC.

Days that count (of points, seasons, reports, retention) are days in UTC.
"""

from datetime import UTC, datetime

import pytz
from babel.dates import get_timezone_location, get_timezone_name
from flask import Flask
from flask_babel import format_date, format_time, get_locale, get_timezone, gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.people import installed
from backend.people.models import DEFAULT_ZONE, Installation

AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
NAMES = tuple(name for name in pytz.common_timezones if name.partition("/")[0] in (*AREAS, "UTC"))


def register(app: Flask) -> None:
    """Give the templates the words for moments."""
    app.jinja_env.filters["moment"] = told
    app.jinja_env.globals["zone_told"] = place


def name() -> str:
    """Of the zone in force, as flask-babel asks for it once a request."""
    return installed.chosen(Installation.zone, DEFAULT_ZONE)


def choose(session: Session, wanted: str) -> None:
    """From now on moments are told and read in this one of `NAMES`; stored ones stay as they are."""
    found = session.scalars(select(Installation).with_for_update()).one()
    trail.note(session, "settings.zone", "", {"zone": found.zone}, {"zone": wanted})
    found.zone = wanted


def place() -> str:
    """Whose time it is, as a field says it."""
    zone = get_timezone()
    city = get_timezone_location(zone, get_locale(), return_city=True)
    return "UTC" if str(zone) == "UTC" else str(gettext("%(city)s time", city=city))


def told(moment: datetime, style: str = "medium", clock: str = "short") -> str:
    """Day and time with the zone's short name, which also tells summer from winter.

    `style`: the day's; `clock`: the time's, to the minute, or with "medium" to the second.
    """
    return f"{format_date(moment, style)}, {format_time(moment, clock)} {_short(here(moment))}"


def here(moment: datetime) -> datetime:
    """The same moment with the organisation's clocks; one without a zone is UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(get_timezone())
    except OverflowError:  # at the ends of the calendar
        return aware


def _short(moment: datetime) -> str:
    for found in (get_timezone_name(moment, "short", locale=get_locale()), moment.tzname() or ""):
        if found[:1] not in ("+", "-"):
            return str(found)
    return f"UTC{moment:%z}"


def read(typed: datetime) -> datetime:
    """The moment, in UTC, when the organisation's clocks show this. Raises ValueError with words for it."""
    try:
        moment: datetime = get_timezone().localize(typed, is_dst=None)
        return moment.astimezone(UTC)
    except pytz.NonExistentTimeError:
        said = gettext(
            "The clocks are put forward then, so this time does not exist. Take one an hour later."
        )
    except pytz.AmbiguousTimeError:
        said = gettext(
            "The clocks are put back then, so this time comes twice. Take one an hour earlier or later."
        )
    except OverflowError:  # at the ends of the calendar
        return typed.replace(tzinfo=UTC)
    raise ValueError(said)
