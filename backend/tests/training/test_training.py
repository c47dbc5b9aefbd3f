"""Lessons and the quiz on the employee's own page, the points for it, and what others learn: numbers only."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import select

from backend.dates import weeks
from backend.db import now
from backend.guidelines.models import Acknowledgement
from backend.points.models import Entry, TariffLine
from backend.reports import closing
from backend.rules.models import Release
from backend.running import worker
from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.guidelines.texts import EN, published
from backend.tests.reports.deeds import colleagues
from backend.tests.where import ON_ONE_DATABASE
from backend.training import library, service
from backend.training.models import Drills, Training

PAGE = "/me/training/"


@pytest.fixture
def written(release: Release, tx: Any) -> Any:
    """Guidelines beside the small pack."""
    return tx(published)


def begin(visitor: Visitor) -> str:
    """The page with new questions."""
    visitor.pages.submit(f"{PAGE}quiz/begin", page=PAGE)
    return str(visitor.pages.get(f"{PAGE}quiz").text)


def answers(visitor: Visitor, tx: Any, right: bool) -> dict[str, str]:
    """The form filled in, rightly or wrongly, by one who knows the questions."""
    page = visitor.pages.get(f"{PAGE}quiz").text
    waiting = tx(lambda session: service.opened(session, visitor.person.id, "en"))
    said = [
        one.right if right else next(c for c in one.choices if c != one.right) for one in waiting.questions
    ]
    return {"key": re.search(r'name="key" value="([^"]+)"', page)[1]} | {
        f"q{at}": one for at, one in enumerate(said)
    }


def points_of(tx: Any) -> list[tuple[int, str]]:
    return tx(lambda session: [(one.points, one.award) for one in session.scalars(select(Entry))])


def test_before_guidelines_and_rules_there_is_nothing_to_practise(amira: Visitor) -> None:
    assert "Nothing to practise yet" in amira.pages.get(PAGE).text
    assert amira.pages.get(f"{PAGE}quiz").status_code == 302
    assert amira.pages.get(f"{PAGE}lessons/disclosure").status_code == 404


def test_a_lesson_shows_a_draft_that_is_found_beside_one_that_is_not_and_the_difference(
    amira: Visitor, written: Any
) -> None:
    assert "Say where you work" in amira.pages.get(PAGE).text
    page = amira.pages.get(f"{PAGE}lessons/disclosure").text
    assert "<mark>You should try</mark> FlowDesk" in page
    assert "FlowDesk is slow today" in page
    assert "Say that you work at Acme." in page and "Nobody can see it otherwise." in page


@ON_ONE_DATABASE
def test_axe_finds_no_fault_in_lesson_and_quiz(
    browser: Browser, url: str, amira: Visitor, written: Any
) -> None:
    begin(amira)
    with page_of(browser, url, amira, dark=False, language="en") as page:
        for part in ("lessons/disclosure", "quiz"):
            answer = page.goto(PAGE + part)
            assert answer and answer.ok
            assert page.url.endswith(part)
            assert faults_of(page) + faults_in_the_dark(page) == [], part
            assert fits(page), part


def test_who_presses_twice_gets_one_quiz_and_its_points_once(keen: Visitor, written: Any, tx: Any) -> None:
    token = {"csrf_token": keen.pages.csrf_token(PAGE)}
    with ThreadPoolExecutor(8) as pool:
        begun = list(pool.map(lambda _: keen.pages.client.post(f"{PAGE}quiz/begin", data=token), range(8)))
        assert {answer.status_code for answer in begun} == {302}
        form = answers(keen, tx, right=True) | token
        told = list(pool.map(lambda _: keen.pages.client.post(f"{PAGE}quiz", data=form), range(8)))
    assert sum("The points are with your others" in one.text for one in told) == 1
    assert points_of(tx) == [(5, "quiz:1")]


def test_a_quiz_passed_gives_the_points_of_the_tariff_once_a_version(
    keen: Visitor, written: Any, tx: Any
) -> None:
    assert "5 points" in keen.pages.get(PAGE).text
    for attempt in (1, 2):
        begin(keen)
        result = keen.pages.submit(f"{PAGE}quiz", answers(keen, tx, right=True))
        assert ("The points are with your others." in result.text) == (attempt == 1)
    assert points_of(tx) == [(5, "quiz:1")]
    assert keen.get("/api/v1/me/points").json["entries"][0]["reason"] == (
        "You passed the quiz about version 1 of the guidelines"
    )
    assert "You passed it on" in keen.pages.get(PAGE).text
    tx(lambda session: published(session, EN + "\nOne more."))
    assert "You passed it on" not in keen.pages.get(PAGE).text
    begin(keen)
    keen.pages.submit(f"{PAGE}quiz", answers(keen, tx, right=True))
    assert points_of(tx) == [(5, "quiz:1"), (5, "quiz:2")]


def test_the_worker_makes_the_examples_ready_so_that_nobody_waits(
    app: Flask, amira: Visitor, written: Any, tx: Any
) -> None:
    library._ready.clear()
    before = amira.pages.get(f"{PAGE}lessons/disclosure").text
    worker.turn(app)
    worker.turn(app)
    assert tx(lambda session: session.scalars(select(Drills.release)).all()) == [1]
    library._ready.clear()
    assert amira.pages.get(f"{PAGE}lessons/disclosure").text.split("<main")[1] == before.split("<main")[1]


def test_wrong_answers_are_explained_and_bring_nothing(keen: Visitor, written: Any, tx: Any) -> None:
    begin(keen)
    result = keen.pages.submit(f"{PAGE}quiz", answers(keen, tx, right=False))
    assert "0 of 2 right" in result.text
    assert result.text.count("Right is:") == 2
    assert "<details open>" in result.text
    assert points_of(tx) == []
    assert tx(lambda session: session.scalars(select(Training)).one().passed_at) is None


def test_who_wants_no_points_passes_all_the_same(amira: Visitor, written: Any, tx: Any) -> None:
    assert "points" not in amira.pages.get(PAGE).text.split("The quiz")[1]
    begin(amira)
    assert "Passed." in amira.pages.submit(f"{PAGE}quiz", answers(amira, tx, right=True)).text
    assert points_of(tx) == []
    assert "You passed it on" in amira.pages.get(PAGE).text


def test_where_the_quiz_is_worth_nothing_no_points_are_promised(keen: Visitor, written: Any, tx: Any) -> None:
    nothing = TariffLine(kind="quiz", starts=now().date(), points=0, per_day=1, why="")
    tx(lambda session: session.add(nothing))
    begin(keen)
    result = keen.pages.submit(f"{PAGE}quiz", answers(keen, tx, right=True)).text
    assert ("Passed." in result, "The points are with your others." in result) == (True, False)
    assert points_of(tx) == []


def test_a_question_without_an_answer_is_asked_again_and_the_others_are_kept(
    amira: Visitor, written: Any, tx: Any
) -> None:
    begin(amira)
    form = answers(amira, tx, right=True)
    last = form.pop("q1")
    answer = amira.pages.submit(f"{PAGE}quiz", form)
    assert answer.status_code == 422
    assert answer.text.count(" checked") == 1 and answer.text.count("Choose one.") == 1
    assert "Passed." in amira.pages.submit(f"{PAGE}quiz", form | {"q1": last}).text


def test_the_same_questions_are_not_answered_twice_nor_drawn_again(
    amira: Visitor, written: Any, tx: Any
) -> None:
    last: object = None
    for _ in range(4):
        begin(amira)
        drawn = tx(lambda session: service.opened(session, amira.person.id, "en")).questions
        assert drawn != last
        last = drawn
        form = answers(amira, tx, right=False)
        amira.pages.submit(f"{PAGE}quiz", form)
        token = amira.pages.csrf_token(PAGE)
        again = amira.pages.client.post(f"{PAGE}quiz", data=form | {"csrf_token": token})
        assert again.status_code == 302
    assert points_of(tx) == []


def test_what_is_known_of_it_is_told_to_her_and_goes_with_her(keen: Visitor, written: Any, tx: Any) -> None:
    keen.pages.submit("/me/guidelines/", {"version": "1"})
    begin(keen)
    keen.pages.submit(f"{PAGE}quiz", answers(keen, tx, right=True))
    told = keen.get("/api/v1/me/export").json["sections"]
    assert told["guidelines_read"][0]["version"] == 1
    assert told["training"][0]["passed"].startswith(str(now().date()))
    keen.call("DELETE", "/api/v1/me", json={"email": "amira@acme.example"})
    for table in (Acknowledgement, Training):
        assert tx(lambda session: session.scalars(select(table)).all()) == []  # noqa: B023
    assert sum(points for points, _award in points_of(tx)) == 5


def test_admins_read_about_how_many_and_only_once_a_week(clara: Visitor, written: Any, tx: Any) -> None:
    def people_read(session: Any) -> None:
        sales = colleagues(session, 13, "Sales")
        for person in (*sales[:8], *colleagues(session, 4, "Works")):
            session.add(Acknowledgement(person_id=person.id, version=1))
        for person in sales[:4]:
            session.add(
                Training(person_id=person.id, version=1, release=1, seed=1, is_open=False, passed_at=now())
            )

    tx(people_read)
    tx(lambda session: closing.close(session, weeks.last_over()))
    page = clara.pages.get("/admin/guidelines/").text
    assert rows(page) == [["Sales", "15", "10", "–"], ["Small groups together", "5", "–", "–"]]
    tx(lambda session: session.query(Acknowledgement).delete())
    assert rows(clara.pages.get("/admin/guidelines/").text) == rows(page)


def test_a_version_that_asks_to_be_read_anew_begins_without_readers(
    clara: Visitor, written: Any, tx: Any
) -> None:
    def people_read(session: Any) -> None:
        for person in colleagues(session, 13, "Sales")[:8]:
            session.add(Acknowledgement(person_id=person.id, version=1))

    tx(people_read)
    tx(lambda session: closing.close(session, weeks.last_over()))
    tx(lambda session: published(session, asks=False))
    page = clara.pages.get("/admin/guidelines/").text
    assert rows(page) == [["Sales", "15", "10", "–"]] and "anew since" not in page
    tx(published)
    page = clara.pages.get("/admin/guidelines/").text
    assert rows(page) == [["Sales", "15", "–", "–"]]
    assert "Version 3 has asked everybody to read it anew since." in page


def test_where_all_of_a_group_have_read_it_that_is_not_told(clara: Visitor, written: Any, tx: Any) -> None:
    """Else it would be told of each of them."""

    def all_read(session: Any) -> None:
        for person in (*colleagues(session, 5, "Works"), *colleagues(session, 13, "Sales", begin=5)):
            session.add(Acknowledgement(person_id=person.id, version=1))

    tx(all_read)
    tx(lambda session: closing.close(session, weeks.last_over()))
    told = rows(clara.pages.get("/admin/guidelines/").text)
    assert told == [["Sales", "15", "10", "–"], ["Works", "5", "–", "–"]]


def rows(page: str) -> list[list[str]]:
    lines = re.findall(r'<tr><th scope="row">(.*?)</tr>', page)
    return [re.split(r"</t[hd]><td[^>]*>|</td>", line)[:4] for line in lines]
