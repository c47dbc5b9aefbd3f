"""A mail to try: Clara learns at once whether her mail server takes letters."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from backend.digest.models import Digest
from backend.people import service as people
from backend.tests.cast import Visitor
from backend.tests.digest.post import published, switch_on, text_of
from backend.tests.mailbox import Mailbox

PAGE = "/admin/people/mail/"
TRIAL = f"{PAGE}trial"


def tried(clara: Visitor) -> str:
    """What she is told."""
    clara.pages.submit(TRIAL, page=PAGE)
    return clara.pages.get(PAGE).text


def test_clara_gets_the_weekly_mail_at_once_though_she_does_not_want_it_every_week(
    clara: Visitor, tx: Any, mailbox: Mailbox
) -> None:
    tx(published)
    assert "Sent to clara@acme.example." in tried(clara)
    [(to, letter)] = mailbox.letters
    assert (to, letter["Subject"]) == ("clara@acme.example", "New to share: Folding")
    assert tx(lambda session: session.query(Digest).count()) == 0


def test_where_nothing_is_new_she_gets_a_short_one(clara: Visitor, mailbox: Mailbox) -> None:
    assert "Sent to" in tried(clara)
    [(_, letter)] = mailbox.letters
    assert letter["Subject"] == "A test mail"
    assert "It came through" in text_of(letter)


def test_her_own_weekly_mail_comes_all_the_same(clara: Visitor, tx: Any, mailbox: Mailbox, turn: Any) -> None:
    tx(published)
    switch_on(clara)
    tried(clara)
    turn()
    assert [letter["Subject"] for _, letter in mailbox.letters] == ["New to share: Folding"] * 2


def test_a_server_that_takes_nothing_is_told_to_all_admins_until_a_letter_goes_out(
    clara: Visitor, mailbox: Mailbox
) -> None:
    mailbox.answer = lambda said: b"550 no" if said.startswith("MAIL") else None
    assert "takes nothing from news@acme.example" in tried(clara)
    assert "takes nothing from" in clara.pages.get("/admin/content/").text
    mailbox.answer = lambda said: None
    assert "Sent to" in tried(clara)
    assert "takes nothing from" not in clara.pages.get("/admin/content/").text


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"550 5.1.1 nobody", "takes no mail for clara@acme.example. It says: 550 5.1.1 nobody"),
        (b"550 5.7.1 not for you", "refused it for now. It says: 550 5.7.1 not for you"),
        (b"550 relay not permitted", "refused it for now. It says: 550 relay not permitted"),
        (b"451 later", "refused it for now. It says: 451 later"),
        (b"550 \xfcberall <nichts>", "It says: 550 \ufffdberall &lt;nichts&gt;"),
    ],
)
def test_what_the_server_refuses_is_told_with_whether_it_is_for_good(
    clara: Visitor, mailbox: Mailbox, answer: bytes, told: str
) -> None:
    mailbox.answer = lambda said: answer if said.startswith("RCPT") else None
    said = tried(clara)
    assert told in said and "Sent to" not in said


def test_a_server_that_refuses_one_letter_takes_letters_again(clara: Visitor, mailbox: Mailbox) -> None:
    mailbox.answer = lambda said: b"421 busy" if said.startswith("MAIL") else None
    assert "sends us away" in tried(clara)
    mailbox.answer = lambda said: b"550 nobody" if said.startswith("RCPT") else None
    said = tried(clara)
    assert "takes no mail for clara@acme.example." in said and "sends us away" not in said


def test_the_mail_says_that_it_is_a_test_and_not_that_she_switched_it_on(
    clara: Visitor, tx: Any, mailbox: Mailbox
) -> None:
    tx(published)
    tried(clara)
    [(_, letter)] = mailbox.letters
    for kind in ("plain", "html"):
        text = " ".join(text_of(letter, kind).split())
        assert "This is a test that you asked for." in text and "because you switched it on" not in text


def test_a_letter_in_a_folder_is_not_said_to_be_sent(app: Flask, clara: Visitor, tmp_path: Path) -> None:
    app.config["PLAINSPOKEN"] = replace(
        app.config["PLAINSPOKEN"], mail=tmp_path.as_uri(), mail_from="n@acme.example"
    )
    said = tried(clara)
    assert f"Written into the folder {tmp_path}." in said and "Sent to" not in said
    assert len(list(tmp_path.glob("*.eml"))) == 1


def test_what_was_wrong_with_a_mail_server_that_is_set_no_more_is_told_no_more(
    app: Flask, clara: Visitor, mailbox: Mailbox
) -> None:
    mailbox.answer = lambda said: b"421 busy" if said.startswith("MAIL") else None
    assert "sends us away" in tried(clara)
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], mail="", mail_from="")
    assert "sends us away" not in clara.pages.get("/admin/content/").text


def test_without_a_mail_server_nothing_is_sent(app: Flask, clara: Visitor, mailbox: Mailbox) -> None:
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], mail="", mail_from="")
    assert "test mail" not in clara.pages.get(PAGE).text
    assert "test mail" not in clara.pages.get(f"{PAGE}letter").text
    assert "Sent to" not in tried(clara)
    assert mailbox.lines == []


@pytest.mark.parametrize("asked", [TRIAL, f"{PAGE}letter"])
def test_an_address_that_is_none_is_told_with_the_way_to_mend_it(
    clara: Visitor, tx: Any, mailbox: Mailbox, asked: str
) -> None:
    tx(published)
    tx(lambda session: setattr(people.get_person(session, clara.person.id), "email", "clara@acme,example"))
    clara.pages.submit(asked, page=PAGE) if asked == TRIAL else clara.pages.get(asked)
    said = clara.pages.get(PAGE).text
    assert "No mail can go to clara@acme,example. Invite yourself under another address." in said
    assert mailbox.lines == []
