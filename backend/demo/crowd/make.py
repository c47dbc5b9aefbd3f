"""Fills a sample organisation with many people and their year."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection, Engine, bindparam, func, select, text, update

from backend.content.models import Caption
from backend.db import WRITE, now
from backend.demo.crowd import cast
from backend.demo.crowd.bulk import Bulk
from backend.demo.crowd.year import Year
from backend.people.models import Person
from backend.points.models import Entry, PointsTotal
from backend.shares.models import Click

STEP = 30  # days between two lines of progress
SEED = 2026


@dataclass(frozen=True)
class Size:
    """How many people, items, tips, days and shares a day."""

    people: int
    items: int
    tips: int
    days: int
    shares_a_day: int


LARGE = Size(people=20_000, items=1_000, tips=2_000, days=365, shares_a_day=820)


class Unfinished(Exception):
    """Somebody began to fill this database and did not get to the end."""


def is_filled(engine: Engine) -> bool:
    """Are the many there already? Raises Unfinished."""
    with engine.connect() as connection:
        crowd = select(func.count(Person.id)).where(Person.email.startswith("employee"))
        begun = connection.scalar(crowd)
        done = connection.scalar(crowd.join(PointsTotal, PointsTotal.person_id == Person.id))
    if begun and not done:
        raise Unfinished
    return bool(begun)


def fill(engine: Engine, size: Size, say: Callable[[str], object]) -> None:
    """Write it all, with a line now and then. Sums are written last."""
    lots = random.Random(SEED)  # noqa: S311 - no secret: the same crowd each time
    today = now().date()
    start = datetime.combine(today - timedelta(days=size.days), time(), UTC)
    with engine.connect().execution_options(**{WRITE: True}) as connection:
        bulk = Bulk(connection)
        people = cast.add_people(bulk, size.people, start, lots)
        things = cast.add_items(bulk, size.items, start, size.days, lots)
        cast.add_tips(bulk, size.tips, people, start, lots)
        bulk.write()
        say(f"{size.people:,} people, {size.items:,} items")
        year = Year(people, size.shares_a_day, lots)
        for number in range(size.days):
            known = 1 + number * size.items // size.days
            year.live(bulk, start.date() + timedelta(days=number), things[max(0, known - 60) : known])
            bulk.write()
            if (number + 1) % STEP == 0 or number + 1 == size.days:
                say(f"{number + 1} of {size.days} days")
        year.end(bulk)
        bulk.write()
        _count_captions(connection, year)
        connection.commit()
        say(_told(connection))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _count_captions(connection: Connection, year: Year) -> None:
    rows = [{"caption": caption, "count": len(who)} for caption, who in year.posted_by.items()]
    if rows:
        table = Caption.__table__
        one = update(table).where(table.c.id == bindparam("caption")).values(people=bindparam("count"))  # type: ignore[arg-type]
        connection.execute(one, rows)


def _told(connection: Connection) -> str:
    entries, clicks = (connection.scalar(select(func.count()).select_from(table)) for table in (Entry, Click))
    return f"{entries:,} entries of the ledger, {clicks:,} clicks"
