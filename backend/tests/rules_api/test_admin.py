"""The pages about rules: who may, faults at their place, nothing typed lost, publishing in plain words."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from backend.db import now
from backend.rules.models import Release
from backend.rules.releases import releases, sources
from backend.sign_in.models import WebSession
from backend.tests.cast import PASSWORD, Visitor
from backend.tests.forms import fields

INDEX = "/admin/rules/"
THIEVES = "packs/acme/thieves.yaml"
EDIT = f"{INDEX}edit/{THIEVES}"
PUBLISH = f"{INDEX}publish"
SAID = {
    "message_en": "Say that more kindly, please.",
    "message_de": "Sag das bitte freundlicher.",
    "why_en": "Insults can be an offence.",
    "why_de": "Beleidigungen sind strafbar.",
    "status": "active",
}


def text_of(tx: Any) -> str:
    return tx(lambda session: sources.get(session, THIEVES).text)


def publish(clara: Visitor, form: dict[str, str]) -> Any:
    """Clara opens the page, reads it and publishes."""
    read = re.search(r'name="read"[^>]*value="([^"]+)"', clara.pages.get(PUBLISH).text)
    assert read
    return clara.pages.submit(PUBLISH, {"read": read[1]} | form)


@pytest.mark.parametrize("page", [INDEX, EDIT, f"{INDEX}lexicons", f"{INDEX}releases", PUBLISH])
def test_only_those_with_the_role_may_open_the_pages(
    amira: Visitor, ben: Visitor, clara: Visitor, stranger: Visitor, release: Release, page: str
) -> None:
    assert "/admin/sign-in" in stranger.pages.get(page).headers["Location"]
    assert amira.pages.get(page).status_code == 302
    assert ben.pages.get(page).status_code == 200
    assert clara.pages.get(page).status_code == 200


def test_the_list_shows_each_rule_with_what_it_does_and_the_release_in_force(
    ben: Visitor, release: Release
) -> None:
    page = ben.pages.get(INDEX).text
    for shown in ("nosy-praise", "thieves", "Asks once", "Warning", "Active", "Release 1 is in force"):
        assert shown in page


def test_what_somebody_else_saved_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(
    ben: Visitor, clara: Visitor, release: Release, tx: Any
) -> None:
    opened = fields(ben.pages.get(EDIT).text)
    theirs = text_of(tx).replace("Insults can be", "Insults may be")
    assert clara.pages.submit(EDIT, {"text": theirs}).status_code == 302
    answer = ben.pages.submit(EDIT, {name: text.replace("can be", "are") for name, text in opened.items()})
    assert answer.status_code == 409
    assert "Somebody else has changed this" in answer.text and "Insults are" in answer.text
    assert text_of(tx) == theirs


def test_ben_changes_what_a_rule_says_and_the_yaml_keeps_its_comments(
    ben: Visitor, release: Release, tx: Any
) -> None:
    file = "packs/acme/nosy-praise.yaml"
    before = tx(lambda session: sources.get(session, file).text)
    answer = ben.pages.submit(f"{INDEX}edit/{file}", SAID)
    assert answer.status_code == 302
    after = tx(lambda session: sources.get(session, file).text)
    assert "# Comments stay where they are." in after
    assert "# both" in after
    assert 'en: "Say that more kindly, please."' in after or "en: Say that more kindly, please." in after
    assert len(after.splitlines()) == len(before.splitlines())
    assert "not published" in ben.pages.get(INDEX).text


def test_a_wrong_placeholder_is_told_and_what_was_typed_stays(
    ben: Visitor, release: Release, tx: Any
) -> None:
    before = text_of(tx)
    answer = ben.pages.submit(EDIT, SAID | {"message_en": "You there at {firm} <b>stop</b>"})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert 'aria-invalid="true"' in page and "found {firm}" in page
    assert "{company}" in page
    assert "You there at {firm} <b>stop</b>" in page
    assert "<b>stop</b>" not in answer.text
    assert text_of(tx) == before


def test_an_empty_message_is_told_at_its_field(ben: Visitor, release: Release) -> None:
    answer = ben.pages.submit(EDIT, SAID | {"why_de": ""})
    assert answer.status_code == 422
    assert 'id="why_de-fault"' in answer.text
    assert SAID["message_de"] in answer.text


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("severity: confirm", "severity: deadly", 3, "severity"),
        ("label: OFFENSIVE", "label: OFFENSIVE: yes", 2, ""),
        ("mark: insult", "mark: praise", 5, "mark"),
        ('draft: "Globex is a company"', 'draft: "thieves!"', 14, "examples.silent.0"),
        ("guideline: respect", "guidelines: respect", 8, ""),
    ],
)
def test_broken_yaml_is_shown_with_its_place_and_nothing_typed_is_lost(
    ben: Visitor, release: Release, tx: Any, old: str, new: str, line: int, field: str
) -> None:
    before = text_of(tx)
    assert old in before
    answer = ben.pages.submit(EDIT, {"text": before.replace(old, new)})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert f'data-line="{line}"' in page
    assert f"<code>{field}</code>" in page or not field
    assert before.replace(old, new) in page.replace("\r\n", "\n")
    assert text_of(tx) == before


def test_good_yaml_is_kept(ben: Visitor, release: Release, tx: Any) -> None:
    new = text_of(tx).replace("severity: confirm", "severity: warn").replace("\n", "\r\n")
    assert ben.pages.submit(EDIT, {"text": new}).status_code == 302
    assert "severity: warn\n" in text_of(tx)


def test_a_rule_that_is_not_there_is_not_found(ben: Visitor, release: Release) -> None:
    assert ben.pages.get(f"{INDEX}edit/packs/acme/none.yaml").status_code == 404
    assert ben.pages.get(f"{INDEX}edit/lexicons/insult.yaml").status_code == 200
    assert ben.pages.submit(f"{INDEX}edit/lexicons/no.yaml", SAID, page=EDIT).status_code == 404
    assert ben.pages.get(f"{INDEX}edit/../../../etc/passwd").status_code == 404


def test_clara_sees_what_changes_from_what_to_what_and_publishes(
    clara: Visitor, amira: Visitor, release: Release
) -> None:
    clara.pages.submit(EDIT, SAID)
    page = unescape(clara.pages.get(PUBLISH).text)
    assert "Message in English" in page
    assert "<del>This reads like an insult.</del>" in page
    assert f"<ins>{SAID['message_en']}</ins>" in page
    assert "nosy-praise" not in page
    answer = publish(clara, {"note": "kinder words"})
    assert answer.status_code == 302
    assert "Release 2 is in force" in clara.pages.get(INDEX).text
    assert "kinder words" in clara.pages.get(f"{INDEX}releases").text
    finding = amira.post(
        "/api/v1/checks", json={"platform": "x", "surface": "post", "text": "thieves!", "target": None}
    )
    assert finding.json["findings"][0]["message"] == SAID["message_en"]


def test_of_a_list_of_words_clara_reads_which_come_and_which_go_whatever_their_order(
    clara: Visitor, release: Release, tx: Any
) -> None:
    file = "lexicons/insult.yaml"
    before = tx(lambda session: sources.get(session, file).text)
    after = before.replace('["thieves"]', '["robber*", "crook*", "thieves"]').replace(
        '"diebe"', '"die diebe"'
    )
    after = after.replace("examples: {match: [", 'not: ["like thieves"]\nexamples: {match: ["robbers", ')
    tx(lambda session: sources.edit(session, file, after.replace('"what', '"die diebe", "what')))
    page = unescape(clara.pages.get(PUBLISH).text)
    told = re.findall(r"<dt>(.+?)</dt>\s*<dd>(.+?)</dd>", page)
    assert ("Words in English", "<ins>robber* · crook*</ins>") in told
    assert ("Words in German", "<del>diebe</del><ins>die diebe</ins>") in told
    assert ("But not", "<ins>like thieves</ins>") in told
    assert "Also changed: Examples." in page


def test_of_the_first_release_all_was_new(ben: Visitor, release: Release) -> None:
    page = ben.pages.get(f"{INDEX}releases/1").text
    assert re.search(r'href="/admin/rules/releases" aria-current="page"', page)
    assert "everything in it was new" in page
    assert "<summary>Show all</summary>" in page  # hundreds of lines that say the same
    assert re.search(r"<strong>thieves</strong>\s+is a new rule\.", page)
    assert re.search(r"<strong>The organisation</strong>\s+is described for the first time\.", page)


def test_with_nothing_changed_there_is_nothing_to_publish(clara: Visitor, release: Release) -> None:
    page = clara.pages.get(PUBLISH).text
    assert "Nothing to publish" in page and "This becomes release" not in page
    assert 'name="note"' not in page


def test_what_changed_while_clara_read_is_shown_before_it_is_published(
    clara: Visitor, ben: Visitor, release: Release, tx: Any
) -> None:
    clara.pages.submit(EDIT, SAID)
    read = re.search(r'name="read"[^>]*value="([^"]+)"', clara.pages.get(PUBLISH).text)
    assert read
    ben.pages.submit(EDIT, SAID | {"message_en": "Slipped in."})
    form = {"note": "kinder words", "read": read[1]}
    answer = clara.pages.submit(PUBLISH, form)
    assert answer.status_code == 409
    assert "has changed since" in answer.text
    assert "<ins>Slipped in.</ins>" in answer.text
    assert "kinder words" in answer.text
    assert read[1] not in answer.text
    assert tx(lambda session: releases.newest(session).number) == 1
    assert publish(clara, {"note": "kinder words"}).status_code == 302


def test_without_a_note_nothing_is_published(clara: Visitor, release: Release, tx: Any) -> None:
    clara.pages.submit(EDIT, SAID)
    assert publish(clara, {"note": ""}).status_code == 422
    assert tx(lambda session: releases.newest(session).number) == 1


def test_publishing_asks_for_the_password_when_it_was_given_long_ago(
    clara: Visitor, release: Release, tx: Any
) -> None:
    def grow_old(session: Any) -> None:
        for web_session in session.query(WebSession):
            web_session.password_at = now() - timedelta(minutes=11)

    clara.pages.submit(EDIT, SAID)
    tx(grow_old)
    assert publish(clara, {"note": "kinder words"}).status_code == 403
    assert tx(lambda session: releases.newest(session).number) == 1
    again = {"note": "kinder words", "password_again": PASSWORD}
    assert publish(clara, again).status_code == 302
    assert tx(lambda session: releases.newest(session).number) == 2


def test_clara_publishes_an_older_release_again(
    clara: Visitor, ben: Visitor, release: Release, tx: Any
) -> None:
    clara.pages.submit(EDIT, SAID)
    publish(clara, {"note": "kinder words"})
    again = f"{INDEX}releases/1/publish"
    assert again in clara.pages.get(f"{INDEX}releases").text
    assert again not in ben.pages.get(f"{INDEX}releases").text
    assert ben.pages.submit(again, page=EDIT).status_code == 403
    assert clara.pages.submit(again, page=f"{INDEX}releases").status_code == 302
    page = clara.pages.get(f"{INDEX}releases").text
    assert "Release 3 is in force" in page
    assert "Release 1 once more" in page
    assert "The changes since release 1 still wait: publishing would bring them back." in page
    first, third = (json.loads(tx(lambda session, n=n: releases.body(session, n))) for n in (1, 3))
    assert first | {"number": 3} == third


def test_ben_sees_what_an_older_release_changed_and_in_which_words(
    amira: Visitor, ben: Visitor, clara: Visitor, stranger: Visitor, release: Release
) -> None:
    clara.pages.submit(EDIT, SAID)
    publish(clara, {"note": "kinder words"})
    for outsider in (amira, stranger):
        assert outsider.pages.get(f"{INDEX}releases/2").status_code == 302
    assert f'href="{INDEX}releases/2"' in ben.pages.get(f"{INDEX}releases").text
    page = ben.pages.get(f"{INDEX}releases/2").text
    assert "What it changed against release 1." in page
    assert "says it in other words." in page
    assert ben.pages.get(f"{INDEX}releases/3").status_code == 404


def test_a_release_from_the_terminal_says_so(clara: Visitor, release: Release) -> None:
    assert "terminal, or a deleted account" in clara.pages.get(f"{INDEX}releases").text


def test_publishing_again_asks_for_the_password_when_it_was_given_long_ago(
    clara: Visitor, release: Release, tx: Any
) -> None:
    def grow_old(session: Any) -> None:
        for web_session in session.query(WebSession):
            web_session.password_at = now() - timedelta(minutes=11)

    tx(grow_old)
    assert clara.pages.submit(f"{INDEX}releases/1/publish", page=EDIT).status_code == 403
    assert tx(lambda session: releases.newest(session).number) == 1


def test_ben_cannot_publish(ben: Visitor, release: Release, tx: Any) -> None:
    assert ben.pages.submit(PUBLISH, {"note": "mine"}, page=EDIT).status_code == 403
    assert tx(lambda session: releases.newest(session).number) == 1


def test_broken_sources_are_told_when_publishing(clara: Visitor, release: Release, tx: Any) -> None:
    def spoil(session: Any) -> None:
        source = sources.get(session, THIEVES)
        source.text = source.text.replace("severity: confirm", "severity: deadly")

    tx(spoil)
    answer = publish(clara, {"note": "broken"})
    assert answer.status_code == 422
    assert f"/admin/rules/edit/{THIEVES}" in answer.text
    assert "severity" in answer.text


def test_the_list_of_rules_takes_few_queries(ben: Visitor, release: Release, queries: Any) -> None:
    ben.pages.get(INDEX)  # counts the week that is over, where no worker did
    with queries() as asked:
        ben.pages.get(INDEX)
    assert len(asked) <= 11


@pytest.mark.parametrize(("language", "other"), [("de", "en"), ("en", "de")])
def test_the_form_shows_the_readers_own_language_first(
    ben: Visitor, release: Release, language: str, other: str
) -> None:
    ben.pages.submit("/me/language", {"language": language}, page="/me")
    for address in (EDIT, f"{INDEX}new"):
        page = ben.pages.get(address).text
        assert page.index(f'id="message_{language}"') < page.index(f'id="message_{other}"')
