"""The extension's sign-in, from the invitation to a revoked device."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.app import create_app
from backend.config import EXTENSION_ID, Config
from backend.db import now
from backend.sign_in.models import ConnectCode, Device, Invitation, SignInTries
from backend.tests import cast
from backend.tests.cast import Visitor
from backend.tests.sign_in.journeys import (
    REDIRECT,
    VERIFIER,
    challenge,
    code_in,
    connect_url,
    give_code,
    invite,
    shown_code,
    trade,
)

Tx = Callable[[Callable[[Session], Any]], Any]


def test_an_invited_employee_connects_their_browser(clara: Visitor, stranger: Visitor) -> None:
    answer = give_code(stranger, invite(clara))
    assert answer.headers["Location"].startswith(REDIRECT + "?")
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["state"] == ["st4te"]
    traded = trade(stranger, code_in(answer))
    assert traded.status_code == 200
    assert traded.json is not None
    assert traded.json["person"]["name"] == "Amira Aziz"
    stranger.token = traded.json["token"]
    told = stranger.get("/api/v1/me").json
    told_here_alone = {"browser": told["browser"], "other_browsers": [], "shared": []}
    assert told == traded.json["person"] | told_here_alone


def test_the_page_says_whom_the_extension_works_for_and_asks_to_name_the_device(
    stranger: Visitor,
) -> None:
    page = stranger.pages.get(connect_url())
    assert "Acme" in page.text
    assert 'value="Chromium, Linux"' in page.text


def test_the_form_may_lead_to_the_extension_and_nowhere_else(stranger: Visitor) -> None:
    csp = stranger.pages.get(connect_url()).headers["Content-Security-Policy"]
    assert f"form-action 'self' https://{EXTENSION_ID}.chromiumapp.org;" in csp


@pytest.mark.parametrize(
    "redirect",
    [
        "",
        "https://evil.example/connect",
        f"http://{EXTENSION_ID}.chromiumapp.org/connect",
        f"https://{EXTENSION_ID}.chromiumapp.org.evil.example/",
        f"https://{EXTENSION_ID}.chromiumapp.org:8443/",
        f"https://{EXTENSION_ID}.chromiumapp.org@evil.example/",
        f"https://user@{EXTENSION_ID}.chromiumapp.org/",
        f"https://{EXTENSION_ID}.chromiumapp.org/connect?x=1",
        f"https://{EXTENSION_ID}.chromiumapp.org/connect#x",
        f"https://{EXTENSION_ID}.chromiumapp.org/connect\n",
        f"https://{EXTENSION_ID}.chromiumapp.org",
        "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.chromiumapp.org/connect",
        "javascript:alert(1)",
        f"https://{EXTENSION_ID}.chromiumapp.org/" + "x" * 200,
    ],
)
def test_a_redirect_to_anybody_else_is_refused_at_once(stranger: Visitor, redirect: str) -> None:
    answer = stranger.pages.get(connect_url(redirect_uri=redirect))
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert "not started by our extension" in answer.text
    assert "Start the sign-in again from the extension" in answer.text


def test_what_went_wrong_and_the_way_out_are_told_in_the_readers_language(stranger: Visitor) -> None:
    answer = stranger.pages.get("/connect", headers={"Accept-Language": "de"})
    assert "nicht von unserer Erweiterung" in answer.text
    assert "Beginne die Anmeldung noch einmal" in answer.text


@pytest.mark.parametrize(
    "change", [{"code_challenge": ""}, {"code_challenge": "short"}, {"state": ""}, {"state": "x" * 201}]
)
def test_a_request_without_proof_or_state_is_refused(stranger: Visitor, change: dict[str, str]) -> None:
    assert stranger.pages.get(connect_url(**change)).status_code == 400


def test_a_code_can_be_typed_in_capitals_with_spaces(clara: Visitor, stranger: Visitor) -> None:
    typed = " " + invite(clara).upper().replace("-", " ")
    assert give_code(stranger, typed).status_code == 303


def test_an_invitation_works_once(clara: Visitor, stranger: Visitor, app: Flask) -> None:
    code = invite(clara)
    assert give_code(stranger, code).status_code == 303
    again = give_code(Visitor(app), code)
    assert again.status_code == 422
    assert "unknown, used or expired" in again.text


def test_an_expired_invitation_opens_nothing(clara: Visitor, stranger: Visitor, tx: Tx) -> None:
    code = invite(clara)
    tx(lambda session: session.execute(update(Invitation).values(expires_at=now() - timedelta(seconds=1))))
    assert give_code(stranger, code).status_code == 422


def test_a_new_invitation_ends_the_one_before(clara: Visitor, stranger: Visitor, amira: Visitor) -> None:
    assert amira.person
    url = f"/admin/people/{amira.person.id}/invitation"
    first = shown_code(clara.pages.submit(url, page="/admin/people/"))
    second = shown_code(clara.pages.submit(url, page="/admin/people/"))
    assert give_code(stranger, first).status_code == 422
    assert give_code(stranger, second).status_code == 303


def test_a_deactivated_person_cannot_use_their_invitation(clara: Visitor, stranger: Visitor, tx: Tx) -> None:
    code = invite(clara)
    person = tx(lambda session: session.scalar(select(Invitation.person_id)))
    clara.pages.submit(f"/admin/people/{person}/deactivate", page="/admin/people/")
    assert give_code(stranger, code).status_code == 422


def test_the_invitation_is_nowhere_in_the_database(clara: Visitor, tx: Tx) -> None:
    code = invite(clara)
    row = tx(lambda session: session.scalars(select(Invitation)).one())
    assert code not in str(vars(row))
    assert code.replace("-", "") not in str(vars(row))


# ---- the one-time code ----


@pytest.fixture
def one_time_code(clara: Visitor, stranger: Visitor) -> str:
    return code_in(give_code(stranger, invite(clara)))


def test_a_one_time_code_cannot_be_used_twice(stranger: Visitor, one_time_code: str) -> None:
    assert trade(stranger, one_time_code).status_code == 200
    assert trade(stranger, one_time_code).status_code == 400


def test_twenty_who_use_it_at_once_get_one_token(app: Flask, one_time_code: str) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: trade(Visitor(app), one_time_code).status_code, range(20)))
    assert sorted(answers) == [200] + [400] * 19


def test_a_wrong_verifier_is_refused_and_uses_the_code_up(stranger: Visitor, one_time_code: str) -> None:
    assert trade(stranger, one_time_code, code_verifier="x" * 43).status_code == 400
    assert trade(stranger, one_time_code).status_code == 400


def test_the_challenge_itself_does_not_do_as_verifier(stranger: Visitor, one_time_code: str) -> None:
    assert trade(stranger, one_time_code, code_verifier=challenge()).status_code == 400


def test_another_redirect_than_at_the_start_is_refused(stranger: Visitor, one_time_code: str) -> None:
    assert trade(stranger, one_time_code, redirect_uri=REDIRECT + "/other").status_code == 400


def test_after_a_minute_the_code_is_worthless(stranger: Visitor, one_time_code: str, tx: Tx) -> None:
    left = tx(lambda session: session.scalars(select(ConnectCode.expires_at)).one()) - now()
    assert timedelta(seconds=30) < left <= timedelta(seconds=60)
    tx(lambda session: session.execute(update(ConnectCode).values(expires_at=now() - timedelta(seconds=1))))
    assert trade(stranger, one_time_code).status_code == 400


def test_a_code_that_never_was_is_refused_in_the_same_words(stranger: Visitor, one_time_code: str) -> None:
    unknown = trade(stranger, "ps_never").json
    wrong = trade(stranger, one_time_code, code_verifier="x" * 43).json
    assert unknown == wrong


@pytest.mark.parametrize("field", ["code", "code_verifier", "redirect_uri"])
def test_half_a_character_is_refused_at_its_field(stranger: Visitor, one_time_code: str, field: str) -> None:
    sent = {"code": one_time_code, "code_verifier": VERIFIER, "redirect_uri": REDIRECT}
    answer = stranger.post("/api/v1/connect/token", json=sent | {field: "\ud83d" * 43})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].endswith(field)


# ---- the device ----


def test_a_revoked_token_is_refused_at_once(amira: Visitor) -> None:
    assert amira.post("/api/v1/connect/revoke", json={}).status_code == 204
    assert amira.get("/api/v1/me").status_code == 401


def test_a_token_that_stayed_away_for_90_days_is_refused(amira: Visitor, tx: Tx) -> None:
    def stay_away(days: int) -> None:
        long_ago = now() - timedelta(days=days)
        tx(lambda session: session.execute(update(Device).values(last_day=long_ago)))

    stay_away(89)
    assert amira.get("/api/v1/me").status_code == 200
    stay_away(91)
    assert amira.get("/api/v1/me").status_code == 401


def test_each_day_of_use_gives_90_more_and_notes_no_more_than_the_day(amira: Visitor, tx: Tx) -> None:
    tx(lambda session: session.execute(update(Device).values(last_day=now() - timedelta(days=80))))
    amira.get("/api/v1/me")
    last = tx(lambda session: session.scalars(select(Device.last_day)).one())
    assert last == now().replace(hour=0, minute=0, second=0, microsecond=0)


def test_the_token_is_nowhere_in_the_database(amira: Visitor, tx: Tx) -> None:
    row = tx(lambda session: session.scalars(select(Device)).one())
    assert amira.token
    assert amira.token not in str(vars(row))
    assert amira.token.removeprefix("ps_") not in str(vars(row))


def test_a_person_who_is_signed_in_connects_another_browser_without_a_code(
    clara: Visitor, stranger: Visitor
) -> None:
    give_code(stranger, invite(clara))
    page = stranger.pages.get(connect_url())
    assert "Amira Aziz" in page.text
    assert "Invitation code" not in page.text
    answer = stranger.pages.submit(connect_url(), {"device_name": "Second browser"})
    assert trade(stranger, code_in(answer)).status_code == 200


# ---- guessing ----


def test_who_guesses_codes_is_stopped_for_the_rest_of_the_hour(
    app: Flask, clara: Visitor, stranger: Visitor
) -> None:
    code = invite(clara)
    token = stranger.pages.csrf_token(connect_url())
    guess = {"code": "wrong", "device_name": "x", "csrf_token": token}
    statuses = [stranger.pages.client.post(connect_url(), data=guess).status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]
    right = stranger.pages.client.post(connect_url(), data=guess | {"code": code})
    assert right.status_code == 429
    assert 0 < int(right.headers["Retry-After"]) <= 3600


def test_guesses_over_many_connections_and_workers_count_together(app: Flask) -> None:
    """A second app stands for a second worker: it shares nothing but the database."""
    workers = [app, create_app(app.config["PLAINSPOKEN"])]
    visitors = [Visitor(workers[number % 2]) for number in range(40)]
    tokens = [visitor.pages.csrf_token(connect_url()) for visitor in visitors]

    def guess(number: int) -> int:
        form = {"code": "wrong", "device_name": "x", "csrf_token": tokens[number]}
        return visitors[number].pages.client.post(connect_url(), data=form).status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = sorted(pool.map(guess, range(40)))
    assert statuses == [422] * 20 + [429] * 20


def test_right_codes_do_not_count_as_guesses(app: Flask, clara: Visitor) -> None:
    """A whole company may sit behind one address."""
    for number in range(25):
        code = invite(clara, f"Person {number}", f"person{number}@acme.example")
        assert give_code(Visitor(app), code).status_code == 303


def test_the_address_of_a_guesser_is_not_kept(stranger: Visitor, tx: Tx) -> None:
    give_code(stranger, "wrong")
    row = tx(lambda session: session.scalars(select(SignInTries)).one())
    assert row.tries == 1
    assert "127.0.0.1" not in row.address_digest
    assert len(row.address_digest) == 64


# ---- the demo ----


def test_in_the_demo_a_click_signs_in_and_elsewhere_it_does_not(
    database_url: str, app: Flask, amira: Visitor
) -> None:
    assert amira.person
    click = {"sample": str(amira.person.id)}
    config = Config(cast.SECRET, database_url, "http://127.0.0.1:5005", demo=True)
    visitor = Visitor(create_app(config))
    assert trade(visitor, code_in(visitor.pages.submit(connect_url(), click))).status_code == 200
    assert Visitor(app).pages.submit(connect_url(), click).status_code == 404
