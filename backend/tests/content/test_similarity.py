"""Not everybody the same text at once: uses in steps, captions in turn, suggestions spread over time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from backend import fewest
from backend.content import uses
from backend.content.models import Caption, Item
from backend.db import now
from backend.people import service as people
from backend.sign_in import devices
from backend.tests import acme
from backend.tests.cast import Visitor

SHARES = "/api/v1/shares"
FEED = "/api/v1/feed"


@pytest.fixture
def colleagues(app: Flask, tx: Any) -> list[Visitor]:
    """Eleven people with a device each."""

    def arrive(session: Any, number: int) -> Visitor:
        person = people.add_person(session, f"Person {number}", f"p{number}@acme.example")
        return Visitor(app, person, devices.add(session, person.id, "Chromium")[1])

    return [tx(lambda session, n=n: arrive(session, n)) for n in range(11)]


def post(visitor: Visitor, item: Item, text: str = acme.FINE) -> None:
    share = visitor.post(SHARES, json=acme.share_of(item, text), headers=acme.key()).json
    assert visitor.patch(f"{SHARES}/{share['id']}", json={"state": "posted"}).status_code == 200


def used(visitor: Visitor) -> int:
    [item] = visitor.get(FEED).json["items"]
    return next(one["used"] for one in item["captions"] if one["platform"] == "linkedin")


def test_fewer_than_five_are_no_figure_and_more_are_a_step(colleagues: list[Visitor], item: Item) -> None:
    seen = []
    for visitor in colleagues:
        post(visitor, item)
        seen.append(used(colleagues[0]))
    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]


def test_nobody_counts_twice_and_own_words_do_not_count(colleagues: list[Visitor], item: Item) -> None:
    for visitor in colleagues[:4]:
        post(visitor, item)
        post(visitor, item)
    post(colleagues[4], item, "My own words.")
    assert used(colleagues[0]) == 0
    post(colleagues[4], item)
    assert used(colleagues[0]) == 5


def test_a_prepared_share_is_not_a_use_yet(colleagues: list[Visitor], item: Item) -> None:
    for visitor in colleagues[:6]:
        visitor.post(SHARES, json=acme.share_of(item), headers=acme.key())
    assert used(colleagues[0]) == 0


def test_the_feed_is_sent_anew_when_a_step_is_reached_and_not_before(
    colleagues: list[Visitor], item: Item
) -> None:
    def is_new(etag: str) -> bool:
        return colleagues[0].get(FEED, headers={"If-None-Match": etag}).status_code == 200

    etag = colleagues[0].get(FEED).headers["ETag"]
    for visitor in colleagues[:4]:
        post(visitor, item)
    assert not is_new(etag)
    post(colleagues[4], item)
    assert is_new(etag)


def test_a_threshold_that_rises_reaches_the_feeds_at_once(
    colleagues: list[Visitor], item: Item, tx: Any
) -> None:
    for visitor in colleagues[:5]:
        post(visitor, item)
    etag = colleagues[0].get(FEED).headers["ETag"]
    tx(lambda session: fewest.raise_to(session, 10))
    assert colleagues[0].get(FEED, headers={"If-None-Match": etag}).status_code == 200
    assert used(colleagues[0]) == 0


def test_one_who_posts_it_many_times_at_once_counts_once(
    colleagues: list[Visitor], item: Item, tx: Any
) -> None:
    eager = colleagues[0]
    new = lambda: eager.post(SHARES, json=acme.share_of(item), headers=acme.key()).json["id"]  # noqa: E731
    shares = [new() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda id: eager.patch(f"{SHARES}/{id}", json={"state": "posted"}), shares))
    [caption] = [one for one in item.captions if one.platform == "linkedin"]
    assert tx(lambda session: session.get_one(Caption, caption.id).people) == 1


def test_no_step_tells_of_fewer_than_five_or_of_more_than_there_are() -> None:
    steps = {people: uses.at_least(people, 5) for people in range(1200)}
    assert all(step <= people and (step == 0 or step >= 5) for people, step in steps.items())
    assert [uses.at_least(people, 15) for people in (14, 15, 17, 20)] == [0, 15, 15, 20]


def test_people_get_different_captions_first_and_each_the_same_every_time(
    colleagues: list[Visitor], release: Any, tx: Any
) -> None:
    captions = [Caption(platform="linkedin", language="en", text=f"Text {n}") for n in range(3)]
    tx(lambda session: acme.item(session, captions=captions))

    def first(visitor: Visitor) -> str:
        return str(visitor.get(FEED).json["items"][0]["captions"][0]["text"])

    got = [first(visitor) for visitor in colleagues]
    assert len(set(got)) > 1
    assert got == [first(visitor) for visitor in colleagues]


def test_captions_in_the_readers_language_come_first(amira: Visitor, tx: Any) -> None:
    both = [
        Caption(platform="any", language=language, text=language) for language in ("de", "en", "de", "en")
    ]
    tx(lambda session: acme.item(session, captions=both))
    for language in ("de", "en"):
        items = amira.get(FEED, headers={"Accept-Language": language}).json["items"]
        assert [one["language"] for one in items[0]["captions"]][:2] == [language, language]


def test_suggestions_are_spread_over_the_days_chosen(
    colleagues: list[Visitor], release: Any, tx: Any
) -> None:
    start = now()
    tx(lambda session: acme.item(session, valid_from=start, spread_days=7))
    got = [datetime.fromisoformat(one.get(FEED).json["items"][0]["suggest_from"]) for one in colleagues]
    assert all(start <= at <= start + timedelta(days=7) for at in got)
    assert len(set(got)) == len(got)


def test_without_spread_all_are_told_at_once(colleagues: list[Visitor], item: Item) -> None:
    got = {visitor.get(FEED).json["items"][0]["suggest_from"] for visitor in colleagues}
    assert got == {item.valid_from.isoformat()}
