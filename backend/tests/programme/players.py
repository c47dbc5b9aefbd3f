"""People with points on one day, as many as a board or its teams need."""

import uuid
from datetime import date, timedelta
from typing import Any

from backend.dates import weeks
from backend.db import now
from backend.people import service as people
from backend.people.models import Person
from backend.points.models import PointsDay
from backend.programme import seasons
from backend.programme.models import Season
from backend.reports import closing
from backend.tests.reports.deeds import colleagues


def days(number: int) -> date:
    """So many days from today; a past one is over, which it is an hour late."""
    today = now().date() if number >= 0 else weeks.today()
    return today + timedelta(days=number)


def player(session: Any, number: int, points: int, day: date) -> Person:
    """`Badger <number>`, who wants to be seen, with so many points on a day."""
    person = people.add_person(session, f"Person {number}", f"p{number}@acme.example")
    person.pseudonym = f"Badger {number}"
    person.wants_points = person.on_leaderboard = True
    session.add(PointsDay(day=day, person_id=person.id, points=points))
    return person


def win(
    session: Any, winner: uuid.UUID, name: str = "Autumn", prize: str = "A robot", last: int = -1
) -> Season:
    """They were first of five in a season of one day, which is announced now."""
    people.switch_board(session, True)
    for number in range(1, 5):
        known = people.find_by_email(session, f"p{number}@acme.example")
        person = known or player(session, number, number, days(last))
        session.merge(PointsDay(day=days(last), person_id=person.id, points=number))
    first = session.get_one(Person, winner)
    first.wants_points = first.on_leaderboard = True
    session.add(PointsDay(day=days(last), person_id=first.id, points=50))
    session.flush()
    made = seasons.save(session, None, name, days(last), days(last), prize)
    session.flush()
    return seasons.announce(session, made.id)


def gain(session: Any, team: list[Person], points: int, weeks_ago: int = 0) -> None:
    """Each of them gained so many points in a week that is over."""
    for person in team:
        person.wants_points = True
        day = weeks.last_over() - weeks.WEEK * weeks_ago
        session.add(PointsDay(day=day, person_id=person.id, points=points))
    session.flush()


def count(session: Any, weeks_ago: int = 0) -> None:
    """As the worker does when a week is over."""
    closing.close(session, weeks.last_over() - weeks.WEEK * weeks_ago)


def two_teams(session: Any) -> None:
    """The larger one has more points in all, the smaller one more a person."""
    gain(session, colleagues(session, 12, "Sales"), 10)
    gain(session, colleagues(session, 6, "Works"), 15)
