"""Limits on wrong codes and passwords. Counted in the database: they hold over all workers."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import LazyString, lazy_gettext
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.db import insert, now, run_tx
from backend.errors import TooMany
from backend.sign_in.models import SignInTries

HOUR = timedelta(hours=1)
OTHERS_GUESS = lazy_gettext(
    "Wait for the next full hour, or sign in with a browser in which you did so before: it need not wait."
)


@dataclass(frozen=True)
class Limit:
    """At most `most` wrong tries an hour by or on `who`; only a keyed digest of that is kept, for a day."""

    who: str
    most: int
    hint: LazyString | None = None


def of_address(address: str) -> Limit:
    """Whoever guesses from there, whatever they guess."""
    return Limit(address, 20)


def of_account(email: str) -> Limit:
    """Guesses at one password from any address, whether the account exists or not."""
    return Limit(f"account {email}", 10, OTHERS_GUESS)


def of_browser(browser: str) -> Limit:
    """Guesses from a browser whose person is known: what others guess elsewhere does not hold it up."""
    return Limit(f"browser {browser}", 10)


@contextmanager
def one_try(key: str, *limits: Limit) -> Iterator[None]:
    """Count a try before it is made, so that none slips through beside others; a right one is not counted.

    `key`: for the digests. Raises TooMany.
    """
    hour = now().replace(minute=0, second=0, microsecond=0)
    digests = [hmac.new(key.encode(), limit.who.encode(), hashlib.sha256).hexdigest() for limit in limits]
    for limit, digest in zip(limits, digests, strict=True):
        if run_tx(lambda session, digest=digest: _count(session, digest, hour)) > limit.most:  # type: ignore[misc]
            wait = int((hour + HOUR - now()).total_seconds()) + 1
            raise TooMany("There were too many wrong tries.", wait, limit.hint)
    yield
    run_tx(lambda session: _take_back(session, digests, hour))


def _count(session: Session, digest: str, hour: datetime) -> int:
    session.execute(delete(SignInTries).where(SignInTries.hour < hour - 24 * HOUR))
    one = insert(session, SignInTries).values(address_digest=digest, hour=hour, tries=1)
    more = one.on_conflict_do_update(
        index_elements=["address_digest", "hour"], set_={"tries": SignInTries.tries + 1}
    )
    return session.execute(more.returning(SignInTries.tries)).scalar_one()


def _take_back(session: Session, digests: list[str], hour: datetime) -> None:
    mine = (SignInTries.address_digest.in_(digests), SignInTries.hour == hour)
    session.execute(update(SignInTries).where(*mine).values(tries=SignInTries.tries - 1))
