"""A second person's yes: nobody publishes alone, nobody says yes to themselves or to what was not read."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from backend.db import now
from backend.known import service as known
from backend.people.models import Installation
from backend.rules.models import Release
from backend.rules.releases import changes, publishing, releases, review
from backend.sign_in.models import WebSession
from backend.tests import cast
from backend.tests.cast import PASSWORD, Visitor
from backend.tests.guidelines.texts import published, rename
from backend.tests.rules_api.test_admin import EDIT, INDEX, PUBLISH, SAID

ASK, ANSWER, SETTING = f"{PUBLISH}/ask", f"{PUBLISH}/answer", "/admin/settings/reviews"
NOTE = {"note": "Kinder words"}
YES, NO = {"answer": "yes"}, {"answer": "no", "comment": "The German sounds harsh."}


@pytest.fixture(autouse=True)
def change(release: Release, tx: Any, clara: Visitor) -> None:
    """Rules need a second yes, and Clara has changed one."""
    tx(lambda session: review.choose(session, True))
    assert clara.pages.submit(EDIT, SAID).status_code == 302


def send(visitor: Visitor, url: str, form: dict[str, str] | None = None) -> Any:
    """As from the page that they have just read."""
    return visitor.pages.submit(url, form, page=PUBLISH)


def newest(tx: Any) -> Any:
    return tx(lambda session: releases.newest(session))


def test_a_new_installation_asks_for_it(tx: Any) -> None:
    def begin_anew(session: Any) -> bool:
        made = Installation(organisation="Umbrella")
        session.add(made)
        session.flush()
        session.expunge(made)
        session.rollback()
        return bool(made.reviews_rules)

    assert tx(begin_anew)


def test_nobody_is_asked_to_say_yes_to_a_rule_that_names_no_paragraph_of_the_guidelines(
    clara: Visitor, ben: Visitor, tx: Any
) -> None:
    tx(published)
    tx(lambda session: rename(session, "respekt"))
    refused = send(clara, ASK, NOTE)
    assert refused.status_code == 422
    assert "the guidelines have no paragraph" in refused.text
    assert "packs/acme/thieves.yaml</a>, line 8" in refused.text
    assert "asks for your yes" not in ben.pages.get(INDEX).text
    tx(lambda session: rename(session, "respect"))
    assert send(clara, ASK, NOTE).status_code == 302


def test_the_works_council_reads_what_is_in_force_and_is_not_asked(
    clara: Visitor, dora: Visitor, tx: Any
) -> None:
    assert "Nobody else can say yes yet" in clara.pages.get(PUBLISH).text
    assert send(clara, ASK, NOTE).status_code == 302
    assert "asks for your yes" not in dora.pages.get(INDEX).text
    sent = YES | {"csrf_token": dora.pages.csrf_token("/me")}
    assert dora.pages.client.post(ANSWER, data=sent).status_code == 403
    assert newest(tx).number == 1


def test_clara_asks_ben_says_yes_and_only_then_she_publishes(clara: Visitor, ben: Visitor, tx: Any) -> None:
    assert send(clara, PUBLISH).status_code == 409
    assert send(clara, ASK, NOTE).status_code == 302
    assert "It waits for a colleague: Ben Brandt." in clara.pages.get(PUBLISH).text
    assert send(clara, PUBLISH).status_code == 409
    assert newest(tx).number == 1
    assert "Clara Conti asks for your yes" in ben.pages.get(INDEX).text
    page = unescape(ben.pages.get(PUBLISH).text)
    assert "Kinder words" in page and f"<ins>{SAID['message_en']}</ins>" in page
    assert send(ben, ANSWER, YES).status_code == 302
    assert "asks for your yes" not in ben.pages.get(INDEX).text
    assert "Ben Brandt said yes to the changes that wait." in clara.pages.get(INDEX).text
    assert "from Ben Brandt" in clara.pages.get(PUBLISH).text
    assert send(clara, PUBLISH, {"note": "Another note"}).status_code == 302
    made = newest(tx)
    assert (made.number, made.note) == (2, "Kinder words")
    assert (made.author_id, made.reviewer_id) == (clara.person.id, ben.person.id)
    assert "Ben Brandt" in clara.pages.get(f"{INDEX}releases").text


def test_ben_asks_and_clara_says_yes_and_publishes(clara: Visitor, ben: Visitor, tx: Any) -> None:
    send(ben, ASK, NOTE)
    send(clara, ANSWER, YES)
    assert send(ben, PUBLISH).status_code == 403
    assert send(clara, PUBLISH).status_code == 302
    made = newest(tx)
    assert made.number == 2
    assert (made.author_id, made.reviewer_id) == (clara.person.id, ben.person.id)  # two people stand for it


def test_nobody_says_yes_to_their_own_question(clara: Visitor, ben: Visitor, tx: Any) -> None:
    send(clara, ASK, NOTE)
    assert 'value="yes"' not in clara.pages.get(PUBLISH).text
    as_read = {"read": tx(changes.state)}
    assert send(clara, ANSWER, YES | as_read).status_code == 403
    assert send(clara, PUBLISH, as_read).status_code == 409
    assert newest(tx).number == 1


def test_a_no_with_its_reason_stands_there_until_somebody_asks_anew(clara: Visitor, ben: Visitor) -> None:
    send(clara, ASK, NOTE)
    send(ben, ANSWER, NO)
    page = clara.pages.get(PUBLISH).text
    assert NO["comment"] in page and "Ask for a second yes" in page
    assert "Ben Brandt said no to the changes that wait." in clara.pages.get(INDEX).text
    assert "said no" not in ben.pages.get(INDEX).text
    assert send(clara, PUBLISH).status_code == 409
    send(clara, ASK, NOTE)
    assert NO["comment"] not in clara.pages.get(PUBLISH).text


def test_a_yes_counts_for_what_was_read_and_nothing_else(clara: Visitor, ben: Visitor, tx: Any) -> None:
    send(clara, ASK, NOTE)
    send(ben, ANSWER, YES)
    clara.pages.submit(EDIT, SAID | {"message_en": "Slipped in."})
    page = clara.pages.get(PUBLISH).text
    assert "no longer counts" in page
    assert 'value="Kinder words"' in page  # the note is still there to ask with
    assert send(clara, PUBLISH).status_code == 409
    assert newest(tx).number == 1


def test_what_changed_while_ben_read_is_shown_to_him_before_he_says_yes(clara: Visitor, ben: Visitor) -> None:
    send(clara, ASK, NOTE)
    opened = ben.pages.get(PUBLISH).text
    [read] = set(re.findall(r'name="read"[^>]*value="([^"]+)"', opened))
    clara.pages.submit(EDIT, SAID | {"message_en": "Slipped in."})
    answer = send(ben, ANSWER, YES | {"read": read, "comment": "Fine"})
    assert answer.status_code == 409
    assert "You had written: “Fine”" in answer.text
    assert "<ins>Slipped in.</ins>" in answer.text


def test_whoever_asked_is_told_that_the_rules_have_changed_since_and_how_to_ask_anew(
    clara: Visitor, ben: Visitor
) -> None:
    told = "The rules have changed since you asked for a yes to them."
    send(ben, ASK, NOTE)
    assert told not in ben.pages.get(INDEX).text
    clara.pages.submit(EDIT, SAID | {"message_en": "Slipped in."})
    assert told in ben.pages.get(INDEX).text
    assert told not in clara.pages.get(INDEX).text
    page = ben.pages.get(PUBLISH).text
    assert "when a second yes was asked for" in page and "last read" not in page
    send(ben, ASK, NOTE)
    assert told not in ben.pages.get(INDEX).text


def test_once_they_are_published_in_another_way_nobody_is_told_to_ask_anew(
    clara: Visitor, ben: Visitor, tx: Any
) -> None:
    send(ben, ASK, NOTE)
    tx(lambda session: publishing.publish(session, None, "At the terminal"))
    clara.pages.submit(EDIT, SAID | {"message_en": "Another day."})
    assert "since you asked" not in ben.pages.get(INDEX).text


def test_after_an_older_release_came_back_whoever_asked_is_told_to_ask_anew(
    clara: Visitor, ben: Visitor
) -> None:
    send(ben, ASK, NOTE)
    send(clara, f"{INDEX}releases/1/publish")
    assert "since you asked" in ben.pages.get(INDEX).text


def test_where_only_whoever_asked_was_erased_nobody_reads_that_the_rules_have_changed(
    clara: Visitor, ben: Visitor, tx: Any
) -> None:
    send(ben, ASK, NOTE)
    tx(lambda session: known.erase(session, ben.person.id))
    assert "have changed since" not in clara.pages.get(PUBLISH).text


def test_where_whoever_said_yes_was_erased_the_yes_can_be_asked_for_anew(
    app: Flask, password_hash: str, clara: Visitor, ben: Visitor, tx: Any
) -> None:
    send(clara, ASK, NOTE)
    send(ben, ANSWER, YES)
    tx(lambda session: known.erase(session, ben.person.id))
    assert send(clara, PUBLISH).status_code == 409
    another = cast.enter(app, "curator", password_hash)
    assert send(clara, ASK, NOTE).status_code == 302
    assert send(another, ANSWER, YES).status_code == 302
    assert send(clara, PUBLISH).status_code == 302
    assert newest(tx).reviewer_id == another.person.id


def test_a_no_is_not_overruled_by_a_page_that_was_opened_before(
    clara: Visitor, ben: Visitor, tx: Any
) -> None:
    send(clara, ASK, NOTE)
    as_read = {"read": tx(changes.state)}
    send(ben, ANSWER, NO)
    assert send(ben, ANSWER, YES | as_read).status_code == 409
    assert tx(review.latest).is_yes is False
    assert tx(review.latest).comment == NO["comment"]


def test_a_yes_is_not_lost_to_a_page_that_asks_once_more(clara: Visitor, ben: Visitor, tx: Any) -> None:
    send(clara, ASK, NOTE)
    as_read = {"read": tx(changes.state)}
    send(ben, ANSWER, YES)
    assert send(clara, ASK, {"note": "Once more"} | as_read).status_code == 409
    assert tx(review.latest).is_yes is True


def test_an_answer_that_is_neither_yes_nor_no_is_none(clara: Visitor, ben: Visitor, tx: Any) -> None:
    send(clara, ASK, NOTE)
    assert send(ben, ANSWER, {"answer": "perhaps"}).status_code == 422
    assert tx(review.latest).is_yes is None


def test_a_yes_asks_for_the_password_when_it_was_given_long_ago(
    clara: Visitor, ben: Visitor, tx: Any
) -> None:
    send(clara, ASK, NOTE)
    long_ago = {"password_at": now() - timedelta(minutes=11)}
    tx(lambda session: session.query(WebSession).update(long_ago))
    assert send(ben, ANSWER, YES).status_code == 403
    assert tx(review.latest).is_yes is None
    assert send(ben, ANSWER, YES | {"password_again": PASSWORD}).status_code == 302
    assert tx(review.latest).is_yes is True


def test_an_older_release_is_in_force_again_without_waiting(clara: Visitor, tx: Any) -> None:
    assert send(clara, f"{INDEX}releases/1/publish").status_code == 302
    assert newest(tx).number == 2


def test_whoever_is_alone_is_told_the_way_out_and_may_switch_it_off(clara: Visitor, tx: Any) -> None:
    page = clara.pages.get(PUBLISH).text
    assert "Nobody else can say yes yet" in page
    assert f'href="{SETTING}"' in page
    assert clara.pages.submit(SETTING, {}).status_code == 302
    assert send(clara, PUBLISH, NOTE).status_code == 302
    assert newest(tx).number == 2


def test_the_setting_is_the_admins(ben: Visitor, clara: Visitor) -> None:
    assert ben.pages.get(SETTING).status_code == 403
    assert "checked" in clara.pages.get(SETTING).text


@pytest.mark.parametrize("page", [INDEX, PUBLISH])
def test_while_a_question_waits_the_pages_ask_the_database_no_more_than_otherwise(
    clara: Visitor, ben: Visitor, queries: Any, page: str
) -> None:
    assert send(clara, ASK, NOTE).status_code == 302
    ben.pages.get(page)
    with queries() as asked:
        assert "Clara Conti" in ben.pages.get(page).text
    assert len(asked) <= 12
