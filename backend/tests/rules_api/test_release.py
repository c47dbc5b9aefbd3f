"""GET rules/release: the bytes as published, known by their hash."""

import hashlib
import json
from typing import Any

from backend.rules.models import Release
from backend.rules.releases import publishing, releases, sources
from backend.tests.cast import Visitor

URL = "/api/v1/rules/release"


def test_a_stranger_gets_no_rules(stranger: Visitor, release: Release) -> None:
    assert stranger.get(URL).status_code == 401


def test_before_the_first_release_the_answer_says_whom_to_ask(amira: Visitor) -> None:
    answer = amira.get(URL)
    assert answer.status_code == 404
    assert "admin" in answer.json["hint"]


def test_amira_gets_the_release_and_its_etag_is_the_hash_of_the_body(
    amira: Visitor, release: Release
) -> None:
    answer = amira.get(URL)
    assert answer.status_code == 200
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'
    assert answer.json["format"] == 3
    assert answer.json["number"] == 1
    assert answer.json["organisation"]["name"] == "Acme"


def test_what_amira_has_is_not_sent_again(amira: Visitor, release: Release, queries: Any) -> None:
    etag = amira.get(URL).headers["ETag"]
    with queries() as asked:
        answer = amira.get(URL, headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert answer.data == b""
    assert len(asked) == 1


def test_a_new_release_is_sent_to_one_who_has_the_old(amira: Visitor, release: Release, tx: Any) -> None:
    etag = amira.get(URL).headers["ETag"]
    tx(lambda session: publishing.publish(session, None, "second"))
    answer = amira.get(URL, headers={"If-None-Match": etag})
    assert answer.json["number"] == 2


def test_rolling_back_gives_an_old_release_a_new_number(amira: Visitor, release: Release, tx: Any) -> None:
    first = amira.get(URL).json
    file = "packs/acme/thieves.yaml"
    text = tx(lambda session: sources.get(session, file).text)
    tx(lambda session: sources.edit(session, file, text.replace("like an insult", "like a slur")))
    tx(lambda session: publishing.publish(session, None, "other words"))
    tx(lambda session: publishing.roll_back(session, None, 1, "the old words were better"))
    answer = amira.get(URL)
    assert answer.json == first | {"number": 3}
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'


def test_a_published_release_never_changes(release: Release, tx: Any) -> None:
    before = tx(lambda session: releases.body(session, 1))
    tx(lambda session: publishing.publish(session, None, "second"))
    assert tx(lambda session: releases.body(session, 1)) == before
    assert json.loads(before)["number"] == 1
