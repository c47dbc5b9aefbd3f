"""The sample organisation's past: half a year of shares, clicks and warnings, for the reports to tell of.

Made up, and the same each time for the same day.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.content.models import Item
from backend.dates import weeks
from backend.db import now
from backend.guidelines.models import Acknowledgement
from backend.people import service as people
from backend.people.models import Group, Person
from backend.pilots import service as pilots
from backend.points import service as points
from backend.reports import closing, rates
from backend.reports.models import CountedGroup, Waiting
from backend.reports.outcomes import RULE
from backend.shares import service as sharing
from backend.shares.models import POSTED, Click, ClickDay, Share
from backend.sign_in import devices
from backend.strategy import service as strategy
from backend.strategy.models import Duty, Goal
from backend.training.models import Training

Sample = Mapping[str, Any]


def fill(session: Session, sample: Sample) -> None:
    """Colleagues, what they did week by week, and the figures of it."""
    random = Random(2026)  # noqa: S311 - a sample, not a secret
    last, history = weeks.last_over(), sample["history"]
    sundays = list(weeks.between(last - weeks.WEEK * (history["weeks"] - 1), last))
    for person in session.scalars(select(Person)):
        person.created_at = _at(weeks.monday_of(sundays[0]))
    keen = _colleagues(session, sample, weeks.monday_of(sundays[0]))
    pilot = _pilot_weeks(history["pilot"])
    items = session.scalars(select(Item).order_by(Item.id)).all()
    for sunday in sundays:
        in_pilot = history["pilot"]["keen"] if sunday in pilot else None
        shares = list(_shares(random, keen, in_pilot, items, sunday))
        session.add_all(shares)
        session.flush()  # clicks need them
        for share in shares:
            session.add_all(_clicks(share, random.choice((0, 1, 2, 4, 7))))
        if sunday > last - weeks.WEEK * history["weeks_with_points"]:
            session.flush()
            _award(session, shares)
        session.add_all(_warnings(random, len(keen), history["warnings"], sunday))
    session.flush()
    session.add_all(_learned(keen))
    session.flush()
    for sunday in closing.due(session):
        closing.close(session, sunday)


def fill_programme(session: Session, sample: Sample) -> None:
    """Rates, goals, who does what, and a pilot that is over."""
    rates.save(session, **sample["rates"])
    for entry in sample["goals"]:
        due = weeks.today() + timedelta(days=entry["in_days"])
        goal = {name: entry[name] for name in ("name", "kpi", "target")}
        strategy.save(session, Goal, None, **goal, due=due, owner_id=_id(session, entry["owner"]))
    for task, email in sample["duties"].items():
        strategy.save(session, Duty, None, task=task, person_id=_id(session, email))
    pilot = sample["history"]["pilot"]
    group = session.scalars(select(Group).where(Group.name == "Pilot")).one()
    told = {name: pilot[name] for name in ("name", "question", "baseline_weeks", "pilot_weeks")}
    starts = weeks.monday_of(next(iter(_pilot_weeks(pilot))))
    pilots.plan(session, group.id, **told, starts=starts, owner_id=_id(session, pilot["owner"]))


def _colleagues(session: Session, sample: Sample, since: date) -> dict[Person, tuple[str, float]]:
    """Each with group and keenness; their groups are counted apart from the beginning."""
    found: dict[Person, tuple[str, float]] = {}
    names = _names(sample["colleagues"])
    for name, entry in sample["colleagues"]["groups"].items():
        group = session.scalars(select(Group).where(Group.name == name)).one()
        session.add(CountedGroup(group_id=group.id, since=since))
        for number in range(entry["people"]):
            full, email = next(names)
            person = people.add_person(session, full, email)
            person.created_at, person.groups = _at(since), [group]
            person.wants_points = number % 4 != 1
            if number % 12:  # not everybody is signed in, and not everybody who is shares
                devices.add(session, person.id, "Chromium")[0].created_at = _at(since)
            if number % 6:
                found[person] = name, entry["keen"]
    return found


def _names(sample: Sample) -> Iterator[tuple[str, str]]:
    for number in range(len(sample["first"]) * len(sample["last"])):
        first = sample["first"][number % len(sample["first"])]
        last = sample["last"][number * 7 % len(sample["last"])]
        yield f"{first} {last}", f"{first}.{last}@acme.example".lower().replace("ü", "ue")


def _pilot_weeks(pilot: Sample) -> list[date]:
    first = weeks.last_over() - weeks.WEEK * (pilot["weeks_ago"] - 1)
    return list(weeks.between(first, first + weeks.WEEK * (pilot["pilot_weeks"] - 1)))


def _shares(
    random: Random,
    keen: Mapping[Person, tuple[str, float]],
    in_pilot: float | None,
    items: Sequence[Item],
    sunday: date,
) -> Iterator[Share]:
    """Of one week. `in_pilot`: how often those of the pilot share while it runs."""
    for person, (group, often) in keen.items():
        if random.random() < (in_pilot if in_pilot and group == "Pilot" else often):
            yield _share(random, person, random.choice(items), sunday)


def _share(random: Random, person: Person, item: Item, sunday: date) -> Share:
    day = sunday - timedelta(days=random.randint(0, 6))
    caption = random.choice(item.captions)
    key = uuid.UUID(int=random.getrandbits(128), version=4)
    what = {"item_id": item.id, "caption_id": caption.id, "platform": caption.platform, "release": 1}
    how = {"edited": random.random() < 0.3, "state": POSTED, "created_at": _at(day), "posted_at": _at(day)}
    return Share(id=key, person_id=person.id, code=key.hex[:12], **what, **how)


def _clicks(share: Share, number: int) -> Iterator[object]:
    if number:
        yield ClickDay(day=share.created_at.date(), share_id=share.id, clicks=number)
        yield from (Click(share_id=share.id, at=share.created_at) for _ in range(number))


def _award(session: Session, shares: list[Share]) -> None:
    for share in shares:
        sharing.award(session, share, share.created_at)
        clicks = session.scalars(select(Click.id).where(Click.share_id == share.id)).all()
        for nth, click in enumerate(clicks, 1):
            points.award_click(session, share.person_id, share.id, click, nth, share.created_at)


def _warnings(random: Random, number: int, warnings: Sample, sunday: date) -> Iterator[Waiting]:
    for rule, entry in warnings.items():
        for n in range(number):
            if random.random() < entry["keen"]:
                key = {"measure": f"{RULE}{rule}", "part": random.choice(entry["outcomes"]), "week": sunday}
                yield Waiting(**key, who=f"sample {n}", value=random.choice((1, 1, 2)))


def _learned(keen: Mapping[Person, tuple[str, float]]) -> Iterator[object]:
    """Who has read the guidelines, and passed their quiz."""
    random = Random(2027)  # noqa: S311 - a sample, not a secret
    for person, (_group, often) in keen.items():
        if random.random() < 0.4 + often:
            yield Acknowledgement(person_id=person.id, version=2)
        if random.random() < often:
            drawn = {"release": 1, "seed": 1, "is_open": False}
            yield Training(person_id=person.id, version=2, passed_at=now(), **drawn)


def _id(session: Session, email: str) -> uuid.UUID:
    return session.scalars(select(Person.id).where(Person.email == email)).one()


def _at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
