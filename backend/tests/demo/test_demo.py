"""The sample organisation has enough of everything to show the main job."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from backend import demo
from backend.app import create_app
from backend.config import Config
from backend.db import run_tx
from backend.people.models import Person
from backend.reports import figures
from backend.running import worker
from backend.shares.models import Share
from backend.sign_in import devices
from backend.tests.cast import SECRET, Visitor, sign_in
from backend.web import floods
from tools import pages


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo's server."""
    folder = tmp_path_factory.mktemp("demo")
    url, mail = f"sqlite:///{folder / 'plainspoken.db'}", (folder / "mail").as_uri()
    here = {"public_url": "http://127.0.0.1:5005", "mail": mail, "mail_from": "news@acme.example"}
    config = Config(secret=SECRET, database_url=url, demo=True, **here)
    demo.prepare(config)
    yield create_app(config)


@pytest.fixture
def amira(acme: Flask) -> Visitor:
    """Amira in the demo."""

    def enter(session: Any) -> tuple[Person, str]:
        person = session.scalars(select(Person).where(Person.email == "amira@acme.example")).one()
        return person, devices.add(session, person.id, "Chromium")[1]

    with acme.app_context():
        return Visitor(acme, *run_tx(enter))


def test_there_are_six_items_in_two_languages_with_captions_for_both_sites(amira: Visitor) -> None:
    items = amira.get("/api/v1/feed").json["items"]
    assert len(items) == 6
    assert {item["language"] for item in items} == {"de", "en"}
    assert {topic["name"] for item in items for topic in item["topics"]} == {
        "Household robots",
        "Office work",
    }
    for item in items:
        assert {caption["platform"] for caption in item["captions"]} == {"linkedin", "x"}


def test_the_rules_have_nothing_to_say_to_any_caption(amira: Visitor) -> None:
    for item in amira.get("/api/v1/feed").json["items"]:
        for caption in item["captions"]:
            draft = {
                "platform": caption["platform"],
                "surface": "post",
                "text": caption["text"],
                "target": None,
            }
            floods.forget()  # nobody has all of them judged in a moment
            assert amira.post("/api/v1/checks", json=draft).json["findings"] == [], caption["text"]


def test_amira_has_points_and_the_board_shows_five(amira: Visitor) -> None:
    mine = amira.get("/api/v1/me/points").json
    assert mine["total"] == sum(entry["points"] for entry in mine["entries"]) > 0
    board = amira.get("/api/v1/leaderboard").json
    assert board["people"] == 5
    assert [one["mine"] for one in board["items"]].count(True) == 1


def test_whoever_switches_the_weekly_mail_on_finds_it_in_a_folder(acme: Flask, amira: Visitor) -> None:
    sign_in(amira, with_password=False)
    for _ in range(2):
        amira.pages.submit("/me/mail/", {"wanted": "on"})
        worker.turn(acme)
    [letter] = Path(urlsplit(acme.config["PLAINSPOKEN"].mail).path).glob("*.eml")
    assert b"To: Amira Aziz <amira@acme.example>" in letter.read_bytes()


def test_nobody_shared_before_they_were_there_and_no_more_share_than_are_signed_in(acme: Flask) -> None:
    def look(session: Any) -> tuple[list[Any], list[tuple[int, int]]]:
        of_whom = select(Share.id).join(Person, Person.id == Share.person_id)
        early = session.scalars(of_whom.where(Share.created_at < Person.created_at)).all()
        months = figures.read(session, figures.months(figures.counted(session)))
        told = [(month.people("sharing") or 0, month.people("signed_in") or 0) for month in months]
        return list(early), told

    with acme.app_context():
        early, told = run_tx(look)
    assert early == []
    assert told and all(sharing <= signed_in for sharing, signed_in in told), told


def test_no_page_and_no_answer_of_the_api_takes_more_than_twelve_queries(acme: Flask) -> None:
    seen, _missing = pages.visit(acme, times=2)
    assert len(seen) > 90
    assert {one.status for one in seen} <= {200, 302, 404}
    assert all(one.address.endswith("/picture/file") for one in seen if one.status == 404)  # it has none
    asks_often = [one for one in seen if one.queries > pages.MANY and one.address not in pages.FILES]
    assert asks_often == []
