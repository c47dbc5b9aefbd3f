"""The one place where reports look at what single people did. What it finds goes to the guard only."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from backend.content.models import item_topic
from backend.dates.weeks import monday_of, of_month
from backend.guidelines import standing
from backend.guidelines.models import Acknowledgement
from backend.people.models import Person, membership
from backend.points import leaving
from backend.points.models import PointsDay
from backend.reports.guard import Tally
from backend.reports.models import CountedGroup
from backend.shares.models import POSTED, ClickDay, Share
from backend.sign_in import devices
from backend.sign_in.models import Device
from backend.training.models import Training

REST = "rest"  # the part of those who are in no group that is counted apart
AS_IS, EDITED = "as_is", "edited"
People = dict[str, set[str]]
Query = Select[*tuple[Any, ...]]


def tallies_of(session: Session, sunday: date) -> Iterator[tuple[str, Tally]]:
    """Who did how much in a week, with the measure: each person in the part that is theirs now."""
    parts = _parts(session)
    queries = {"shares": _shares(sunday), "clicks": _clicks(sunday), "points": _points(sunday)}
    for measure, query in queries.items():
        for person, value in session.execute(query):
            yield measure, Tally(parts.get(person, REST), sunday, str(person), value)


def people_apart(session: Session, end: date) -> dict[str, People]:
    """Who was invited, signed in and sharing in a month, each in one part only."""
    parts, until = _parts(session), _start(end + timedelta(days=1))
    invited = select(Person.id).where(Person.active, Person.created_at < until)
    with_device = select(Device.person_id).where(*devices.signed_in(), Device.created_at < until)
    asked: dict[str, Query] = {
        "invited": invited,
        "signed_in": invited.where(Person.id.in_(with_device)),
        "sharing": select(Share.person_id).where(*_posted(of_month(end)[0], end)).distinct(),
    }
    return {
        measure: _sorted((parts.get(person, REST), person) for person in session.scalars(query))
        for measure, query in asked.items()
    }


def people_sharing(session: Session, end: date) -> dict[str, People]:
    """Who shared what in a month: nobody is in one part only."""
    text = case((Share.edited, EDITED), else_=AS_IS)
    topic = select(item_topic.c.topic_id, Share.person_id).join(Share, Share.item_id == item_topic.c.item_id)
    queries: dict[str, Query] = {
        "topic": topic,
        "caption": select(Share.caption_id, Share.person_id).where(Share.caption_id.is_not(None)),
        "platform": select(Share.platform, Share.person_id),
        "text": select(text, Share.person_id),
    }
    posted = _posted(of_month(end)[0], end)
    return {
        measure: _sorted(session.execute(query.where(*posted).distinct()))
        for measure, query in queries.items()
    }


def people_reached(session: Session) -> dict[str, People]:
    """Who is there, has read the guidelines, has passed their quiz; each in one part only."""
    parts, since = _parts(session), standing.asks_since(session)
    there = select(Person.id).where(Person.active)
    did = select(Acknowledgement.person_id).where(Acknowledgement.version >= since)
    passed = select(Training.person_id).where(Training.version >= since, Training.passed_at.is_not(None))
    asked: dict[str, Query] = {
        "people": there,
        "read": there.where(Person.id.in_(did)),
        "passed": there.where(Person.id.in_(passed)),
    }
    return {
        measure: _sorted((parts.get(person, REST), person) for person in session.scalars(query))
        for measure, query in asked.items()
    }


def on_board(session: Session) -> set[str]:
    """Whose points may be read, under a pseudonym, now or then: boards are switched, people return."""
    shown = Person.on_leaderboard, Person.wants_points
    return {str(person) for person in session.scalars(select(Person.id).where(*shown))}


def end_board(session: Session, sunday: date) -> None:
    """What they gained is counted, so those who left may go."""
    leaving.let_go(session, sunday)


def first_share(session: Session) -> date | None:
    """The day of the first one that was posted."""
    found = session.scalar(select(func.min(Share.posted_at)))
    return found and found.date()


def _parts(session: Session) -> dict[uuid.UUID | None, str]:
    """Whoever is in several groups counts in the one that is counted apart since last."""
    joined = select(membership.c.person_id, CountedGroup.group_id).join(
        CountedGroup, CountedGroup.group_id == membership.c.group_id
    )
    rows = session.execute(joined.order_by(CountedGroup.since, CountedGroup.group_id))
    return {person: str(group) for person, group in rows}


def _shares(sunday: date) -> Query:
    return select(Share.person_id, func.count()).where(*_posted(sunday, sunday)).group_by(Share.person_id)


def _clicks(sunday: date) -> Query:
    days = ClickDay.day.between(monday_of(sunday), sunday)
    query = select(Share.person_id, func.sum(ClickDay.clicks)).join(Share, Share.id == ClickDay.share_id)
    known = Share.person_id.is_not(None), Share.state == POSTED
    return query.where(days, *known).group_by(Share.person_id)


def _points(sunday: date) -> Query:
    """Of those who want points and gained some."""
    gained = func.sum(PointsDay.points)
    query = select(PointsDay.person_id, gained).join(Person, Person.id == PointsDay.person_id)
    week = PointsDay.day.between(monday_of(sunday), sunday)
    return query.where(week, Person.wants_points).group_by(PointsDay.person_id).having(gained > 0)


def _posted(first: date, last: date) -> tuple[Any, ...]:
    """Posted in these weeks, by somebody who is still known."""
    begin, end = _start(monday_of(first)), _start(last + timedelta(days=1))
    during = Share.posted_at >= begin, Share.posted_at < end
    return (*during, Share.state == POSTED, Share.person_id.is_not(None))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _sorted(rows: Iterable[tuple[object, uuid.UUID | None]]) -> People:
    found: People = defaultdict(set)
    for part, person in rows:
        found[str(part)].add(str(person))
    return found
