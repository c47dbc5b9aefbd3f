"""Every entry of the ledger explains itself, and every board that is not shown, in the asker's language."""

from flask_babel import gettext

from backend.points import board
from backend.points.models import Entry


def reason(entry: Entry, title: str | None) -> str:
    """What the points are for, as a sentence. `title`: of what was shared, where it still exists."""
    reasons = {
        "share": gettext("Shared: %(title)s", title=title or "…"),
        "click": gettext("Somebody read: %(title)s", title=title or "…"),
        "tip": gettext("Your suggestion was taken up: %(title)s", title=title or "…"),
        "reversal": gettext("Taken back: %(title)s", title=title or "…"),
    }
    return str(reasons[entry.kind])


def switched_off() -> str:
    """Why there is no board."""
    return str(gettext("Your organisation has not switched the board on."))


def too_few() -> str:
    """Why a board has no lines."""
    return str(gettext("The board shows when at least %(n)s people are on it.", n=board.FEWEST))
