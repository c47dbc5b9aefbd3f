"""The limit on wrong codes and passwords per address. Counted in the database: holds over all workers."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.db import insert, now, run_tx
from backend.errors import TooMany
from backend.people.models import SignInTries

WRONG_PER_HOUR = 20
HOUR = timedelta(hours=1)


@contextmanager
def one_try(address: str, key: str) -> Iterator[None]:
    """Count a try before it is made, so that none slips through beside others; a right one is not counted.

    `address`: where it comes from; only a digest keyed with `key` is kept, for a day. Raises TooMany.
    """
    row = (hmac.new(key.encode(), address.encode(), hashlib.sha256).hexdigest(), _this_hour())
    if run_tx(lambda session: _count(session, *row)) > WRONG_PER_HOUR:
        raise TooMany(
            "There were too many wrong tries from this address.",
            int((row[1] + HOUR - now()).total_seconds()) + 1,
        )
    yield
    run_tx(lambda session: _take_back(session, *row))


def _this_hour() -> datetime:
    return now().replace(minute=0, second=0, microsecond=0)


def _count(session: Session, digest: str, hour: datetime) -> int:
    session.execute(delete(SignInTries).where(SignInTries.hour < hour - 24 * HOUR))
    one = insert(session, SignInTries).values(address_digest=digest, hour=hour, tries=1)
    more = one.on_conflict_do_update(
        index_elements=["address_digest", "hour"], set_={"tries": SignInTries.tries + 1}
    )
    return session.execute(more.returning(SignInTries.tries)).scalar_one()


def _take_back(session: Session, digest: str, hour: datetime) -> None:
    mine = (SignInTries.address_digest == digest, SignInTries.hour == hour)
    session.execute(update(SignInTries).where(*mine).values(tries=SignInTries.tries - 1))
