"""GET leaderboard: those who want to be seen, by pseudonym, never fewer than five."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.dates import weeks
from backend.db import now
from backend.people import service as people
from backend.people.models import Person
from backend.points import board, podium
from backend.points.board import Place
from backend.points.models import PointsDay
from backend.programme.models import Season
from backend.reports import closing
from backend.sign_in import let_in
from backend.tests.cast import Visitor

URL = "/api/v1/leaderboard"


def sunday() -> date:
    """The board's last day."""
    return weeks.last_over()


def add(session: Any, number: int, points: int, days_ago: int = 0, **fields: Any) -> Person:
    """Somebody on the board with so many points on one day, counted from the board's last one."""
    person = people.add_person(session, f"Person {number}", f"p{number}@acme.example")
    person.pseudonym = f"Badger {number}"
    for name, value in {"wants_points": True, "on_leaderboard": True, **fields}.items():
        setattr(person, name, value)
    day = sunday() - timedelta(days=days_ago)
    session.add(PointsDay(day=day, person_id=person.id, points=points))
    session.flush()
    return person


@pytest.fixture(autouse=True)
def _has_board(tx: Any) -> None:
    """Acme has said yes."""
    tx(lambda session: people.switch_board(session, True))


@pytest.fixture
def five(tx: Any) -> None:
    """Five people with 10 to 50 points."""
    tx(lambda session: [add(session, number, 10 * number) for number in range(1, 6)])


def test_a_stranger_sees_no_board(stranger: Visitor, five: None) -> None:
    assert stranger.get(URL).status_code == 401


def test_five_people_are_shown_by_pseudonym_the_first_first(amira: Visitor, five: None) -> None:
    answer = amira.get(URL)
    assert answer.json["withheld"] is None
    assert answer.json["people"] == 5
    assert (answer.json["days"], answer.json["until"]) == (30, sunday().isoformat())
    assert [(one["place"], one["pseudonym"], one["points"]) for one in answer.json["items"]][:2] == [
        (1, "Badger 5", 50),
        (2, "Badger 4", 40),
    ]
    assert "Person" not in answer.text


def test_four_people_are_withheld_and_the_reason_is_told(amira: Visitor, tx: Any) -> None:
    tx(lambda session: [add(session, number, 10) for number in range(4)])
    answer = amira.get(URL).json
    assert answer["items"] == []
    assert answer["people"] == 0
    assert "5" in answer["withheld"]


@pytest.mark.parametrize(
    "fifth",
    [{"on_leaderboard": False}, {"wants_points": False}, {"days_ago": 30}, {"points": 0}],
)
def test_who_is_not_on_the_board_does_not_count_for_it(
    amira: Visitor, tx: Any, fifth: dict[str, Any]
) -> None:
    tx(lambda session: [add(session, number, 10) for number in range(4)])
    tx(lambda session: add(session, 9, **({"points": 10} | fifth)))
    assert amira.get(URL).json["items"] == []


def test_no_admin_sees_whose_pseudonym_goes_when_somebody_is_not_let_in(
    amira: Visitor, clara: Visitor, five: None, tx: Any
) -> None:
    before = amira.get(URL).json["items"]
    third = tx(lambda session: people.find_by_email(session, "p3@acme.example"))
    clara.pages.submit(f"/admin/people/{third.id}/deactivate", page="/admin/people/")
    assert amira.get(URL).json["items"] == before


def leave(session: Any, *numbers: int, days_ago: int = 0) -> None:
    """They are let in no more since so many days before the board's last one."""
    for number in numbers:
        person = people.find_by_email(session, f"p{number}@acme.example")
        let_in.deactivate(session, person.id)
        person.deactivated_at = now() - (now().date() - sunday() + timedelta(days=days_ago))


def close_the_week(session: Any) -> None:
    closing.close(session, sunday())


@pytest.mark.parametrize(
    ("gone", "shown"), [((1, 2, 3, 4), 11), ((1, 2, 3, 4, 5), 6), ((1, 2, 3, 4, 5, 6), 5)]
)
def test_who_left_vanishes_with_the_week_when_they_are_five_and_never_from_the_sums(
    amira: Visitor, tx: Any, gone: tuple[int, ...], shown: int
) -> None:
    tx(lambda session: [add(session, number, 10 * number) for number in range(1, 12)])
    tx(lambda session: leave(session, *gone))
    assert amira.get(URL).json["people"] == 11
    tx(close_the_week)
    assert amira.get(URL).json["people"] == shown
    assert tx(lambda session: session.scalar(select(func.sum(PointsDay.points)))) == 660


@pytest.mark.parametrize("fifth", [{"days_ago": 30}, {"on_leaderboard": False}])
def test_whom_nobody_saw_on_the_board_makes_no_fifth(amira: Visitor, tx: Any, fifth: dict[str, Any]) -> None:
    tx(lambda session: [add(session, number, 10) for number in range(10)])
    tx(lambda session: add(session, 10, 10, **fifth))
    tx(lambda session: leave(session, 1, 2, 3, 4, 10))
    tx(close_the_week)
    assert amira.get(URL).json["people"] == 10


def test_who_left_long_ago_does_not_go_along_for_the_podium_of_a_season_would_tell_them_apart(
    tx: Any,
) -> None:
    def podium(session: Any) -> set[str]:
        return {one.pseudonym for one in board.top(session, sunday() - timedelta(days=90), sunday(), 20)}

    tx(lambda session: [add(session, number, 10) for number in range(10)])
    tx(lambda session: add(session, 10, 10, days_ago=40))
    tx(lambda session: leave(session, 1, 2, 3, 4, 5))
    tx(lambda session: leave(session, 10, days_ago=35))
    before = tx(podium)
    tx(close_the_week)
    assert before - tx(podium) == {f"Badger {number}" for number in range(1, 6)}


def test_who_left_since_sunday_waits_for_the_next_week(amira: Visitor, tx: Any) -> None:
    tx(lambda session: [add(session, number, 10) for number in range(10)])
    tx(lambda session: leave(session, 1, 2, 3, 4))
    tx(lambda session: leave(session, 5, days_ago=-1))
    tx(close_the_week)
    assert amira.get(URL).json["people"] == 10


def test_who_is_let_in_again_stands_on_no_board_until_they_say_so_and_under_another_name(
    amira: Visitor, tx: Any
) -> None:
    tx(lambda session: [add(session, number, 10) for number in range(10)])
    tx(lambda session: leave(session, 1, 2, 3, 4, 5))
    tx(close_the_week)
    before = amira.get(URL).json["items"]
    third = tx(lambda session: people.find_by_email(session, "p3@acme.example"))
    tx(lambda session: let_in.reactivate(session, third.id))
    assert amira.get(URL).json["items"] == before
    assert (third.on_leaderboard, third.pseudonym == "Badger 3") == (False, False)


def test_who_leaves_among_five_leaves_their_places_on_podiums_behind_for_good(tx: Any) -> None:
    ten = tx(lambda session: [add(session, number, 10) for number in range(10)])
    season = tx(lambda session: _season(session))
    tx(lambda session: podium.keep(session, season, [Place(one.id, "", 10, 1, 10) for one in ten]))
    tx(lambda session: leave(session, 1, 2, 3, 4, 5))
    tx(close_the_week)
    assert len([one for one in tx(lambda session: podium.kept(session, season, 10)) if one.person_id]) == 5


def _season(session: Any) -> uuid.UUID:
    season = Season(name="Autumn", starts=sunday() - timedelta(days=20), ends=sunday())
    session.add(season)
    session.flush()
    return season.id


def test_the_last_thirty_days_are_summed(amira: Visitor, five: None, tx: Any) -> None:
    tx(lambda session: add(session, 6, 45, days_ago=29))
    assert [one["points"] for one in amira.get(URL).json["items"]] == [50, 45, 40, 30, 20, 10]


def test_what_happened_since_sunday_waits_for_the_next_board(amira: Visitor, five: None, tx: Any) -> None:
    tx(lambda session: add(session, 6, 99, days_ago=-1))
    assert [one["points"] for one in amira.get(URL).json["items"]] == [50, 40, 30, 20, 10]


@pytest.mark.parametrize(
    ("moment", "sunday"),
    [("22T23:59", 15), ("23T00:59", 15), ("23T01:00", 22), ("29T23:59", 22), ("30T01:00", 29)],
)
def test_a_board_ends_with_a_sunday_whose_week_can_be_counted(
    monkeypatch: pytest.MonkeyPatch, moment: str, sunday: int
) -> None:
    monkeypatch.setattr(weeks, "now", lambda: datetime.fromisoformat(f"2026-11-{moment}:00+00:00"))
    assert board.window()[1].day == sunday


def test_without_the_organisations_yes_there_is_no_board(amira: Visitor, five: None, tx: Any) -> None:
    tx(lambda session: people.switch_board(session, False))
    answer = amira.get(URL).json
    assert answer["items"] == []
    assert "not switched the board on" in answer["withheld"]


def test_equal_points_share_a_place(amira: Visitor, five: None, tx: Any) -> None:
    tx(lambda session: add(session, 6, 50))
    assert [one["place"] for one in amira.get(URL).json["items"]] == [1, 1, 3, 4, 5, 6]


def test_my_own_line_is_marked(keen: Visitor, five: None, tx: Any) -> None:
    tx(lambda session: people.choose(session, keen.person.id, on_leaderboard=True))
    tx(lambda session: session.add(PointsDay(day=sunday(), person_id=keen.person.id, points=99)))
    assert [one["mine"] for one in keen.get(URL).json["items"]] == [True] + 5 * [False]


def test_the_board_comes_in_pages(amira: Visitor, five: None) -> None:
    second = amira.get(f"{URL}?size=3&page=2").json
    assert [one["pseudonym"] for one in second["items"]] == ["Badger 2", "Badger 1"]
    assert second["people"] == 5
