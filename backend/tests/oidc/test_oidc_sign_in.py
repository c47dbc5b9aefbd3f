"""People sign in with the account that they have in their organisation."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from joserfc.jwk import OKPKey, RSAKey
from sqlalchemy import update

from backend.oidc.models import OidcAccount
from backend.people import service
from backend.people.models import Person
from backend.tests import cast
from backend.tests.cast import Visitor
from backend.tests.oidc.way import asked_in, come_in, leave, through
from backend.tests.oidc_provider import Provider, signed
from backend.tests.sign_in.journeys import code_in, connect_url, trade

pytestmark = pytest.mark.usefixtures("house")


def person_of(session: Any, email: str) -> Person | None:
    return service.find_by_email(session, email)


# ---- the pages ----


def test_amira_comes_in_to_her_own_page(amira: Visitor, stranger: Visitor) -> None:
    assert "Sign in with your account of Acme" in stranger.pages.get("/admin/sign-in?next=/me").text
    answer = come_in(stranger, "/me")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me")
    assert "Amira Aziz" in stranger.pages.get("/me").text
    assert stranger.pages.get("/admin/people/").status_code == 403


def test_clara_comes_in_to_the_admin_site_and_is_not_asked_again_at_once(
    clara: Visitor, stranger: Visitor, provider: Provider
) -> None:
    provider.hire("clara", "clara@acme.example", "Clara Conti")
    come_in(stranger)
    assert stranger.pages.get("/admin/people/").status_code == 200
    answer = stranger.pages.submit("/admin/people/export", page="/admin/people/file/")
    assert answer.status_code == 200


def test_whom_an_account_belongs_to_does_not_hang_on_the_address(
    amira: Visitor, stranger: Visitor, provider: Provider
) -> None:
    come_in(stranger)
    provider.hire("amira", "aziz@acme.example", "Amira Aziz-Berg")
    come_in(stranger)
    assert "Amira Aziz" in stranger.pages.get("/me").text


def test_without_a_sign_in_service_nobody_is_sent_to_one(
    stranger: Visitor, app: Flask, clara: Visitor
) -> None:
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], oidc=None)
    assert stranger.pages.get("/oidc/start").status_code == 404
    assert "your account of" not in stranger.pages.get("/admin/sign-in").text
    assert "PLAINSPOKEN_OIDC_ISSUER" in clara.pages.get("/admin/people/accounts/").text


# ---- the extension ----


def test_the_extension_gets_its_token_after_a_sign_in_without_a_code(
    amira: Visitor, stranger: Visitor
) -> None:
    assert "Sign in with your account of Acme" in stranger.pages.get(connect_url()).text
    back = come_in(stranger, connect_url()).headers["Location"]
    assert back == connect_url()
    assert "Amira Aziz" in stranger.pages.get(back).text
    answer = stranger.pages.submit(back, {"device_name": "Work laptop"})
    assert trade(stranger, code_in(answer)).json["person"]["name"] == "Amira Aziz"


def test_signing_the_extension_in_opens_no_admin_page(
    clara: Visitor, stranger: Visitor, provider: Provider
) -> None:
    provider.hire("clara", "clara@acme.example", "Clara Conti")
    come_in(stranger, connect_url())
    assert stranger.pages.get("/me").status_code == 200
    assert stranger.pages.get("/admin/people/").headers["Location"].startswith("/admin/sign-in")


# ---- who may come in ----


def test_who_is_not_in_the_list_stays_out(stranger: Visitor, clara: Visitor, tx: Any) -> None:
    answer = come_in(stranger)
    assert answer.status_code == 403
    assert "You are not in the list of people yet." in answer.text
    assert tx(lambda session: person_of(session, "amira@acme.example")) is None
    assert stranger.pages.get("/me").status_code == 302


def test_whoever_has_an_account_comes_in_where_the_organisation_wants_it_so(
    stranger: Visitor, clara: Visitor, provider: Provider, tx: Any
) -> None:
    provider.hire("dil", "dilara@acme.example", "", given_name="Dilara", family_name="Demir", locale="de-DE")
    clara.pages.submit("/admin/people/accounts/", {"admits": "on"})
    assert come_in(stranger).status_code == 302
    found = tx(lambda session: person_of(session, "dilara@acme.example"))
    assert (found.name, found.role, found.language) == ("Dilara Demir", "employee", "de")
    clara.pages.submit("/admin/people/accounts/", {})
    provider.hire("emil", "emil@acme.example", "Emil Ek")
    assert come_in(stranger).status_code == 403


def test_who_is_deactivated_reads_so_and_stays_out(
    amira: Visitor, clara: Visitor, stranger: Visitor, tx: Any
) -> None:
    come_in(stranger)
    clara.pages.submit(f"/admin/people/{amira.person.id}/deactivate", page="/admin/people/")
    answer = come_in(stranger)
    assert answer.status_code == 403
    assert "You are not let in any more." in answer.text
    assert stranger.pages.get("/me").status_code == 302


def test_an_address_that_somebody_else_got_opens_nothing_of_the_one_before(
    amira: Visitor, clara: Visitor, stranger: Visitor, provider: Provider
) -> None:
    come_in(stranger)
    provider.hire("another-amira", "amira@acme.example", "Amira Amir")
    answer = come_in(stranger)
    assert answer.status_code == 403
    assert "Another account signs in with your e-mail address" in answer.text
    for act in ("deactivate", "reactivate"):
        clara.pages.submit(f"/admin/people/{amira.person.id}/{act}", page="/admin/people/")
    assert come_in(stranger).status_code == 302


def test_after_a_move_to_another_service_the_address_says_who_it_is_once_more(
    amira: Visitor, stranger: Visitor, tx: Any
) -> None:
    come_in(stranger)
    tx(lambda session: session.query(OidcAccount).update({"issuer": "https://old.example", "subject": "7"}))
    assert come_in(stranger).status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": ""},
        {"email": "amira"},
        {"email": "amira\0@acme.example"},
        {"email": ["amira@acme.example"]},
    ],
)
def test_an_address_that_nobody_checked_says_nothing(
    amira: Visitor, stranger: Visitor, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.people["amira"] |= claims
    answer = come_in(stranger)
    assert answer.status_code == 403
    assert "names no e-mail address that was checked" in answer.text


def test_a_service_that_never_says_so_can_be_trusted_by_a_setting(
    amira: Visitor, stranger: Visitor, provider: Provider, settle: Any
) -> None:
    del provider.people["amira"]["email_verified"]
    assert come_in(stranger).status_code == 403
    settle(trusts_email=True)
    assert come_in(stranger).status_code == 302
    provider.hire("b", "ben@acme.example", "Ben", email_verified=False)
    assert come_in(stranger).status_code == 403


# ---- what the service tells ----


def test_what_the_id_token_does_not_say_is_asked_for(
    amira: Visitor, stranger: Visitor, provider: Provider
) -> None:
    provider.userinfo = provider.people["amira"]
    provider.people["amira"] = {}
    assert come_in(stranger).status_code == 302


def test_a_key_that_the_service_changed_is_fetched(
    amira: Visitor, stranger: Visitor, provider: Provider
) -> None:
    come_in(stranger)
    new = RSAKey.generate_key(2048, parameters={"kid": "second"})
    provider.keys = [new]
    provider.sign = lambda claims: signed(claims, new)
    assert come_in(stranger).status_code == 302


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
def test_a_service_may_sign_with_edwards_curves(
    amira: Visitor, stranger: Visitor, provider: Provider
) -> None:
    key = OKPKey.generate_key("Ed25519", parameters={"kid": "edwards"})
    provider.document, provider.keys = {"id_token_signing_alg_values_supported": ["EdDSA"]}, [key]
    provider.sign = lambda claims: signed(claims, key, "EdDSA")
    assert come_in(stranger).status_code == 302


def test_it_is_asked_with_all_that_protects_a_sign_in(stranger: Visitor, provider: Provider) -> None:
    first, second = (asked_in(leave(stranger)) for _ in range(2))
    assert first["code_challenge_method"] == "S256"
    assert first["scope"] == "openid profile email"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 20
        assert first[name] != second[name]


# ---- who it is, once more ----


@pytest.fixture
def signed_in(clara: Visitor, stranger: Visitor, provider: Provider) -> Visitor:
    """Clara, who has no password and gave the one of her account this morning."""
    provider.hire("clara", "clara@acme.example", "Clara Conti")
    provider.since = 1_700_000_000
    come_in(stranger)
    return stranger


def test_who_signed_in_over_there_long_ago_shows_once_more_who_they_are_and_loses_nothing(
    signed_in: Visitor, provider: Provider, tx: Any
) -> None:
    sent = {"name": "Ben", "email": "ben@acme.example", "role": "curator", "language": "de"}
    tx(lambda session: session.execute(update(Person).values(password_hash=None)))
    asked = signed_in.pages.submit("/admin/people/invite", sent)
    assert asked.status_code == 403
    assert "Sign in once more" in asked.text
    assert 'type="password"' not in asked.text
    assert 'name="email" value="ben@acme.example"' in asked.text
    away = leave(signed_in, page="/oidc/confirm")
    assert (asked_in(away)["prompt"], asked_in(away)["max_age"]) == ("login", "0")
    answer = signed_in.pages.get(through(away), follow_redirects=True)
    assert "press Continue in the one you came from" in answer.text
    assert signed_in.pages.submit("/admin/people/invite", sent).status_code == 200


def test_a_password_does_for_that_too(signed_in: Visitor) -> None:
    page = "/admin/people/"
    asked = signed_in.pages.submit(f"{page}export", page=page)
    assert 'type="password"' in asked.text
    answer = signed_in.pages.submit(f"{page}export", {"password_again": cast.PASSWORD}, page=page)
    assert answer.status_code == 200


@pytest.mark.parametrize("how", ["another", "untold", "early"])
def test_it_must_be_their_account_and_just_now(signed_in: Visitor, provider: Provider, how: str) -> None:
    away = leave(signed_in, page="/oidc/confirm")
    if how == "another":
        provider.hire("ben", "ben@acme.example", "Ben Brandt")
    elif how == "untold":
        provider.tells_time = False
    else:
        provider.forge = lambda claims: claims | {"auth_time": 1_700_000_000}
    assert signed_in.pages.get(through(away)).status_code == 403
    page = "/admin/people/"
    assert signed_in.pages.submit(f"{page}export", page=page).status_code == 403


MOMENTS = {
    "in milliseconds": lambda moment: moment * 1000,
    "before all time": lambda moment: -moment,
    "after all time": lambda moment: 1e300,
    "true": lambda moment: True,
}


@pytest.mark.parametrize("how", MOMENTS)
def test_a_moment_that_can_be_none_is_taken_to_mean_long_ago(
    clara: Visitor, stranger: Visitor, provider: Provider, how: str
) -> None:
    provider.hire("clara", "clara@acme.example", "Clara Conti")
    provider.forge = lambda claims: claims | {"auth_time": MOMENTS[how](claims["auth_time"])}
    assert come_in(stranger).status_code == 302
    page = "/admin/people/"
    assert stranger.pages.submit(f"{page}export", page=page).status_code == 403


def test_a_moment_with_a_fraction_of_a_second_counts(
    clara: Visitor, stranger: Visitor, provider: Provider
) -> None:
    provider.hire("clara", "clara@acme.example", "Clara Conti")
    provider.forge = lambda claims: claims | {"auth_time": claims["auth_time"] + 0.5}
    come_in(stranger)
    page = "/admin/people/"
    assert stranger.pages.submit(f"{page}export", page=page).status_code == 200


def test_a_service_that_does_not_say_when_is_taken_to_mean_long_ago(
    clara: Visitor, stranger: Visitor, provider: Provider
) -> None:
    provider.hire("clara", "clara@acme.example", "Clara Conti")
    provider.tells_time = False
    come_in(stranger)
    page = "/admin/people/"
    assert stranger.pages.get(page).status_code == 200
    assert stranger.pages.submit(f"{page}export", page=page).status_code == 403
