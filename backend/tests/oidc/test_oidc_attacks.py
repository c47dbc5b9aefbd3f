"""What an attacker, a broken service or a stranger's browser may try with a sign-in, and does not get."""

import base64
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select, update
from structlog.testing import capture_logs

from backend.db import now
from backend.oidc.models import OidcAccount, OidcSignIn
from backend.tests.cast import Visitor
from backend.tests.oidc.way import asked_in, come_in, leave, through
from backend.tests.oidc_provider import CLIENT, KEY, Claims, Provider, signed
from backend.tests.where import ON_ONE_DATABASE

# one database is enough: what of it is asked of a database, test_oidc_sign_in.py asks of both
pytestmark = [
    pytest.mark.usefixtures("house"),
    ON_ONE_DATABASE,
]


def is_out(visitor: Visitor, tx: Any) -> bool:
    """Nobody is signed in, and no account is anybody's."""
    accounts = tx(lambda session: session.scalars(select(OidcAccount)).all())
    return visitor.pages.get("/me").status_code == 302 and not accounts


# ---- the id token ----


def without(claims: Claims, name: str) -> Claims:
    return {key: value for key, value in claims.items() if key != name}


FORGED = {
    "another nonce": lambda claims: claims | {"nonce": "made up"},
    "no nonce": lambda claims: without(claims, "nonce"),
    "for another client": lambda claims: claims | {"aud": "mail"},
    "made for another": lambda claims: claims | {"aud": [CLIENT, "mail"], "azp": "mail"},
    "for nobody": lambda claims: without(claims, "aud"),
    "by another issuer": lambda claims: claims | {"iss": "https://evil.example"},
    "by nobody": lambda claims: without(claims, "iss"),
    "expired": lambda claims: claims | {"exp": claims["iat"] - 120},
    "without an end": lambda claims: without(claims, "exp"),
    "of the future": lambda claims: claims | {"iat": claims["iat"] + 3600},
    "of nobody": lambda claims: without(claims, "sub"),
    "of somebody without an end": lambda claims: claims | {"sub": "s" * 256},
}


@pytest.mark.parametrize("how", FORGED)
def test_a_token_that_says_something_wrong_opens_nothing(
    amira: Visitor, stranger: Visitor, provider: Provider, tx: Any, how: str
) -> None:
    provider.forge = FORGED[how]
    answer = come_in(stranger)
    assert answer.status_code == 400
    assert "The sign-in service did not confirm who you are." in answer.text
    assert is_out(stranger, tx)


def part(value: Claims) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def changed_after_signing(claims: Claims) -> str:
    head, _, seal = signed(claims, KEY).split(".")
    return f"{head}.{part(claims | {'sub': 'clara'})}.{seal}"


def by_a_stranger_with_the_same_name(claims: Claims) -> str:
    return signed(claims, RSAKey.generate_key(2048, parameters={"kid": "first"}))


def with_the_public_key_as_a_secret(claims: Claims) -> str:
    return signed(claims, OctKey.import_key(KEY.as_pem(private=False)), "HS256")


SIGNED = {
    "alg none": lambda claims: f"{part({'alg': 'none'})}.{part(claims)}.",
    "alg none, with the key's name": lambda claims: (
        f"{part({'alg': 'none', 'kid': 'first'})}.{part(claims)}."
    ),
    "changed after signing": changed_after_signing,
    "by a stranger with the same name": by_a_stranger_with_the_same_name,
    "with the public key as a secret": with_the_public_key_as_a_secret,
    "no token at all": lambda claims: "nonsense",
}


@pytest.mark.parametrize("how", SIGNED)
def test_a_token_that_the_service_did_not_sign_opens_nothing(
    amira: Visitor, stranger: Visitor, provider: Provider, tx: Any, how: str
) -> None:
    """Though its document offers to sign with "none"."""
    provider.sign = SIGNED[how]
    assert come_in(stranger).status_code == 400
    assert is_out(stranger, tx)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("of the future", "sign-in not trusted: invalid_claim iat"),
        ("expired", "sign-in not trusted: expired_token exp"),
        ("another nonce", "sign-in not trusted: invalid_claim nonce"),
    ],
)
def test_the_log_says_which_claim_was_wrong(
    stranger: Visitor, provider: Provider, how: str, said: str
) -> None:
    """Else nobody finds out that a clock goes wrong."""
    provider.forge = FORGED[how]
    with capture_logs() as lines:
        come_in(stranger)
    assert said in [line["event"] for line in lines]


def test_what_is_told_beside_the_token_must_be_of_the_same_person(
    amira: Visitor, stranger: Visitor, provider: Provider, tx: Any
) -> None:
    provider.userinfo = {"sub": "clara"}
    assert come_in(stranger).status_code == 400
    assert is_out(stranger, tx)


def test_what_is_told_beside_the_token_does_not_overrule_it(
    amira: Visitor, clara: Visitor, stranger: Visitor, provider: Provider
) -> None:
    provider.userinfo = {"email": "clara@acme.example", "email_verified": True}
    come_in(stranger)
    assert "Amira Aziz" in stranger.pages.get("/me").text


def test_that_another_address_was_checked_says_nothing_of_the_one_in_the_token(
    amira: Visitor, stranger: Visitor, provider: Provider, tx: Any
) -> None:
    del provider.people["amira"]["email_verified"]
    provider.userinfo = {"email": "mine@evil.example", "email_verified": True}
    assert come_in(stranger).status_code == 403
    assert is_out(stranger, tx)


# ---- the way there and back ----


def test_who_comes_back_a_second_time_with_the_same_state_is_not_let_in(
    app: Flask, amira: Visitor, stranger: Visitor
) -> None:
    way = through(leave(stranger))
    cookie = stranger.pages.client.get_cookie("plainspoken")
    assert stranger.pages.get(way).status_code == 302
    thief = Visitor(app)
    thief.pages.client.set_cookie("plainspoken", cookie.value)  # as it was before
    again = thief.pages.get(way)
    assert again.status_code == 400
    assert "This sign-in is not valid any more." in again.text
    assert thief.pages.get("/me").status_code == 302


def test_a_sign_in_that_somebody_else_began_is_not_finished_here(
    app: Flask, amira: Visitor, stranger: Visitor
) -> None:
    """Else an attacker could sign somebody in as themselves."""
    way = through(leave(Visitor(app)))
    assert stranger.pages.get(way).status_code == 400
    assert stranger.pages.get("/me").status_code == 302


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?code=x&state=", "?code=x&state=made-up", "?state=made-up"]
)
def test_who_comes_back_from_nowhere_is_told_so(stranger: Visitor, query: str) -> None:
    assert stranger.pages.get(f"/oidc/back{query}").status_code == 400


def test_after_ten_minutes_one_begins_anew(amira: Visitor, stranger: Visitor, tx: Any) -> None:
    way = through(leave(stranger))
    late = update(OidcSignIn).values(expires_at=now() - timedelta(seconds=1))
    tx(lambda session: session.execute(late))
    assert stranger.pages.get(way).status_code == 400
    leave(stranger)
    assert len(tx(lambda session: session.scalars(select(OidcSignIn)).all())) == 1


def test_a_stolen_code_is_worth_nothing_without_its_proof(
    app: Flask, amira: Visitor, stranger: Visitor
) -> None:
    stolen = asked_in(through(leave(stranger)))["code"]
    thief = Visitor(app)
    begun = asked_in(leave(thief))
    answer = thief.pages.get(f"/oidc/back?code={stolen}&state={begun['state']}")
    assert answer.status_code == 400
    assert thief.pages.get("/me").status_code == 302


def test_of_two_tabs_the_first_comes_in_and_the_other_begins_anew(amira: Visitor, stranger: Visitor) -> None:
    first, second = leave(stranger, "/me"), leave(stranger, "/me/points/")
    assert stranger.pages.get(through(first)).headers["Location"] == "/me"
    assert stranger.pages.get(through(second)).status_code == 400


@pytest.mark.parametrize(
    "next",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/" + "m" * 2000,
    ],
)
def test_nobody_is_led_out_of_the_site(amira: Visitor, stranger: Visitor, next: str) -> None:
    assert come_in(stranger, next).headers["Location"] == "/admin/"


def test_a_no_over_there_is_told_with_the_way_out(stranger: Visitor) -> None:
    state = asked_in(leave(stranger))["state"]
    answer = stranger.pages.get(f"/oidc/back?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "The sign-in service did not let you in." in answer.text


@pytest.mark.parametrize(
    ("error", "event"),
    [
        ("invalid_scope", "sign-in service said no: invalid_scope"),
        ("amira@acme.example", "sign-in service said no"),
        ("a" * 50, "sign-in service said no"),
    ],
)
def test_the_log_tells_a_no_by_the_standards_word_for_it(stranger: Visitor, error: str, event: str) -> None:
    state = asked_in(leave(stranger))["state"]
    with capture_logs() as lines:
        stranger.pages.get("/oidc/back", query_string={"error": error, "state": state})
    assert event in [line["event"] for line in lines]


def test_the_log_says_that_the_service_does_not_know_us_by_this_secret(app: Flask, stranger: Visitor) -> None:
    config = app.config["PLAINSPOKEN"]
    app.config["PLAINSPOKEN"] = replace(config, oidc=replace(config.oidc, client_secret="mistyped"))
    with capture_logs() as lines:
        answer = come_in(stranger)
    assert "sign-in not trusted: invalid_client" in [line["event"] for line in lines]
    assert "If it stays so, tell those who look after Plainspoken" in answer.text


def test_nothing_that_the_service_says_of_an_error_is_shown(stranger: Visitor) -> None:
    state = asked_in(leave(stranger))["state"]
    answer = stranger.pages.get(f"/oidc/back?error=<b>x</b>&error_description=<img src=x>&state={state}")
    assert "<img src=x>" not in answer.text and "<b>x</b>" not in answer.text


# ---- the service itself ----


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer", "evil.example"),
        ("issuer", None),
        ("token_endpoint", "http://evil.example/token"),
        ("jwks_uri", "file:///etc/passwd"),
        ("jwks_uri", ["https://acme.example/jwks"]),
        ("authorization_endpoint", None),
        ("authorization_endpoint", "https://[::"),
        ("userinfo_endpoint", "http://evil.example/userinfo"),
        ("id_token_signing_alg_values_supported", ["none", "HS256"]),
        ("id_token_signing_alg_values_supported", 256),
        ("token_endpoint_auth_methods_supported", "client_secret_basic"),
        ("token_endpoint_auth_methods_supported", ["private_key_jwt"]),
    ],
)
def test_a_service_that_cannot_be_trusted_is_not_asked_and_the_field_that_says_so_is_named(
    stranger: Visitor, provider: Provider, field: str, value: Any
) -> None:
    provider.document = {field: value}
    answer = stranger.pages.get("/oidc/start")
    assert answer.status_code == 502
    assert f"“{field}” should be" in answer.text
    assert "Sign in with a code or password" in answer.text


def test_a_service_with_another_name_is_told_with_both(stranger: Visitor, provider: Provider) -> None:
    """A slash at the end is enough."""
    provider.document = {"issuer": f"{provider.url}/"}
    told = stranger.pages.get("/oidc/start").text
    assert f"calls itself {provider.url}/, but PLAINSPOKEN_OIDC_ISSUER says {provider.url}." in told


@pytest.mark.parametrize("said", ["", "<html>", "[]", "null", "7", "[" * 100_000])
def test_a_document_that_is_none_is_told_so(stranger: Visitor, provider: Provider, said: str) -> None:
    provider.says["/.well-known/openid-configuration"] = said
    answer = stranger.pages.get("/oidc/start")
    assert answer.status_code == 502
    assert "“openid-configuration” should be a JSON object" in answer.text


@pytest.mark.parametrize(
    "more",
    [
        {"userinfo_endpoint": None},
        {"token_endpoint_auth_methods_supported": None, "id_token_signing_alg_values_supported": None},
        {"client_id": "another", "name": "x", "jwks": {"keys": []}, "compliance_fix": "y"},
    ],
)
def test_what_a_document_leaves_out_or_says_besides_does_no_harm(
    amira: Visitor, stranger: Visitor, provider: Provider, more: dict[str, Any]
) -> None:
    provider.document = more
    assert come_in(stranger).status_code == 302


@pytest.mark.parametrize("path", ["/token", "/jwks", "/userinfo"])
@pytest.mark.parametrize("said", ["", "[]", "null", '{"keys": [5]}', "[" * 100_000])
def test_answers_that_are_none_open_nothing_and_the_next_sign_in_works(
    amira: Visitor, stranger: Visitor, provider: Provider, tx: Any, path: str, said: str
) -> None:
    provider.says[path] = said
    answer = come_in(stranger)
    assert answer.status_code == 400
    assert "The sign-in service did not confirm who you are." in answer.text
    assert is_out(stranger, tx)
    provider.says.clear()
    assert come_in(stranger).status_code == 302


def test_a_service_that_is_down_leaves_the_other_ways_in(app: Flask, stranger: Visitor, settle: Any) -> None:
    config = app.config["PLAINSPOKEN"]
    app.config["PLAINSPOKEN"] = replace(config, oidc=replace(config.oidc, issuer="http://127.0.0.1:9"))
    answer = stranger.pages.get("/oidc/start")
    assert answer.status_code == 502
    assert "sign in with a code or password" in answer.text
    assert stranger.pages.get("/admin/sign-in").status_code == 200


@pytest.mark.parametrize("address", ["token_endpoint", "jwks_uri", "userinfo_endpoint"])
def test_a_service_that_goes_down_in_the_middle_is_said_not_to_answer(
    amira: Visitor, stranger: Visitor, provider: Provider, address: str
) -> None:
    provider.document = {address: "http://127.0.0.1:9/"}
    answer = come_in(stranger)
    assert answer.status_code == 502
    assert "does not answer" in answer.text
