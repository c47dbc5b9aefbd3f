"""The doors of the admin site."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from backend.db import now
from backend.people.models import Person
from backend.sign_in.models import WebSession
from backend.tests.cast import PASSWORD, Visitor
from backend.tests.sign_in.journeys import give_code, invite, shown_code
from backend.tests.where import ON_ONE_DATABASE

Tx = Callable[[Callable[[Session], Any]], Any]
CLARA = {"email": "clara@acme.example", "password": PASSWORD}


def test_an_admin_signs_in_and_lands_where_they_work(clara: Visitor, app: Flask) -> None:
    browser = Visitor(app).pages
    answer = browser.submit("/admin/sign-in", CLARA | {"email": " Clara@Acme.example "})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert browser.get("/admin/people/").status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"email": "clara@acme.example", "password": "wrong"},
        {"email": "nobody@acme.example", "password": PASSWORD},
        {"email": "amira@acme.example", "password": PASSWORD},  # has none
        {"email": "", "password": ""},
    ],
)
def test_a_wrong_pair_is_refused_without_saying_what_was_wrong(
    clara: Visitor, amira: Visitor, app: Flask, form: dict[str, str]
) -> None:
    answer = Visitor(app).pages.submit("/admin/sign-in", form)
    assert answer.status_code == 422
    if form["email"]:
        assert "The e-mail address or the password is not right." in answer.text
    assert PASSWORD not in answer.text


def test_a_deactivated_person_is_out_at_once(clara: Visitor, ben: Visitor, app: Flask) -> None:
    assert ben.person
    clara.pages.submit(f"/admin/people/{ben.person.id}/deactivate", page="/admin/people/")
    assert ben.pages.get("/me").status_code == 302
    assert ben.get("/api/v1/me").status_code == 401
    answer = Visitor(app).pages.submit("/admin/sign-in", {"email": "ben@acme.example", "password": PASSWORD})
    assert answer.status_code == 422


def guesses(visitor: Visitor, email: str, addresses: list[str]) -> list[int]:
    """The answers to a wrong password, from one address after the other."""
    token = visitor.pages.csrf_token("/admin/sign-in")
    form = {"email": email, "password": "wrong", "csrf_token": token}
    send = visitor.pages.client.post
    return [
        send("/admin/sign-in", data=form, environ_base={"REMOTE_ADDR": address}).status_code
        for address in addresses
    ]


EACH_FROM_ELSEWHERE = [f"192.0.2.{number}" for number in range(11)]


@pytest.mark.parametrize("email", ["clara@acme.example", "nobody@acme.example"])
def test_one_password_cannot_be_guessed_from_many_addresses(
    clara: Visitor, stranger: Visitor, email: str
) -> None:
    """Whether there is such an account is not told."""
    assert guesses(stranger, email, EACH_FROM_ELSEWHERE) == [422] * 10 + [429]
    right = stranger.pages.submit("/admin/sign-in", {"email": email.upper(), "password": PASSWORD})
    assert right.status_code == 429
    assert 0 < int(right.headers["Retry-After"]) <= 3600
    assert "a browser in which you did so before" in right.text


@ON_ONE_DATABASE
def test_whoever_guesses_keeps_nobody_out_of_a_browser_of_their_own(
    clara: Visitor, stranger: Visitor, app: Flask
) -> None:
    hers = Visitor(app).pages
    hers.submit("/admin/sign-in", CLARA)
    hers.submit("/admin/sign-out", page="/me")
    guesses(stranger, CLARA["email"], EACH_FROM_ELSEWHERE)
    assert hers.submit("/admin/sign-in", CLARA).status_code == 302


@ON_ONE_DATABASE
def test_a_browser_of_somebody_else_is_none_of_hers(
    clara: Visitor, ben: Visitor, stranger: Visitor, app: Flask
) -> None:
    """Nor is one that says so itself, and her own is no place to guess without end."""
    bens = Visitor(app)
    bens.pages.submit("/admin/sign-in", {"email": "ben@acme.example", "password": PASSWORD})
    guesses(stranger, CLARA["email"], EACH_FROM_ELSEWHERE)
    assert guesses(bens, CLARA["email"], ["192.0.2.99"]) == [429]
    assert guesses(bens, "ben@acme.example", EACH_FROM_ELSEWHERE) == [422] * 10 + [429]
    stranger.pages.client.set_cookie("plainspoken-browser", "made.up")
    assert guesses(stranger, CLARA["email"], ["192.0.2.99"]) == [429]


@ON_ONE_DATABASE
def test_who_guesses_passwords_of_many_is_stopped_by_their_address(stranger: Visitor) -> None:
    emails = [f"p{number}@acme.example" for number in range(21)]
    assert [guesses(stranger, email, ["192.0.2.1"]) for email in emails] == [[422]] * 20 + [[429]]


@ON_ONE_DATABASE
def test_whoever_owns_a_network_of_ipv6_is_one_caller(stranger: Visitor) -> None:
    emails = [f"p{number}@acme.example" for number in range(21)]
    theirs = [guesses(stranger, email, [f"2001:db8:0:1::{n:x}"]) for n, email in enumerate(emails)]
    assert theirs == [[422]] * 20 + [[429]]
    assert guesses(stranger, "p@acme.example", ["2001:db8:0:2::1"]) == [422]


@pytest.mark.parametrize(
    ("next", "lands"),
    [
        ("/admin/people/devices", "/admin/people/devices"),
        ("/admin/people/?search=a&page=2", "/admin/people/?search=a&page=2"),
        ("https://evil.example/", "/admin/"),
        ("//evil.example/", "/admin/"),
        ("/\\evil.example/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("/\t/evil.example", "/admin/"),
        ("//[", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_after_signing_in_one_lands_inside_the_site_and_nowhere_else(
    clara: Visitor, stranger: Visitor, next: str, lands: str
) -> None:
    token = stranger.pages.csrf_token("/admin/sign-in")
    answer = stranger.pages.client.post(
        "/admin/sign-in", query_string={"next": next}, data=CLARA | {"csrf_token": token}
    )
    assert answer.headers["Location"] == lands


def test_signing_in_gives_a_new_session_so_that_one_set_before_is_worth_nothing(
    clara: Visitor, stranger: Visitor
) -> None:
    before = stranger.pages.get("/admin/sign-in").headers["Set-Cookie"]
    after = stranger.pages.submit("/admin/sign-in", CLARA).headers["Set-Cookie"]
    assert before.split(";")[0] != after.split(";")[0]


def test_signing_out_ends_the_session_on_the_server_too(clara: Visitor, app: Flask) -> None:
    stolen = clara.pages.client.get_cookie("plainspoken")
    assert stolen
    assert clara.pages.submit("/admin/sign-out", page="/me").status_code == 302
    thief = app.test_client()
    thief.set_cookie("plainspoken", stolen.value)
    assert thief.get("/admin/people/").status_code == 302


@ON_ONE_DATABASE
def test_whose_session_is_over_already_leaves_nothing_behind_either(clara: Visitor, tx: Any) -> None:
    token = clara.pages.csrf_token("/me")
    tx(lambda session: session.execute(delete(WebSession)))
    answer = clara.pages.client.post("/admin/sign-out", data={"csrf_token": token})
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (302, '"storage"')


def test_after_half_an_hour_away_one_signs_in_again(clara: Visitor, tx: Tx) -> None:
    def ends_in() -> timedelta:
        end: timedelta = tx(lambda session: session.scalars(select(WebSession.expires_at)).one()) - now()
        return end

    def leave(ends: timedelta) -> None:
        tx(lambda session: session.execute(update(WebSession).values(expires_at=now() + ends)))

    leave(timedelta(minutes=1))
    assert clara.pages.get("/admin/people/").status_code == 200
    assert ends_in() > timedelta(minutes=29)
    leave(timedelta(seconds=-1))
    assert clara.pages.get("/admin/people/").status_code == 302


def test_the_password_and_the_session_are_in_the_database_as_hashes_only(clara: Visitor, tx: Tx) -> None:
    stored = tx(lambda session: session.scalars(select(Person.password_hash)).one())
    assert stored.startswith("$argon2id$")
    row = tx(lambda session: session.scalars(select(WebSession)).one())
    assert "ps_" not in str(vars(row))


# ---- joining by invitation ----


def test_a_curator_who_was_invited_sets_a_password_and_is_in(clara: Visitor, stranger: Visitor) -> None:
    code = invite(clara, "Ben Brandt", "ben@acme.example", role="curator")
    answer = stranger.pages.submit("/admin/join", {"code": code, "password": "twelve and more"})
    assert answer.status_code == 302
    assert stranger.pages.get("/me").status_code == 200
    again = stranger.pages.submit(
        "/admin/sign-in", {"email": "ben@acme.example", "password": "twelve and more"}
    )
    assert again.status_code == 302


def test_a_short_password_is_refused_and_does_not_use_the_code_up(clara: Visitor, stranger: Visitor) -> None:
    code = invite(clara, "Ben Brandt", "ben@acme.example", role="curator")
    assert stranger.pages.submit("/admin/join", {"code": code, "password": "short"}).status_code == 422
    assert stranger.pages.submit("/admin/join", {"code": code, "password": "x" * 12}).status_code == 302


def test_an_employees_code_sets_no_password_and_stays_good_for_the_extension(
    clara: Visitor, stranger: Visitor, tx: Tx
) -> None:
    code = invite(clara)
    assert stranger.pages.submit("/admin/join", {"code": code, "password": "x" * 12}).status_code == 422
    amira = select(Person).where(Person.role == "employee")
    assert tx(lambda session: session.scalars(amira).one()).password_hash is None

    assert give_code(stranger, code).status_code == 303


# ---- the password once more ----


def make_stale(tx: Tx) -> None:
    tx(lambda session: session.execute(update(WebSession).values(password_at=now() - timedelta(minutes=11))))


INVITE_BEN = {"name": "Ben Brandt", "email": "ben@acme.example", "role": "curator", "language": "de"}


def test_inviting_a_curator_asks_for_the_password_and_keeps_what_was_typed(clara: Visitor, tx: Tx) -> None:
    make_stale(tx)
    asked = clara.pages.submit("/admin/people/invite", INVITE_BEN)
    assert asked.status_code == 403
    assert 'name="email" value="ben@acme.example"' in asked.text
    assert tx(lambda session: session.scalar(select(Person).where(Person.role == "curator"))) is None
    answer = clara.pages.submit("/admin/people/invite", INVITE_BEN | {"password_again": PASSWORD})
    assert shown_code(answer)


def test_a_wrong_password_goes_no_further(clara: Visitor, tx: Tx) -> None:
    make_stale(tx)
    answer = clara.pages.submit("/admin/people/invite", INVITE_BEN | {"password_again": "wrong"})
    assert answer.status_code == 403
    assert "This is not your password." in answer.text
    assert "wrong" not in answer.text.replace("fault", "")


def test_inviting_an_employee_does_not_ask(clara: Visitor, tx: Tx) -> None:
    make_stale(tx)
    assert invite(clara)


@pytest.mark.parametrize("role", ["employee", "curator"])
def test_a_new_code_for_somebody_asks_too_since_its_holder_becomes_them(
    clara: Visitor, amira: Visitor, ben: Visitor, tx: Tx, role: str
) -> None:
    person = {"employee": amira, "curator": ben}[role].person
    assert person
    make_stale(tx)
    url = f"/admin/people/{person.id}/invitation"
    assert clara.pages.submit(url, page="/admin/people/").status_code == 403


def test_a_view_marked_fresh_asks(clara: Visitor, amira: Visitor, tx: Tx) -> None:
    assert amira.person
    make_stale(tx)
    url = f"/admin/people/{amira.person.id}/reactivate"
    assert clara.pages.submit(url, page="/admin/people/").status_code == 403
    answer = clara.pages.submit(url, {"password_again": PASSWORD}, page="/admin/people/")
    assert answer.status_code == 302
