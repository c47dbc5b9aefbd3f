"""Words that stay on the server: looked for there, and in no release that travels."""

import json
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.rules.models import Release, Source
from backend.rules.releases import profiles, publishing
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.forms import fields

PAGE = "/admin/rules/organisation/"
SECRET = "Operation Nightingale"
LEXICON = """\
id: secret
about: names what is confidential
entries: {any: ["{confidential}"]}
examples: {match: ["Project Falcon"], miss: ["a falcon"]}
"""
RULE = """\
id: secret-named
label: CONFIDENTIAL
severity: confirm
all: [secret]
mark: secret
message: {de: "„{match}“ ist vertraulich.", en: "“{match}” is confidential."}
why: {de: "Es bleibt intern.", en: "It stays inside."}
guideline: confidentiality
source: "GeschGehG § 2"
owner: compliance@example.org
status: active
examples:
  found: [{draft: "Project Falcon starts", lang: en}]
  silent: [{draft: "A falcon flies", lang: en}]
"""
PROFILE_ENTRIES = select(AuditEntry.number).where(AuditEntry.kind == "rules.profile")
DRAFT = {"platform": "x", "surface": "post", "text": f"Proud of {SECRET}!", "target": None}


@pytest.fixture(autouse=True)
def rules(release: Release, tx: Any) -> None:
    """A rule about what is confidential."""

    def add(session: Any) -> None:
        session.add(Source(file="lexicons/secret.yaml", text=LEXICON))
        session.add(Source(file="packs/acme/secret-named.yaml", text=RULE))
        session.flush()
        publishing.publish(session, None, "secrets")

    tx(add)


def keep_back(clara: Visitor, tx: Any) -> None:
    """Clara names the word, and it is published."""
    sent = fields(clara.pages.get(PAGE).text) | {"server_only_terms": SECRET}
    assert clara.pages.submit(PAGE, sent).status_code == 302
    tx(lambda session: publishing.publish(session, clara.person.id, "a word that stays"))


def messages(answer: Any) -> list[str]:
    return [found["message"] for found in answer.json["findings"]]


def travels(amira: Visitor) -> bool:
    """Does the word stand in what browsers get, in one piece or in two?"""
    body = amira.get("/api/v1/rules/release").text.casefold()
    return "nightingale" in body


def test_a_word_that_stays_is_found_on_request_and_in_a_share_and_does_not_travel(
    amira: Visitor, clara: Visitor, tx: Any
) -> None:
    assert messages(amira.post("/api/v1/checks", json=DRAFT)) == []
    keep_back(clara, tx)
    assert messages(amira.post("/api/v1/checks", json=DRAFT)) == [f"“{SECRET}” is confidential."]
    item = tx(acme.item)
    share = acme.share_of(item, DRAFT["text"])
    answer = amira.post("/api/v1/shares", json=share, headers=acme.key())
    assert answer.status_code == 422  # it asks back
    assert not travels(amira)
    assert "project falcon" in json.dumps(tx(profiles.get)).casefold()


def test_a_word_that_may_travel_does(amira: Visitor, clara: Visitor, tx: Any) -> None:
    """So that the test above could fail."""
    sent = fields(clara.pages.get(PAGE).text) | {"confidential_terms": SECRET}
    clara.pages.submit(PAGE, sent)
    tx(lambda session: publishing.publish(session, None, "a word that travels"))
    assert travels(amira)


def test_rolled_back_and_rolled_forward_the_word_still_stays(amira: Visitor, clara: Visitor, tx: Any) -> None:
    keep_back(clara, tx)
    tx(lambda session: publishing.roll_back(session, None, 1, "before"))
    assert messages(amira.post("/api/v1/checks", json=DRAFT)) == []
    tx(lambda session: publishing.roll_back(session, None, 3, "after"))
    answer = amira.post("/api/v1/checks", json=DRAFT)
    assert answer.json["release"] == 5
    assert messages(answer) == [f"“{SECRET}” is confidential."]
    assert not travels(amira)


def test_a_word_that_stands_in_another_list_too_is_told(clara: Visitor) -> None:
    sent = fields(clara.pages.get(PAGE).text)
    for where in ({"confidential_terms": SECRET.upper()}, {"embargoes-0-terms": SECRET}):
        answer = clara.pages.submit(PAGE, sent | {"server_only_terms": SECRET} | where)
        assert answer.status_code == 422
        assert f"travels all the same: {SECRET}" in answer.text


def test_the_bench_looks_for_it_and_curators_do_not_read_which_it_is(
    clara: Visitor, ben: Visitor, tx: Any
) -> None:
    sent = fields(clara.pages.get(PAGE).text) | {"server_only_terms": SECRET}
    clara.pages.submit(PAGE, sent)
    bench = {"text": DRAFT["text"], "platform": "x", "surface": "post", "stance": "", "lang": ""}
    assert f"<mark>{SECRET}</mark>" in ben.pages.submit("/admin/rules/bench/", bench).text
    assert f"<ins>{SECRET}</ins>" in clara.pages.get("/admin/rules/publish").text
    page = unescape(ben.pages.get("/admin/rules/publish").text)
    assert SECRET not in page and "only admins read it" in page


def test_the_council_does_not_find_it_in_the_audit_or_in_a_release(
    clara: Visitor, dora: Visitor, tx: Any
) -> None:
    keep_back(clara, tx)
    number = tx(lambda session: session.scalars(PROFILE_ENTRIES).one())
    for page in (f"/admin/settings/audit/{number}", "/admin/settings/audit/", "/admin/rules/releases/3"):
        assert SECRET in unescape(clara.pages.get(page).text), page
        text = unescape(dora.pages.get(page).text)
        assert SECRET not in text and "only admins read it" in text, page
    for visitor, finds in ((clara, True), (dora, False)):
        found = visitor.pages.get("/admin/settings/audit/?search=nightingale").text
        assert ("Nothing fits." in found) != finds
    file = dora.pages.submit("/admin/settings/audit/export", page="/admin/settings/audit/")
    assert file.status_code == 200 and SECRET not in file.text and "only admins read it" in file.text
