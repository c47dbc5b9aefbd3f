"""A mail server that answers what no mail server should: Clara is told, and no page breaks."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.mail import smtp
from backend.tests.cast import Visitor
from backend.tests.digest.post import Send, published, switch_on
from backend.tests.mailbox import Mailbox

PAGE = "/admin/people/mail/"


def answers(mailbox: Mailbox, **said: bytes) -> None:
    """To a line that begins like this."""
    mailbox.answer = lambda line: next((said[verb] for verb in said if line.startswith(verb)), None)


def with_password(app: Flask, mailbox: Mailbox, name: str) -> None:
    url = mailbox.url.replace("//", f"//{name}@")
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], mail=url)


@pytest.mark.parametrize("door", ["try", "trial"])
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"MAIL": b"421 go\0 away\x1b[31m"}, "The mail server sends us away: go away"),
        ({"EHLO": b"250-mailbox\r\n250 AUTH LOGIN", "AUTH": b"334 x"}, "No mail server answers at 127.0.0.1"),
        ({"EHLO": b"!!", "HELO": b"\xff\xfe\0"}, "No mail server answers at 127.0.0.1"),
        ({"MAIL": b"x" * 9000}, "broke off"),
        ({"MAIL": b"2\xc2\xb20 fine"}, "takes nothing from news@acme.example"),
        ({"MAIL": b"-"}, "takes nothing from news@acme.example. Check"),
    ],
)
def test_nonsense_is_told_as_what_it_is(
    app: Flask, clara: Visitor, mailbox: Mailbox, door: str, said: dict[str, bytes], told: str
) -> None:
    with_password(app, mailbox, "me:secret") if "AUTH" in said else None
    answers(mailbox, **said)
    assert clara.pages.submit(f"{PAGE}{door}", page=PAGE).status_code == 302
    assert told in clara.pages.get(PAGE).text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"MAIL": b"530 STARTTLS now"},
            "wants something else first: 530 STARTTLS now. Check PLAINSPOKEN_MAIL.",
        ),
        ({"RCPT": b"554 5.7.1 <x>: Relay access denied"}, "lets none of our letters through (554)."),
        ({"EHLO": b"554 no", "HELO": b"554 not you"}, "The mail server sends us away: not you"),
    ],
)
def test_what_the_server_says_of_its_reasons_is_told(
    clara: Visitor, mailbox: Mailbox, said: dict[str, bytes], told: str
) -> None:
    answers(mailbox, **said)
    clara.pages.submit(f"{PAGE}try", page=PAGE)
    assert told in clara.pages.get(PAGE).text


def test_that_the_sender_has_no_mailbox_is_no_fault(clara: Visitor, mailbox: Mailbox) -> None:
    answers(mailbox, RCPT=b"550 5.1.1 no such user")
    clara.pages.submit(f"{PAGE}try", page=PAGE)
    assert "The mail server answers." in clara.pages.get(PAGE).text


def test_the_worker_tells_it_too(
    amira: Visitor, clara: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(published)
    switch_on(amira)
    answers(mailbox, MAIL=b"421 go\0 away")
    turn()
    assert "The mail server sends us away: go away" in clara.pages.get(PAGE).text


@pytest.mark.parametrize("line", ["EHLO", "MAIL", "DATA", "."])
def test_an_answer_that_never_ends_is_waited_for_no_longer_than_one_that_never_comes(
    clara: Visitor, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr(smtp, "SECONDS", 0.5)
    mailbox.drips = line
    assert clara.pages.submit(f"{PAGE}trial", page=PAGE).status_code == 302
    assert "No mail server answers" in (page := clara.pages.get(PAGE).text) or "broke off" in page
