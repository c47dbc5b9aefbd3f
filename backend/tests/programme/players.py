"""People with points on one day, as many as a board needs."""

from datetime import date, timedelta
from typing import Any

from backend.db import now
from backend.people import service as people
from backend.people.models import Person
from backend.points.models import PointsDay


def days(number: int) -> date:
    """So many days from today."""
    return now().date() + timedelta(days=number)


def player(session: Any, number: int, points: int, day: date) -> Person:
    """`Badger <number>`, who wants to be seen, with so many points on a day."""
    person = people.add_person(session, f"Person {number}", f"p{number}@acme.example")
    person.pseudonym = f"Badger {number}"
    person.wants_points = person.on_leaderboard = True
    session.add(PointsDay(day=day, person_id=person.id, points=points))
    return person
