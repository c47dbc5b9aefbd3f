"""POST checks: the judgement on request."""

import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from backend.people import service
from backend.rules.judge import judge
from backend.rules.judge.reader import Prepared
from backend.rules.models import Release
from backend.rules.releases import in_force
from backend.tests import acme
from backend.tests.cast import Visitor

URL = "/api/v1/checks"


def draft(text: str, **more: Any) -> dict[str, Any]:
    return {"platform": "linkedin", "surface": "post", "text": text, "target": None, **more}


def test_a_stranger_cannot_have_a_text_checked(stranger: Visitor, release: Release) -> None:
    assert stranger.post(URL, json=draft(acme.PRAISE)).status_code == 401


def test_who_has_texts_checked_without_end_waits_and_others_do_not(
    amira: Visitor, ben: Visitor, release: Release
) -> None:
    answers = {
        amira.post(URL, json=draft("Hello")).status_code for _ in range(121)
    }  # more than of two minutes
    assert answers == {200, 429}
    assert ben.post(URL, json=draft("Hello")).status_code == 200
    assert amira.get("/api/v1/me").status_code == 200


def test_praise_without_disclosure_is_found(amira: Visitor, release: Release) -> None:
    answer = amira.post(URL, json=draft(acme.PRAISE))
    assert answer.status_code == 200
    assert answer.json["release"] == 1
    [finding] = answer.json["findings"]
    assert finding == {
        "rule": "nosy-praise",
        "label": "UNDISCLOSED_PROMO",
        "severity": "warn",
        "span": [0, 14],
        "message": "Say that you work at Acme.",
        "why": "Nobody can see it otherwise.",
        "guideline": "disclosure",
        "guideline_url": None,
        "source": "UWG § 5a(4)",
        "fix": None,
    }


def test_a_new_release_is_made_ready_once_however_many_ask_at_once(
    amira: Visitor, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def prepare(body: dict[str, Any]) -> Prepared:
        made.append(body["number"])
        time.sleep(0.05)  # the others come meanwhile
        return judge.prepare(body)

    monkeypatch.setattr(in_force, "_prepared", {})
    monkeypatch.setattr(in_force, "twin", SimpleNamespace(prepare=prepare, judge=judge.judge))
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: amira.post(URL, json=draft(acme.PRAISE)), range(5)))
    assert {answer.status_code for answer in answers} == {200}
    assert made == [1]


def test_a_text_cut_within_an_emoji_is_judged_all_the_same(amira: Visitor, release: Release) -> None:
    answer = amira.post(URL, json=draft(acme.PRAISE + " cut \ud83d", target=None))
    assert [finding["rule"] for finding in answer.json["findings"]] == ["nosy-praise"]


def test_a_fine_text_has_no_findings(amira: Visitor, release: Release) -> None:
    assert amira.post(URL, json=draft(acme.FINE)).json == {"release": 1, "findings": []}


def test_findings_speak_the_language_of_the_employee(amira: Visitor, release: Release, tx: Any) -> None:
    tx(lambda session: service.choose(session, amira.person.id, language="de"))
    [finding] = amira.post(URL, json=draft(acme.PRAISE)).json["findings"]
    assert finding["message"] == "Sag dazu, dass du bei Acme arbeitest."


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"platform": "myspace"}, "platform"),
        ({"surface": "wall"}, "surface"),
        ({"text": 5}, "text"),
        ({"target": {"stance": "enemy"}}, "target.stance"),
        ({"now": "2026-01-01T00:00:00Z"}, "now"),
    ],
)
def test_a_wrong_draft_is_refused_at_its_place(
    amira: Visitor, release: Release, change: dict[str, Any], field: str
) -> None:
    answer = amira.post(URL, json=draft("hello") | change)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert field in answer.json["errors"][0]["field"]
    assert answer.json["hint"]


def test_an_oversized_request_is_refused_before_it_is_read(amira: Visitor, release: Release) -> None:
    answer = amira.post(URL, json=draft("x" * 1_100_000))
    assert answer.status_code == 413
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("body", [b"{", b"", b"[]", b'"text"', b"\xff\xfe", b"null"])
def test_a_malformed_request_is_refused(amira: Visitor, release: Release, body: bytes) -> None:
    answer = amira.post(URL, data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.content_type == "application/problem+json"
