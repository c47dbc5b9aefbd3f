"""GET guidelines, POST acknowledgements: what the extension asks and tells."""

from typing import Any

import pytest

from backend.rules.models import Release
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.guidelines.texts import EN, KINDER, published

URL = "/api/v1/guidelines"
DONE = "/api/v1/acknowledgements"


def acknowledge(visitor: Visitor, version: int) -> Any:
    return visitor.post(DONE, json={"version": version}, headers=acme.key())


def told(visitor: Visitor, **headers: str) -> Any:
    return visitor.get(URL, headers=headers).json


def test_before_the_first_version_there_is_nothing_to_read(amira: Visitor) -> None:
    assert told(amira) == {
        "version": 0, "published_at": None, "note": "", "acknowledged": 0, "due": False, "changed": [],
        "languages": {},
    }  # fmt: skip
    assert acknowledge(amira, 1).status_code == 404


def test_the_guidelines_come_in_both_languages_with_what_is_new_to_the_one_who_asks(
    amira: Visitor, tx: Any
) -> None:
    tx(published)
    first = told(amira)
    assert (first["version"], first["acknowledged"], first["due"], first["note"]) == (
        1,
        0,
        True,
        "New words.",
    )
    assert first["changed"] == ["", "disclosure", "respect"]
    assert first["languages"]["en"]["title"] == "Out there with Acme"
    assert first["languages"]["de"]["parts"][2] == {
        "names": ["respect", "tone"],
        "title": "Bleib freundlich",
        "body": [["p", "Streite über die Sache."]],
    }


def test_who_has_read_it_is_asked_again_when_the_next_version_asks(amira: Visitor, tx: Any) -> None:
    tx(published)
    done = acknowledge(amira, 1)
    assert (done.status_code, done.json["version"]) == (201, 1)
    assert (told(amira)["due"], told(amira)["changed"]) == (False, [])
    tx(lambda session: published(session, EN.replace(*KINDER)))
    assert (told(amira)["due"], told(amira)["changed"]) == (True, ["respect"])
    german = told(amira, **{"Accept-Language": "de"})
    assert (german["changed"], german["note"]) == ([], "Deutsch: New words.")


def test_a_version_that_does_not_ask_reminds_nobody_who_has_read_the_last_one_that_did(
    amira: Visitor, ben: Visitor, tx: Any
) -> None:
    tx(published)
    acknowledge(amira, 1)
    tx(lambda session: published(session, EN.replace(*KINDER), asks=False))
    assert (told(amira)["due"], told(amira)["changed"]) == (False, ["respect"])
    assert told(ben)["due"] is True


def test_the_same_answer_is_not_sent_twice_and_a_new_one_is(amira: Visitor, tx: Any) -> None:
    tx(published)
    tag = amira.get(URL).headers["ETag"]
    assert amira.get(URL, headers={"If-None-Match": tag}).status_code == 304
    acknowledge(amira, 1)
    assert amira.get(URL, headers={"If-None-Match": tag}).status_code == 200


def test_told_twice_it_is_noted_once(amira: Visitor, tx: Any) -> None:
    tx(published)
    key = acme.key()
    first, again = (amira.post(DONE, json={"version": 1}, headers=key) for _ in range(2))
    assert first.json == again.json
    assert acknowledge(amira, 1).json == first.json


@pytest.mark.parametrize(("sent", "status"), [({}, 422), ({"version": "1"}, 422), ({"version": 7}, 404)])
def test_only_a_version_that_exists_can_have_been_read(
    amira: Visitor, tx: Any, sent: Any, status: int
) -> None:
    tx(published)
    answer = amira.post(DONE, json=sent, headers=acme.key())
    assert answer.status_code == status
    assert answer.json["hint"]


def test_a_finding_on_request_leads_to_the_paragraph_where_there_is_one(
    amira: Visitor, release: Release, tx: Any, public_url: str
) -> None:
    def checked() -> Any:
        draft = {"platform": "linkedin", "surface": "post", "text": acme.PRAISE, "target": None}
        return amira.post("/api/v1/checks", json=draft).json["findings"][0]["guideline_url"]

    assert checked() is None
    tx(published)
    assert checked() == f"{public_url}/me/guidelines/#disclosure"
