"""Every error of the API has one shape with a way out; every error of a page is a page."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend import auth, translations
from backend.errors import Conflict, Invalid, NotFound, TooMany
from backend.tests import acme, cast
from backend.tests.cast import Visitor
from backend.tests.routes import NOBODY
from backend.tests.where import ON_ONE_DATABASE


def shape_of(answer: TestResponse) -> set[str]:
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == answer.status_code
    assert answer.json["hint"]
    return set(answer.json)


ONE_SHAPE = {"type", "title", "status", "detail", "hint"}


def test_an_unknown_address_a_wrong_method_and_a_stranger_get_the_one_shape(stranger: Visitor) -> None:
    assert shape_of(stranger.get("/api/v1/nope")) == ONE_SHAPE
    wrong_method = stranger.call("PUT", "/api/v1/me")
    assert shape_of(wrong_method) == ONE_SHAPE
    assert "GET" in wrong_method.headers["Allow"]
    unknown = stranger.get("/api/v1/me")
    assert shape_of(unknown) == ONE_SHAPE
    assert unknown.headers["WWW-Authenticate"] == "Bearer"


@ON_ONE_DATABASE
def test_the_api_refuses_in_the_language_that_is_asked_for(amira: Visitor, stranger: Visitor) -> None:
    """Sentences of services, of the framework, and the usual way out."""
    german = {"Accept-Language": "de"}
    share = {"item_id": NOBODY, "caption_id": NOBODY, "platform": "x", "text": "Hallo", "acknowledged": []}
    answers = [
        stranger.get("/api/v1/me", headers=german),
        stranger.get("/api/v1/nope", headers=german),
        amira.call("PUT", "/api/v1/me", headers=german),
        amira.patch("/api/v1/me", data="{", content_type="application/json", headers=german),
        amira.patch("/api/v1/me", json={"language": "fr"}, headers=german),
        amira.post("/api/v1/shares", json=share, headers=german | acme.key()),
    ]
    assert [answer.status_code for answer in answers] == [401, 404, 405, 400, 422, 404]
    english = {str(message.id) for message in translations.german()}
    for answer in answers:
        assert not {answer.json["detail"], answer.json["hint"]} & english, answer.text
    assert answers[0].json["hint"] == "Melde dich im Popup der Erweiterung neu an."


def test_json_nested_deeper_than_can_be_read_is_refused(amira: Visitor) -> None:
    answer = amira.patch("/api/v1/me", data="[" * 200_000, content_type="application/json")
    assert shape_of(answer) == ONE_SHAPE
    assert answer.status_code == 400
    assert "nested" in answer.text


@pytest.mark.parametrize(
    ("body", "status"),
    [("{not json", 400), ('{"language": "fr"}', 422), ('{"unknown": 1}', 422), ("[]", 422)],
)
def test_a_body_that_is_wrong_names_the_field_and_echoes_nothing(
    amira: Visitor, body: str, status: int
) -> None:
    answer = amira.patch("/api/v1/me", data=body, content_type="application/json")
    assert answer.status_code == status
    assert shape_of(answer) == ONE_SHAPE | {"errors"}
    assert '"fr"' not in answer.text


def test_the_field_at_fault_is_named(amira: Visitor) -> None:
    answer = amira.patch("/api/v1/me", json={"language": "fr"})
    assert answer.json is not None
    assert [error["field"] for error in answer.json["errors"]] == ["json.language"]


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (Conflict("taken", "choose another"), 409),
        (Invalid("wrong", errors=[{"field": "a", "message": "b"}]), 422),
        (NotFound("gone"), 404),
        (TooMany("slow down", 60), 429),
        (ZeroDivisionError("with a secret in it"), 500),
    ],
)
@pytest.mark.adds_routes
def test_what_services_raise_becomes_the_one_shape(app: Flask, problem: Exception, status: int) -> None:
    @auth.needs("employee")
    def fails() -> None:
        raise problem

    # before the first request, as a subject's blueprint would
    app.add_url_rule("/api/v1/fails", "fails", fails)
    answer = cast.enter(app, "employee").get("/api/v1/fails")
    assert answer.status_code == status
    assert shape_of(answer) >= ONE_SHAPE
    assert "secret" not in answer.text
    if status == 429:
        assert answer.headers["Retry-After"] == "60"


def test_a_page_that_fails_says_so_readably(stranger: Visitor) -> None:
    answer = stranger.pages.get("/nope")
    assert answer.status_code == 404
    assert "Nothing here" in answer.text
    assert "<h1>" in answer.text


def test_a_page_that_fails_says_so_in_the_readers_language(stranger: Visitor) -> None:
    answer = stranger.pages.get("/nope", headers={"Accept-Language": "de-DE,de;q=0.9"})
    assert "Hier ist nichts" in answer.text
    assert '<html lang="de">' in answer.text


def test_too_much_at_once_is_refused_before_it_is_read(amira: Visitor) -> None:
    answer = amira.patch(
        "/api/v1/me", data=b'{"language": "' + b"x" * 2**20 + b'"}', content_type="application/json"
    )
    assert answer.status_code == 413
    assert shape_of(answer) == ONE_SHAPE


def test_whoever_is_signed_in_reads_errors_in_their_own_language_and_strangers_in_that_of_the_browser(
    ben: Visitor, stranger: Visitor
) -> None:
    ben.pages.submit("/me/language", {"language": "de"}, page="/me")
    english = {"Accept-Language": "en"}
    for path in ("/nowhere", "/admin/nowhere", "/admin/people/"):
        answer = ben.pages.client.get(path, headers=english)
        assert answer.status_code in (403, 404)
        assert '<html lang="de">' in answer.text
    refused = ben.pages.client.post("/me/language", data={"language": "en"}, headers=english)
    assert (refused.status_code, '<html lang="de">' in refused.text) == (400, True)
    assert '<html lang="en">' in stranger.pages.client.get("/nowhere", headers=english).text
    assert '<html lang="de">' in stranger.pages.client.get("/nowhere", headers={"Accept-Language": "de"}).text
