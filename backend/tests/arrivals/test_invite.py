"""Who came with a file is invited: by a letter each, or by codes in a file."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from backend.arrivals import letter, service
from backend.arrivals.models import Arrival
from backend.audit import trail
from backend.config import Oidc
from backend.db import now
from backend.running import worker
from backend.sign_in.models import Device
from backend.tests.arrivals.files import INVITE, PAGE, brought
from backend.tests.cast import PASSWORD, Visitor, sign_in
from backend.tests.mailbox import Mailbox, serving
from backend.tests.sign_in.journeys import code_in as code_of, give_code, trade
from backend.tests.sign_in.test_sign_in import make_stale
from backend.tests.waiting import wait_for
from backend.web import aside

DILARA, EMIL = "dilara@acme.example", "emil@acme.example"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with serving() as mailbox:
        yield mailbox


@pytest.fixture
def app(app: Flask, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Sends its mail to the mailbox, in turns of the worker only."""
    mail = {"mail": mailbox.url, "mail_from": "Acme <news@acme.example>"}
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], **mail)
    monkeypatch.setattr(aside, "run", lambda name, work: None)
    return app


@pytest.fixture
def turn(app: Flask) -> Callable[[], None]:
    """A turn of the worker."""
    return lambda: worker.turn(app)


@pytest.fixture
def clara(clara: Visitor) -> Visitor:
    """She has taken the file over."""
    brought(clara)
    return clara


def press(clara: Visitor, button: str, **form: str) -> Any:
    """After she was asked."""
    return clara.pages.submit(f"{INVITE}/{button}", {"sure": "1"} | form, page=PAGE)


def codes_of(clara: Visitor) -> dict[str, str]:
    """By address, as in the file that Clara downloads."""
    answer = press(clara, "codes")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="invitations.csv"'
    return {row[1]: row[3] for row in csv.reader(io.StringIO(answer.text))}


def text_to(mailbox: Mailbox, to: str) -> str:
    [letter] = [letter for recipient, letter in mailbox.letters if recipient == to]
    return str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def code_in(text: str) -> str:
    found = re.search(r"^ +([a-z0-9-]{31})\r?$", text, re.M)
    assert found, text
    return found[1]


def connect(visitor: Visitor, code: str) -> None:
    """The visitor's browser comes in with an invitation."""
    assert trade(visitor, code_of(give_code(visitor, code))).status_code == 200


def facts_of(clara: Visitor) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", clara.pages.get(INVITE).text))


# ---- codes in a file ----


def test_the_codes_let_in_those_whom_the_file_names(clara: Visitor, stranger: Visitor, app: Flask) -> None:
    codes = codes_of(clara)
    connect(stranger, codes[EMIL])
    joined = {"code": codes[DILARA], "password": PASSWORD}
    assert Visitor(app).pages.submit("/admin/join", joined).status_code == 302
    assert "Nobody waits for an invitation" in clara.pages.get(INVITE).text


def test_codes_that_were_lost_are_made_anew_and_the_old_ones_stop_working(
    clara: Visitor, stranger: Visitor
) -> None:
    lost, found = codes_of(clara)[EMIL], codes_of(clara)[EMIL]
    assert give_code(stranger, lost).status_code == 422
    assert give_code(stranger, found).status_code == 303


@pytest.mark.parametrize("button", ["mail", "codes"])
def test_nobody_is_invited_before_clara_was_asked(clara: Visitor, button: str) -> None:
    before = facts_of(clara)
    assert clara.pages.submit(f"{INVITE}/{button}", page=PAGE).status_code == 302
    told = clara.pages.get(INVITE).text
    assert "Nothing has changed." in told
    assert "cannot be called back" in told
    assert "stop working at once" in told
    assert facts_of(clara) == before


@pytest.mark.parametrize("button", ["mail", "codes"])
def test_inviting_them_asks_for_the_password(clara: Visitor, tx: Any, button: str) -> None:
    make_stale(tx)
    assert press(clara, button).status_code == 403
    assert press(clara, button, password_again=PASSWORD).status_code in (200, 302)


def test_who_came_in_and_signed_out_since_does_not_wait_for_an_invitation(
    clara: Visitor, stranger: Visitor, tx: Any
) -> None:
    connect(stranger, codes_of(clara)[EMIL])
    tx(lambda session: session.execute(update(Device).values(revoked_at=now())))
    assert EMIL not in codes_of(clara)
    assert DILARA in codes_of(clara)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_of_mail_and_codes_pressed_at_once_each_takes_whom_the_other_did_not(
    clara: Visitor, app: Flask, queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The codes are asked for before the press on "mail" is at its end."""
    elsewhere, codes = Visitor(app, clara.person), []
    sign_in(elsewhere, with_password=True)
    with ThreadPoolExecutor(1) as pool, queries() as asked:

        def be_slow(*told: Any) -> None:
            trail.notes(*told)
            before = len(asked)
            codes.append(pool.submit(codes_of, elsewhere))
            wait_for(lambda: any(one.startswith("UPDATE") for one in asked[before:]))

        monkeypatch.setattr(service, "trail", SimpleNamespace(notes=be_slow))
        press(clara, "mail")
        assert not {EMIL, DILARA} & codes[0].result().keys()
    assert "0 of 2 invitations are sent." in clara.pages.get(INVITE).text


# ---- letters ----


def test_each_gets_a_letter_in_their_language_with_a_code_that_lets_them_in(
    clara: Visitor, stranger: Visitor, mailbox: Mailbox, turn: Any, app: Flask, public_url: str
) -> None:
    press(clara, "mail")
    assert "0 of 2 invitations are sent." in clara.pages.get(INVITE).text
    turn()
    assert sorted(mailbox.recipients) == [DILARA, EMIL]
    emil, dilara = text_to(mailbox, EMIL), text_to(mailbox, DILARA)
    assert "Hello Emil Ek," in emil and f"address of the server: {public_url}" in emil
    assert "Hallo Dilara Demir," in dilara and f"{public_url}/admin/join" in dilara
    connect(stranger, code_in(emil))
    joined = {"code": code_in(dilara), "password": PASSWORD}
    assert Visitor(app).pages.submit("/admin/join", joined).status_code == 302
    turn()
    assert len(mailbox.letters) == 2


def test_a_letter_names_the_account_of_the_organisation_where_one_can_sign_in_with_it(
    clara: Visitor, mailbox: Mailbox, turn: Any, app: Flask
) -> None:
    oidc = Oidc("https://login.acme.example", "plainspoken", "shared")
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], oidc=oidc)
    press(clara, "mail")
    turn()
    assert "sign in with your account of Acme. Then you need no code." in text_to(mailbox, EMIL)


def test_who_came_in_meanwhile_or_is_out_gets_none(
    clara: Visitor, stranger: Visitor, mailbox: Mailbox, turn: Any, tx: Any
) -> None:
    codes = codes_of(clara)
    tx(lambda session: session.execute(update(Arrival).values(letter="unsent")))
    connect(stranger, codes[EMIL])
    people = clara.pages.get("/admin/people/?search=dilara").text
    out = re.findall(r'action="(/admin/people/[^"]+/deactivate)"', people)[0]
    press(clara, "mail")
    clara.pages.submit(out, page=PAGE)
    turn()
    assert mailbox.letters == []


def test_an_address_that_takes_no_letter_is_told_to_the_admin(
    clara: Visitor, mailbox: Mailbox, turn: Any
) -> None:
    mailbox.answer = lambda line: b"550 unknown" if line == f"RCPT TO:<{EMIL}>" else None
    press(clara, "mail")
    turn()
    assert mailbox.recipients == [DILARA]
    page = clara.pages.get(INVITE).text
    assert facts_of(clara)["Their address takes no mail"] == "1"
    assert f'<li>Emil Ek <span class="quiet small">{EMIL}</span></li>' in page


def test_what_the_server_refuses_for_now_is_sent_later(
    clara: Visitor, mailbox: Mailbox, turn: Any, tx: Any
) -> None:
    mailbox.answer = lambda line: b"451 later" if line == f"RCPT TO:<{EMIL}>" else None
    press(clara, "mail")
    turn()
    mailbox.answer = lambda line: None
    turn()
    assert mailbox.recipients == [DILARA]
    tx(lambda session: session.execute(update(Arrival).values(leased_until=now())))
    turn()
    assert sorted(mailbox.recipients) == [DILARA, EMIL]


@pytest.mark.parametrize("wrong", ["it breaks", "it is refused for now"])
def test_a_letter_that_was_tried_in_vain_is_told_to_the_admin_who_may_pass_its_code_on(
    clara: Visitor, mailbox: Mailbox, turn: Any, tx: Any, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    if wrong == "it breaks":
        monkeypatch.setattr(letter, "write", lambda *_: 1 / 0)
    mailbox.answer = lambda line: b"451 later" if line.startswith("RCPT") else None
    press(clara, "mail")
    turn()
    until = now() - service.LEASE if wrong == "it breaks" else now() + service.LEASE / 2  # hours have gone by
    tx(lambda session: session.execute(update(Arrival).values(leased_until=until)))
    page = clara.pages.get(INVITE).text
    assert "2 invitations could not be sent so far and are tried again." in page
    assert f'<li>Emil Ek <span class="quiet small">{EMIL}</span></li>' in page
    assert "look-again.js" not in page
    assert sorted(codes_of(clara)) == sorted(["E-mail address", DILARA, EMIL])
    assert "could not be sent" not in clara.pages.get(INVITE).text


def test_what_was_refused_for_now_is_told_also_while_the_server_is_down(
    clara: Visitor, mailbox: Mailbox, turn: Any, tx: Any
) -> None:
    mailbox.answer = lambda line: b"451 later" if line.startswith("RCPT") else None
    press(clara, "mail")
    turn()
    tx(lambda session: session.execute(update(Arrival).values(leased_until=now())))
    mailbox.answer = lambda line: b"421 busy" if line.startswith("MAIL") else None
    turn()
    assert "2 invitations could not be sent so far" in clara.pages.get(INVITE).text


def test_a_mail_server_that_is_down_loses_no_letter(clara: Visitor, mailbox: Mailbox, turn: Any) -> None:
    mailbox.answer = lambda line: b"421 busy" if line.startswith("MAIL") else None
    press(clara, "mail")
    turn()
    assert "0 of 2 invitations are sent." in clara.pages.get(INVITE).text
    assert "The mail server sends us away" in clara.pages.get(INVITE).text
    mailbox.answer = lambda line: None
    clara.pages.submit("/admin/people/mail/try", page=PAGE)
    turn()
    assert sorted(mailbox.recipients) == [DILARA, EMIL]


def test_a_folder_for_letters_that_takes_none_is_told_and_loses_no_letter(
    clara: Visitor, turn: Any, app: Flask, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "letters"
    in_the_way.write_text("a file")
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], mail=in_the_way.as_uri())
    press(clara, "mail")
    turn()
    assert f"Nothing can be written into the folder {in_the_way}." in clara.pages.get(INVITE).text
    in_the_way.unlink()
    clara.pages.submit("/admin/people/mail/try", page=PAGE)
    turn()
    assert sorted(path.suffix for path in in_the_way.iterdir()) == [".eml", ".eml"]


def test_a_letter_that_may_have_arrived_is_sent_again_with_a_new_code(
    clara: Visitor, stranger: Visitor, mailbox: Mailbox, turn: Any
) -> None:
    def hang_up(line: str) -> None:
        if line == ".":
            raise ConnectionError

    mailbox.answer = hang_up
    press(clara, "mail")
    turn()
    assert "." in mailbox.lines
    mailbox.answer = lambda line: None
    clara.pages.submit("/admin/people/mail/try", page=PAGE)
    turn()
    connect(stranger, code_in(text_to(mailbox, EMIL)))


def test_without_a_mail_server_only_codes_are_offered(clara: Visitor, app: Flask) -> None:
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], mail="", mail_from="")
    page = clara.pages.get(INVITE).text
    assert "2 codes as a file" in page
    assert f'action="{INVITE}/mail"' not in page
    assert "PLAINSPOKEN_MAIL" in page
