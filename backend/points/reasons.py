"""Every entry of the ledger explains itself, so does the tariff, and every board that is not shown: in the
asker's language."""

from flask_babel import gettext, lazy_gettext

from backend.points.models import Entry
from backend.points.tariff import Worth

KIND_NAMES = {
    "share": lazy_gettext("A share that was posted"),
    "click": lazy_gettext("A reader of a share"),
    "comment": lazy_gettext("A comment on a company post"),
    "like": lazy_gettext("A like of a company post"),
    "tip": lazy_gettext("A tip that was accepted"),
    "quiz": lazy_gettext("The quiz about the guidelines, passed"),
}


def reason(entry: Entry, title: str | None) -> str:
    """What the points are for, as a sentence. `title`: of what was shared, where it still exists."""
    reasons = {
        "share": gettext("Shared: %(title)s", title=title or "…"),
        "click": gettext("Somebody read: %(title)s", title=title or "…"),
        "comment": gettext("You commented on a post of your company"),
        "like": gettext("You liked a post of your company"),
        "tip": gettext("Your tip was accepted: %(title)s", title=title or "…"),
        "quiz": gettext(
            "You passed the quiz about version %(number)s of the guidelines",
            number=entry.award.rpartition(":")[2],
        ),
        "reversal": gettext("Taken back: %(title)s", title=title or gettext("your like")),
        "correction": gettext("Corrected by an admin: %(why)s", why=entry.why or "…"),
        "erased": gettext("All of this day"),
    }
    return str(reasons[entry.kind])


def worth_of(kind: str, worth: Worth) -> str:
    """A line of the tariff, as a sentence for employees."""
    said = {"n": worth.points, "most": worth.per_day, "link": worth.per_link_and_day}
    lines = {
        "share": gettext(
            "%(n)s for something shared and really posted, once per item, site and day; at most %(most)s"
            " times a day",
            **said,
        ),
        "click": gettext(
            "%(n)s for somebody who reads it; at most %(link)s times a link and day, and %(most)s times a day"
            " in all",
            **said,
        ),
        "comment": gettext(
            "%(n)s for a comment on a post of your company’s own page, once per post, where you switched it"
            " on in the extension; at most %(most)s times a day",
            **said,
        ),
        "like": gettext(
            "%(n)s for a like of such a post, taken back with the like; at most %(most)s times a day", **said
        ),
        "tip": gettext(
            "%(n)s for a page you proposed and the curators accepted; at most %(most)s times a day", **said
        ),
        "quiz": gettext(
            "%(n)s for the quiz about the guidelines, once you pass it; once for each version", **said
        ),
    }
    return str(lines[kind])


def switched_off() -> str:
    """Why there is no board."""
    return str(gettext("Your organisation has not switched the board on."))


def too_few(fewest: int) -> str:
    """Why a board has no lines."""
    return str(gettext("The board shows when at least %(n)s people are on it.", n=fewest))
