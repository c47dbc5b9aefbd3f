"""Teams beside the board: by points per active person, from the reports, never of fewer than five."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from backend.dates import weeks
from backend.people import service as people
from backend.programme import result, seasons
from backend.programme.models import Season
from backend.tests.cast import Visitor
from backend.tests.programme.players import count, days, gain, two_teams
from backend.tests.reports.deeds import colleagues

PAGE, WALL = "/me/board/", "/wall/"


def told(visitor: Visitor) -> list[tuple[str, ...]]:
    """Place, team and points of each line."""
    _before, _heading, after = visitor.pages.get(PAGE).text.partition("Points per active person")
    cells = re.findall(r"<td>(\d+)</td><th[^>]*>(\w+)</th><td[^>]*>(\d+)<", after)
    return [tuple(cell) for cell in cells]


@pytest.fixture(autouse=True)
def _has_board(tx: Any) -> None:
    """Acme has said yes."""
    tx(lambda session: people.switch_board(session, True))


def test_a_team_stands_by_its_points_per_active_person(amira: Visitor, tx: Any) -> None:
    tx(two_teams)
    tx(lambda session: colleagues(session, 9, "Works", begin=6))  # who gained nothing is not active
    assert told(amira) == []  # before the week is counted
    tx(count)
    assert told(amira) == [("1", "Works", "15"), ("2", "Sales", "10")]


def test_equal_teams_share_a_place_and_weeks_are_added_up(amira: Visitor, tx: Any) -> None:
    def two_weeks(session: Any) -> None:
        for weeks_ago, points in ((1, (4, 9)), (0, (6, 1))):
            for name, gained in zip(("Sales", "Works"), points, strict=True):
                gain(session, colleagues(session, 5, name, begin=9 * weeks_ago), gained, weeks_ago)
            count(session, weeks_ago)

    tx(two_weeks)
    assert told(amira) == [("1", "Sales", "10"), ("1", "Works", "10")]


@pytest.mark.parametrize(
    "fifth",
    [{"wants_points": False}, {"wants_points": True, "on_leaderboard": True}],
    ids=["wants no points", "could be taken away, as the board tells theirs"],
)
def test_no_team_is_about_fewer_than_five(amira: Visitor, tx: Any, fifth: dict[str, bool]) -> None:
    def four_and_one(session: Any) -> None:
        two_teams(session)
        small = colleagues(session, 5, "Lab")
        gain(session, small, 99)
        for name, value in fifth.items():
            setattr(small[0], name, value)
        session.flush()
        count(session)

    tx(four_and_one)
    assert [team for _place, team, _points in told(amira)] == ["Works", "Sales"]


def test_what_changes_afterwards_does_not_move_a_team(amira: Visitor, tx: Any) -> None:
    """Else an admin could move somebody and see what they gained."""

    def somebody_goes(session: Any) -> None:
        person = people.find_by_email(session, "works0@acme.example")
        assert person is not None
        person.groups = []
        session.flush()

    tx(two_teams)
    tx(count)
    before = told(amira)
    tx(somebody_goes)
    assert told(amira) == before != []


def test_without_the_organisations_yes_there_are_no_teams(amira: Visitor, tx: Any) -> None:
    tx(two_teams)
    tx(count)
    tx(lambda session: people.switch_board(session, False))
    assert told(amira) == []


def test_one_team_alone_is_no_comparison(amira: Visitor, tx: Any) -> None:
    tx(lambda session: [gain(session, colleagues(session, 6, "Works"), 15), count(session)])
    assert told(amira) == []


def test_the_wall_shows_the_teams_of_the_season_and_none_between_its_end_and_the_announcement(
    stranger: Visitor, tx: Any
) -> None:
    first, code = weeks.monday_of(weeks.last_over()), "a-wall-code"

    def season(session: Any) -> None:
        two_teams(session)
        gain(session, colleagues(session, 5, "Sales", begin=20), 90, weeks_ago=1)  # before it began
        for weeks_ago in (1, 0):
            count(session, weeks_ago)
        ends = weeks.last_over() + timedelta(days=14)
        session.add(Season(name="Autumn", starts=first, ends=ends, wall_code=code))

    def teams() -> list[str]:
        shown = re.findall(r"<ol class=\"teams\">(.*?)</ol>", stranger.pages.get(WALL + code).text, re.S)
        return re.findall(r"<strong>(\w+)</strong> (\d+)", "".join(shown))

    tx(season)
    assert teams() == [("Works", "15"), ("Sales", "10")]

    def is_over(session: Any) -> Season:
        found = session.query(Season).one()
        found.ends = days(-1)
        return found

    over = tx(is_over)
    assert teams() == []
    tx(lambda session: seasons.announce(session, over.id))
    assert teams() == [("Works", "15"), ("Sales", "10")]


def test_who_announces_before_the_last_week_was_counted_has_it_counted(clara: Visitor, tx: Any) -> None:
    tx(two_teams)
    ends, first = weeks.last_over(), weeks.monday_of(weeks.last_over() - weeks.WEEK)
    over = tx(lambda session: seasons.save(session, None, "Autumn", first, ends, "A robot"))
    clara.pages.submit(f"/admin/seasons/{over.id}/announce", page="/admin/seasons/")
    kept = tx(lambda session: result.teams_of(session, {}, seasons.get(session, over.id)))
    assert [(team.name, team.points) for team in kept] == [("Works", 15), ("Sales", 10)]


def test_a_season_is_over_once_its_last_week_can_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    season = Season(starts=date(2026, 11, 2), ends=date(2026, 11, 29))

    def state(moment: str) -> str:
        monkeypatch.setattr(weeks, "now", lambda: datetime.fromisoformat(f"2026-11-{moment}:00+00:00"))
        return season.state

    assert [state(moment) for moment in ("29T23:59", "30T00:59", "30T01:00")] == [
        "running",
        "running",
        "over",
    ]


def test_the_admins_list_of_figures_says_what_it_is(clara: Visitor, tx: Any) -> None:
    tx(two_teams)
    tx(count)
    page = clara.pages.get("/admin/reports/figures").text
    assert "Points per person who gained some" in page
    assert ">120<" not in page  # no sum
