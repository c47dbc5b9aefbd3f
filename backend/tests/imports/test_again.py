"""A feed that is read again and again, and what a server left behind."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, select, update

from backend.db import now
from backend.imports.models import READING, Feed, Import
from backend.running import worker
from backend.tests.cast import Visitor
from backend.tests.imports.steps import FEEDS, URL, feed_of, report, send, titles
from backend.tests.small_web import Web


def test_a_feed_that_is_subscribed_to_is_read_again_and_brings_only_what_is_new(
    app: Flask, ben: Visitor, web: Web, tx: Any
) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml", ETag='"1"'), subscribe=True)
    assert "Acme news" in ben.pages.get(FEEDS).text
    worker.turn(app)
    assert len(web.asked) == 1, "not before an hour has passed"

    def an_hour_later() -> None:
        tx(lambda session: session.execute(update(Feed).values(read_at=now() - timedelta(minutes=61))))
        worker.turn(app)

    an_hour_later()
    assert web.asked[-1][1]["If-None-Match"] == '"1"'
    web.put("/feed", feed_of("two", "one"), "text/xml", ETag='"2"')
    an_hour_later()
    assert titles(tx) == ["one", "two"]
    assert tx(lambda session: session.scalar(select(func.count()).select_from(Import))) == 2, (
        "no empty reports"
    )


def test_a_feed_that_fails_says_so_and_stays(app: Flask, ben: Visitor, web: Web, tx: Any) -> None:
    answered = "The server there answered “503"
    send(ben, web.put("/feed", feed_of("one"), "text/xml"), subscribe=True)
    web.put("/feed", "", status=503)
    tx(lambda session: session.execute(update(Feed).values(read_at=None)))
    worker.turn(app)
    assert answered in ben.pages.get(FEEDS).text
    assert answered in ben.pages.submit(f"{FEEDS}/export", page=URL).text
    tx(lambda session: session.execute(update(Feed).values(read_at=None)))
    worker.turn(app)
    assert tx(lambda session: session.scalar(select(func.count()).select_from(Import))) == 2, "told once"
    web.put("/feed", feed_of("one"), "text/xml")
    feed = tx(lambda session: session.scalars(select(Feed)).one())
    report(ben, ben.pages.submit(f"{FEEDS}/{feed.id}/read", page=URL).headers["Location"])
    assert answered not in ben.pages.get(FEEDS).text


def test_a_feed_is_read_no_more_when_ben_says_so(app: Flask, ben: Visitor, web: Web, tx: Any) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml"), subscribe=True)
    feed = tx(lambda session: session.scalars(select(Feed)).one())
    ben.pages.submit(f"{FEEDS}/{feed.id}/stop", page=URL)
    assert "No feed is read yet" in ben.pages.get(FEEDS).text
    assert titles(tx) == ["one"]


def test_what_a_server_left_behind_is_finished_by_a_worker_and_nothing_comes_twice(
    app: Flask, ben: Visitor, web: Web, tx: Any
) -> None:
    send(ben, web.put("/feed", feed_of("one", "two"), "text/xml"))
    died = {
        "state": READING,
        "position": 0,
        "leased_until": now() - timedelta(seconds=1),
        "finished_at": None,
    }
    tx(lambda session: session.execute(update(Import).values(**died)))
    worker.turn(app)
    assert titles(tx) == ["one", "two"]
    assert tx(lambda session: session.scalars(select(Import)).one()).state == "done"


def test_what_another_is_reading_is_left_to_them(app: Flask, ben: Visitor, web: Web, tx: Any) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml"))
    busy = {"state": READING, "leased_until": now() + timedelta(minutes=1), "position": 0}
    tx(lambda session: session.execute(update(Import).values(**busy)))
    worker.turn(app)
    assert len(web.asked) == 1
