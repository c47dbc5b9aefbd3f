"""What a goal can be about: each KPI is one entry, worked out of a month's report."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString, format_decimal, lazy_gettext as _

from backend.pages.numerals import percent
from backend.reports.figures import CLICKS, SHARES, Month

Number = float | None


@dataclass(frozen=True)
class Kpi:
    """`of`: its value in a month, None where it is kept back."""

    title: LazyString
    of: Callable[[Month], Number]
    is_share: bool = False  # of a whole: told in percent

    def told(self, value: Number) -> str:
        """As people read it."""
        if value is None:
            return "–"
        return percent(value) if self.is_share else str(format_decimal(round(value, 1)))


def ratio(part: Number, whole: Number) -> Number:
    """Nothing of nothing is nothing."""
    return None if part is None or not whole else part / whole


def share(part: Number, whole: Number) -> Number:
    """In percent; a number that was rounded up is no more than the whole."""
    return None if part is None or not whole else min(100 * part / whole, 100)


def _followed(month: Month) -> Number:
    told = [one for one in month.warnings if one.part]  # taken together, nobody knows what came of them
    followed = sum(one.value for one in told if one.part == "followed")
    return share(followed, sum(one.value for one in told)) if followed else None


KPIS = {
    "sharing_people": Kpi(_("People who share"), lambda month: month.people("sharing")),
    "sharing": Kpi(
        _("Who shares, of all invited"),
        lambda month: share(month.people("sharing"), month.people("invited")),
        is_share=True,
    ),
    "signed_in": Kpi(
        _("Who is signed in, of all invited"),
        lambda month: share(month.people("signed_in"), month.people("invited")),
        is_share=True,
    ),
    "shares": Kpi(_("Shares"), lambda month: month.total(SHARES)),
    "clicks": Kpi(_("Clicks"), lambda month: month.total(CLICKS)),
    "clicks_per_share": Kpi(
        _("Clicks per share"), lambda month: ratio(month.total(CLICKS), month.total(SHARES))
    ),
    "followed": Kpi(_("Hints that were followed"), _followed, is_share=True),
}
