"""Whole weeks, as reports, pilots and boards know them, named by their Sunday.

A month is made of weeks: each is in its Sunday's month.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from backend.db import now

WEEK = timedelta(days=7)
LATE = timedelta(hours=1)  # what was done in a week's last second may be written a moment later


def today() -> date:
    """The day, for what asks whether a week is over."""
    return (now() - LATE).date()


def last_over() -> date:
    """The Sunday of the last week that is over."""
    return sunday_of(today()) - WEEK


def sunday_of(day: date) -> date:
    """The Sunday that ends the day's week."""
    return day + timedelta(days=7 - day.isoweekday())


def monday_of(sunday: date) -> date:
    """The first day of a week."""
    return sunday - timedelta(days=6)


def between(first: date, last: date) -> Iterator[date]:
    """The Sundays from one to another, both included."""
    while first <= last:
        yield first
        first += WEEK


def ends_month(sunday: date) -> bool:
    """Is this the last week of its month?"""
    return (sunday + WEEK).month != sunday.month


def of_month(end: date) -> list[date]:
    """The weeks of the month that this Sunday ends."""
    return list(between(end - WEEK * ((end.day - 1) // 7), end))


def month_end(year: int, month: int) -> date:
    """The Sunday that ends a month."""
    return sunday_of(date(year + month // 12, month % 12 + 1, 1)) - WEEK
