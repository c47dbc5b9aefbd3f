"""Synced GETs: an unchanged answer is not sent twice."""

import pytest
from flask import Flask, Response

from backend import auth
from backend.tests import cast
from backend.tests.cast import Visitor
from backend.web.etag import synced, synced_json

pytestmark = pytest.mark.adds_routes

said = {"text": "für alle"}


@pytest.fixture
def amira(app: Flask) -> Visitor:
    @auth.needs("employee")
    def view() -> Response:
        return synced_json(said, lambda: said)

    app.add_url_rule("/api/v1/synced", "synced", view)
    return cast.enter(app, "employee")


def test_who_has_it_gets_304_and_who_has_not_gets_it(amira: Visitor) -> None:
    said["text"] = "für alle"
    first = amira.get("/api/v1/synced")
    assert first.json == said
    tag = first.headers["ETag"]
    for known in (tag, f"W/{tag}"):  # a proxy that compresses makes it a weak one
        again = amira.get("/api/v1/synced", headers={"If-None-Match": known})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
    said["text"] = "something new"
    assert amira.get("/api/v1/synced", headers={"If-None-Match": tag}).json == said


def test_caches_in_between_keep_nothing(amira: Visitor) -> None:
    assert amira.get("/api/v1/synced").headers["Cache-Control"] == "private, no-cache"


def test_bytes_are_sent_as_they_are(app: Flask) -> None:
    body = b'{"b": 1,\n "a": "\xc3\xbc"}'
    with app.test_request_context():
        assert synced(body).data == body
