"""Earned media value: the organisation's own rates times what was counted, never an industry's guess."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import facts, trail
from backend.audit.as_read import must_be
from backend.people import installed
from backend.reports.figures import CLICKS, SHARES, Month
from backend.reports.models import Rates


@dataclass(frozen=True)
class Worth:
    """The value with all that it is made of, so that the formula can stand beside it."""

    clicks: int
    shares: int
    rates: Rates

    @property
    def value(self) -> float:
        return self.clicks * self.rates.per_click + self.shares * self.rates.per_share


def get(session: Session) -> Rates | None:
    """Those of the organisation, if it has set any."""
    found: Rates | None = session.scalar(select(Rates))
    return found


def known(session: Session) -> facts.Facts:
    """What a form carries along of them; nothing where there are none."""
    found = get(session)
    return facts.of(found) if found else {}


def hold(session: Session, read: str | None) -> None:
    """Nobody else changes them before this transaction ends. Raises Meanwhile where they are not as read."""
    installed.hold_installation(session)
    must_be(known(session), read)


def save(session: Session, currency: str, per_click: float, per_share: float) -> None:
    """The organisation's rates; none where both are nothing."""
    found, wanted = get(session), bool(per_click or per_share)
    if not (found or wanted):
        return
    found = found or Rates(id=1)
    with trail.change(session, "reports.rates", found):
        found.currency, found.per_click, found.per_share = currency, per_click, per_share
        session.add(found) if wanted else session.delete(found)


def worth(rates: Rates | None, month: Month) -> Worth | None:
    """Of a month; none without rates, or where both counts are kept back."""
    clicks, shares = month.total(CLICKS), month.total(SHARES)
    if rates is None or (clicks is None and shares is None):
        return None
    return Worth(clicks or 0, shares or 0, rates)
