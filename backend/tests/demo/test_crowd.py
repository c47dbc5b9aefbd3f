"""The large sample, in tiny: its sums are those of its rows, and its awards those of the services."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from backend import demo
from backend.app import create_app, engine_of
from backend.config import Config
from backend.content.models import Caption
from backend.db import run_tx
from backend.demo.crowd import make
from backend.people import service as people
from backend.people.models import Group, Person, membership
from backend.points import tariff
from backend.points.models import Entry, PointsDay, PointsTotal
from backend.shares.models import Click, ClickDay, Share
from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here

TINY = make.Size(people=30, items=10, tips=5, days=12, shares_a_day=40)


@pytest.fixture
def crowd(app: Flask) -> list[str]:
    """A tiny one; what was said while it was made."""
    said: list[str] = []
    make.fill(engine_of(app), TINY, said.append)
    return said


def test_the_sums_are_those_of_the_rows(crowd: list[str], tx: Any) -> None:
    def read(session: Any) -> None:
        by_day, in_all, clicks = Counter(), Counter(), Counter()
        for entry in session.scalars(select(Entry)):
            by_day[entry.day, entry.person_id] += entry.points
            in_all[entry.person_id] += entry.points
        for click in session.scalars(select(Click)):
            clicks[click.at.date(), click.share_id] += 1
        assert by_day == {(one.day, one.person_id): one.points for one in session.scalars(select(PointsDay))}
        assert in_all == {one.person_id: one.points for one in session.scalars(select(PointsTotal))}
        assert clicks == {(one.day, one.share_id): one.clicks for one in session.scalars(select(ClickDay))}
        people_by_caption: dict[Any, set[Any]] = {one: set() for one in session.scalars(select(Caption.id))}
        for share in session.scalars(select(Share).where(Share.edited.is_(False))):
            people_by_caption[share.caption_id].add(share.person_id)
        found = {one.id: one.people for one in session.scalars(select(Caption))}
        assert found == {id: len(who) for id, who in people_by_caption.items()}
        assert len(in_all) > 10

    tx(read)


def test_no_award_is_beyond_the_tariff_or_for_one_who_wants_none(crowd: list[str], tx: Any) -> None:
    def read(session: Any) -> None:
        of_a_kind: Counter[Any] = Counter()
        of_a_link: Counter[Any] = Counter()
        wanting = set(session.scalars(select(Person.id).where(Person.wants_points)))
        for entry in session.scalars(select(Entry)):
            of_a_kind[entry.person_id, entry.day, entry.kind] += 1
            of_a_link[entry.share_id, entry.day] += entry.kind == "click"
            assert entry.person_id in wanting
            assert entry.points == tariff.shipped_on(entry.day)[entry.kind].points
            assert entry.at.date() == entry.day
        assert max(of_a_kind.values()) == 10
        assert max(of_a_link.values()) == 5

    tx(read)


def test_it_says_how_far_it_is_and_is_made_once(crowd: list[str], app: Flask, tx: Any) -> None:
    assert crowd[0] == "30 people, 10 items"
    assert crowd[-2] == "12 of 12 days"
    entries, clicks = tx(lambda session: [session.scalar(select(func.count(t.id))) for t in (Entry, Click)])
    assert crowd[-1] == f"{entries:,} entries of the ledger, {clicks:,} clicks"
    assert make.is_filled(engine_of(app))


def test_one_that_was_broken_off_is_told(app: Flask, tx: Any) -> None:
    assert not make.is_filled(engine_of(app))
    tx(lambda session: people.add_person(session, "Ada", "employee00000@acme.example"))
    with pytest.raises(make.Unfinished):
        make.is_filled(engine_of(app))


def test_the_crowd_joins_the_people_and_groups_of_the_small_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "LARGE", TINY)
    config = Config("x" * 40, f"sqlite:///{tmp_path / 'plainspoken.db'}", "http://127.0.0.1:5005", demo=True)
    said: list[str] = []
    demo.prepare(config, large=True, say=said.append)
    app = create_app(config)
    with app.app_context():
        groups = run_tx(lambda tx: tx.scalars(select(Group.name)).all())
        in_sales = select(func.count()).select_from(membership).join(Group).where(Group.name == "Sales")
        assert run_tx(lambda tx: tx.scalar(in_sales)) > 18
    assert said[0] == "30 people, 10 items"
    assert len(groups) == len(set(groups)) == 9
    demo.prepare(config, large=True, say=said.append)  # once more: it is there
    assert said.count("30 people, 10 items") == 1


def test_a_real_organisation_is_never_opened_to_everybody(app: Flask) -> None:
    """Its database is named by mistake: the demo does not start on it."""
    with pytest.raises(demo.NoSample, match="real organisation"):
        demo.prepare(app.config["PLAINSPOKEN"])
