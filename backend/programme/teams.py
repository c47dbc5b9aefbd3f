"""Teams by points per active person. A team is a group that is counted apart in the reports.

What a team gained comes from the reports' figures, so it is about five people or more, once each week, and
cannot be subtracted (docs/decisions/0031-teams-are-read-from-the-reports.md).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from backend.reports import figures


@dataclass(frozen=True)
class Team:
    """`points`: what somebody who gains some gained on average. Equal points share a place."""

    name: str
    points: int
    place: int


def between(session: Session, names: Mapping[str, str], first: date, last: date) -> list[Team]:
    """The teams of the weeks that ended between two days, the first first; none where there is only one.

    `names`: counted.apart.
    """
    gained: Counter[str] = Counter()
    for one in figures.ended(session, figures.POINTS, first, last):
        if one.part in names:
            gained[one.part] += one.value
    found = sorted((-points, names[part]) for part, points in gained.items())
    ranks = [points for points, _name in found]
    teams = [Team(name, -points, 1 + ranks.index(points)) for points, name in found]
    return teams if len(teams) > 1 else []
