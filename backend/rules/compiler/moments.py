"""Dates and times of a profile as the judges compare them."""

from datetime import UTC, date, datetime


def milliseconds(when: str | date | datetime) -> int:
    """Milliseconds since 1970; a date or a time without zone is read as UTC."""
    if isinstance(when, str):
        when = datetime.fromisoformat(when)
    if not isinstance(when, datetime):
        when = datetime(when.year, when.month, when.day, tzinfo=UTC)
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return round(when.timestamp() * 1000)
