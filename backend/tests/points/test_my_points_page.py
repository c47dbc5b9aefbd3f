"""/me/points: Amira sees what her points are for, and whether she takes part is hers to say."""

from typing import Any

from backend.content.models import Item
from backend.people import service as people
from backend.points.models import PointsTotal
from backend.tests import acme
from backend.tests.cast import Visitor

PAGE = "/me/points/"


def choose(visitor: Visitor, *names: str) -> dict[str, Any]:
    visitor.pages.submit(PAGE, dict.fromkeys(names, "on"))
    me = visitor.get("/api/v1/me").json
    return {name: me[name] for name in ("wants_points", "on_leaderboard")}


def test_points_are_off_until_she_says_so(amira: Visitor) -> None:
    page = amira.pages.get(PAGE).text
    assert "No points yet" not in page
    assert "checked" not in page
    assert choose(amira, "wants_points") == {"wants_points": True, "on_leaderboard": False}
    assert "No points yet" in amira.pages.get(PAGE).text


def test_without_points_there_is_no_place_on_the_board(amira: Visitor) -> None:
    assert choose(amira, "on_leaderboard") == {"wants_points": False, "on_leaderboard": False}
    assert choose(amira, "wants_points", "on_leaderboard") == {"wants_points": True, "on_leaderboard": True}
    assert choose(amira) == {"wants_points": False, "on_leaderboard": False}


def test_who_sees_the_points_is_told_as_it_is(amira: Visitor, tx: Any) -> None:
    choose(amira, "wants_points", "on_leaderboard")
    page = amira.pages.get(PAGE).text
    assert "has no board so far" in page and "Nobody but you sees your points." in page
    tx(lambda session: people.switch_board(session, True))
    page = amira.pages.get(PAGE).text
    assert "has no board so far" not in page and "Nobody but you sees your points." not in page
    assert "On the board and a podium your points stand under that name" in page
    choose(amira, "wants_points")
    assert "Nobody but you sees your points." in amira.pages.get(PAGE).text


def test_thousands_are_told_as_her_language_tells_them(amira: Visitor, tx: Any) -> None:
    choose(amira, "wants_points")
    tx(lambda session: session.merge(PointsTotal(person_id=amira.person.id, points=12345)))
    assert "<strong>12,345</strong> points" in amira.pages.get(PAGE).text
    amira.patch("/api/v1/me", json={"language": "de"})
    assert "<strong>12.345</strong> Punkte" in amira.pages.get(PAGE).text


def test_every_entry_explains_itself(keen: Visitor, item: Item) -> None:
    share = keen.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json
    keen.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})
    page = keen.pages.get(PAGE).text
    assert "Shared: A robot that folds" in page
    assert "+2" in page


def test_a_title_is_shown_as_it_was_written(keen: Visitor, tx: Any, release: object) -> None:
    item = tx(lambda session: acme.item(session, title="<b>Robots</b> & us"))
    share = keen.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json
    keen.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})
    assert "&lt;b&gt;Robots&lt;/b&gt; &amp; us" in keen.pages.get(PAGE).text


def test_a_page_that_is_none_is_the_first(keen: Visitor) -> None:
    for page in ("0", "-3", "x", "999999999999"):
        assert keen.pages.get(f"{PAGE}?page={page}").status_code == 200
