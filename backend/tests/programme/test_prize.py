"""The prize: whoever won proves the place by a code, and is known to nobody who was not given it."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.people.models import Person
from backend.points.models import PointsDay
from backend.programme import seasons
from backend.programme.models import Season
from backend.tests import cast
from backend.tests.cast import Visitor
from backend.tests.programme.players import days, win

LIST = "/admin/seasons/"
BOARD = "/me/board/"
NOT_RIGHT = "is the code of no place in this season."


@pytest.fixture
def won(clara: Visitor, amira: Visitor, tx: Any) -> Callable[[int], Season]:
    """Amira was first of five in a season that was announced so many days after its end."""

    return lambda last=-1, name="Autumn", prize="A robot": tx(
        lambda session: win(session, amira.person.id, name, prize, last)
    )


def codes(visitor: Visitor) -> list[str]:
    return re.findall(r">(\w{4}-\w{4})</code>", visitor.pages.get(BOARD).text)


def checked(clara: Visitor, season: Season, code: str) -> str:
    """What Clara is told of it."""
    page = f"{LIST}{season.id}"
    clara.pages.submit(f"{page}/prize", {"code": code}, page=page)
    return clara.pages.get(page).text


def test_amira_sees_her_code_and_clara_learns_the_place_and_no_name(
    amira: Visitor, clara: Visitor, won: Any
) -> None:
    season = won()
    page = amira.pages.get(BOARD).text
    assert "My places on a podium" in page and "Place 1 · Code" in page and "Prize: A robot" in page
    [code] = codes(amira)
    said = checked(clara, season, code)
    assert "The code is right: place 1." in said
    assert "Amira" not in said
    assert "The code is right" in checked(clara, season, f" {code.upper().replace('-', ' ')}")


def test_what_is_easily_taken_for_one_another_is_one_and_what_was_copied_along_does_no_harm(
    amira: Visitor, clara: Visitor, won: Any, app: Flask
) -> None:
    season = won()
    for number in range(9):  # other codes, with the one letter or the other
        app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], secret=f"{number}{cast.SECRET}")
        [code] = codes(amira)
        misread = code.translate(str.maketrans("oil", "01I"))
        for typed in (misread, f"Code {code}", f"Place 1 · Code {code.upper()}", f"“{code}”, Amira"):
            assert "The code is right: place 1." in checked(clara, season, typed), (code, typed)


def test_the_page_tells_which_code_it_was_that_proves_nothing(clara: Visitor, won: Any) -> None:
    said = checked(clara, won(), "aaaa-aaaa <b>")
    assert "“aaaa-aaaa &lt;b&gt;” is the code of no place in this season." in said


def test_nobody_is_promised_the_prize_for_any_place(amira: Visitor, won: Any) -> None:
    won()
    page = amira.pages.get(BOARD).text
    assert "If the prize is for your place, give the code to whoever hands it out." in page


def test_nobody_else_sees_a_code_and_a_made_up_one_proves_nothing(
    amira: Visitor, clara: Visitor, won: Any
) -> None:
    season = won()
    assert codes(clara) == []
    for made_up in ("", "aaaa-aaaa", codes(amira)[0][:-1], "ä" * 8):
        assert NOT_RIGHT in checked(clara, season, made_up)


def test_a_code_is_for_one_season_and_stays_while_the_next_one_runs(
    amira: Visitor, clara: Visitor, won: Any, tx: Any
) -> None:
    first, second = won(last=-9, name="Spring"), won(last=-1)
    tx(lambda session: seasons.save(session, None, "Winter", days(0), days(9), ""))
    of_second, of_first = codes(amira)
    assert "place 1" in checked(clara, first, of_first)
    assert NOT_RIGHT in checked(clara, first, of_second)
    assert "place 1" in checked(clara, second, of_second)


def test_two_who_share_a_place_have_a_code_each(
    amira: Visitor, ben: Visitor, clara: Visitor, won: Any, tx: Any
) -> None:
    def like_amira(session: Any) -> None:
        me = session.get_one(Person, ben.person.id)
        me.wants_points = me.on_leaderboard = True
        session.add(PointsDay(day=days(-1), person_id=me.id, points=50))

    tx(like_amira)
    season = won()
    assert codes(amira) != codes(ben)
    for winner in (amira, ben):
        assert "place 1" in checked(clara, season, codes(winner)[0])


def test_another_secret_of_the_server_gives_another_code(
    app: Flask, amira: Visitor, clara: Visitor, won: Any
) -> None:
    season, before = won(), codes(amira)[0]
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], secret="another secret of enough letters")
    assert NOT_RIGHT in checked(clara, season, before)
    assert "place 1" in checked(clara, season, codes(amira)[0])


def test_where_there_is_no_prize_there_is_no_code(amira: Visitor, clara: Visitor, won: Any) -> None:
    season = won(prize="")
    assert codes(amira) == []
    assert 'name="code"' not in clara.pages.get(f"{LIST}{season.id}").text


def test_who_is_not_named_on_the_podium_any_more_can_still_have_the_prize(
    amira: Visitor, clara: Visitor, won: Any, tx: Any
) -> None:
    season = won()
    tx(lambda session: setattr(session.get_one(Person, amira.person.id), "on_leaderboard", False))
    assert "place 1" in checked(clara, season, codes(amira)[0])
