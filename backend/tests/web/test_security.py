"""What every answer carries, and what no request gets past."""

import io
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from backend import auth
from backend.app import create_app
from backend.config import EXTENSION_ID, Config
from backend.tests import cast
from backend.tests.cast import Visitor
from backend.tests.routes import address

OURS = f"chrome-extension://{EXTENSION_ID}"
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def routes(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in auth.PUBLIC]


def calls(app: Flask, door: str) -> Iterator[tuple[str, str, str]]:
    """(role, method, address) of every route with this kind of door."""
    for rule in routes(app):
        doors = auth.doors_of(app, rule.endpoint)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if door in doors:
                yield doors[door], method, address(rule.rule)


# ---- who may call ----


def test_every_route_says_who_may_call_it(app: Flask) -> None:
    silent = [rule.endpoint for rule in routes(app) if not auth.doors_of(app, rule.endpoint)]
    assert silent == [], "give the view auth.needs or auth.page_needs"


def test_a_route_of_the_api_never_asks_for_a_session_and_a_page_never_for_a_token(app: Flask) -> None:
    for rule in routes(app):
        doors = auth.doors_of(app, rule.endpoint)
        assert ("api_role" in doors) == rule.rule.startswith("/api/"), rule.rule


@pytest.mark.adds_routes
def test_a_route_that_says_nothing_answers_nobody(app: Flask) -> None:
    app.add_url_rule("/open", "open", lambda: "secret")
    answer = cast.enter(app, "admin").pages.get("/open")
    assert answer.status_code == 403
    assert "secret" not in answer.text


def test_a_stranger_gets_nothing_from_the_api(app: Flask, stranger: Visitor) -> None:
    for _role, method, url in calls(app, "api_role"):
        assert stranger.call(method, url, json={}).status_code == 401, url


def test_a_token_that_is_not_ours_opens_nothing(stranger: Visitor) -> None:
    for token in ("", "ps_" + "a" * 43, "x" * 5000, "ü"):
        stranger.token = token
        assert stranger.get("/api/v1/me").status_code == 401


def test_a_stranger_on_a_page_is_led_to_sign_in(app: Flask, stranger: Visitor) -> None:
    for _role, method, url in calls(app, "page_role"):
        if method == "GET":
            answer = stranger.pages.get(url)
            assert answer.status_code == 302
            assert answer.headers["Location"] == f"/admin/sign-in?next={url}"


def test_a_page_signed_in_to_by_invitation_opens_no_admin_page_even_for_an_admin(app: Flask) -> None:
    clara = cast.enter(app, "admin")
    cast.sign_in(clara, with_password=False)
    assert clara.pages.get("/me").status_code == 200
    assert clara.pages.get("/admin/people/").headers["Location"].startswith("/admin/sign-in")


# ---- cookies, origins, tokens of forms ----


def test_the_api_ignores_cookies(app: Flask, clara: Visitor) -> None:
    for _role, method, url in calls(app, "api_role"):
        assert clara.pages.client.open(url, method=method, json={}).status_code == 401, url


def test_no_form_is_accepted_without_its_token(app: Flask, clara: Visitor) -> None:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) & UNSAFE:
            if not rule.rule.startswith("/api/"):
                assert clara.pages.client.open(address(rule.rule), method=method).status_code == 400, (
                    rule.rule
                )


def test_a_form_with_its_token_from_another_origin_is_refused(clara: Visitor) -> None:
    token = clara.pages.csrf_token("/admin/people/invite")
    answer = clara.pages.client.post(
        "/admin/sign-out", data={"csrf_token": token}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 400
    assert clara.pages.get("/me").status_code == 200


def test_a_file_where_text_belongs_is_refused_as_what_it_is(clara: Visitor) -> None:
    sent = {
        "csrf_token": clara.pages.csrf_token("/admin/points/"),
        "why": (io.BytesIO(b"robot"), "robot.txt"),
    }
    answer = clara.pages.client.post("/admin/points/corrections", data=sent)
    assert answer.status_code == 400
    assert "A file came where text belongs." in answer.text


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(clara: Visitor) -> None:
    cookie = clara.pages.get("/admin/people/invite").headers["Set-Cookie"]
    assert cookie.startswith("plainspoken=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_on_https_the_cookie_belongs_to_this_host_alone_and_browsers_are_told_to_stay(
    database_url: str,
) -> None:
    app = create_app(Config(cast.SECRET, database_url, "https://plainspoken.example.com"))
    answer = app.test_client().get("/admin/sign-in", base_url="https://plainspoken.example.com")
    assert answer.headers["Set-Cookie"].startswith("__Host-plainspoken=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Domain" not in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


# ---- CORS ----


@pytest.mark.parametrize("origin", [OURS, "moz-extension://01234567-89ab-cdef-0123-456789abcdef"])
def test_our_extension_may_read_the_answers_of_the_api(amira: Visitor, origin: str) -> None:
    preflight = amira.call(
        "OPTIONS",
        "/api/v1/me",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "authorization, content-type, idempotency-key, if-none-match",
        },
    )
    assert preflight.status_code == 200
    assert preflight.headers["Access-Control-Allow-Origin"] == origin
    assert "PATCH" in preflight.headers["Access-Control-Allow-Methods"]
    for header in ("authorization", "idempotency-key", "if-none-match"):
        assert header in preflight.headers["Access-Control-Allow-Headers"].lower()
    answer = amira.get("/api/v1/me", headers={"Origin": origin})
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.linkedin.com",
        "https://evil.example",
        "null",
        "chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        OURS + ".evil.example",
        "moz-extension://evil",
        "https://moz-extension://01234567-89ab-cdef-0123-456789abcdef",
    ],
)
def test_nobody_else_may(amira: Visitor, origin: str) -> None:
    answer = amira.get("/api/v1/me", headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_our_extension_may_read_errors_too(stranger: Visitor) -> None:
    answer = stranger.get("/api/v1/me", headers={"Origin": OURS})
    assert answer.status_code == 401
    assert answer.headers["Access-Control-Allow-Origin"] == OURS


def test_credentials_are_never_allowed_and_pages_have_no_cors(app: Flask, clara: Visitor) -> None:
    for rule in app.url_map.iter_rules():
        answer = clara.pages.client.options(address(rule.rule), headers={"Origin": OURS})
        assert "Access-Control-Allow-Credentials" not in answer.headers, rule.rule
        allowed = answer.headers.get("Access-Control-Allow-Origin")
        assert allowed == (OURS if rule.rule.startswith("/api/") else None), rule.rule


# ---- headers and sizes ----


@pytest.mark.parametrize(
    "url", ["/admin/sign-in", "/nope", "/api/v1/me", "/healthz", "/static/css/tokens.css"]
)
def test_every_answer_says_what_browsers_may_do_with_it(clara: Visitor, url: str) -> None:
    headers = clara.pages.get(url).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    csp = headers["Content-Security-Policy"]
    assert "default-src 'none'" in csp
    assert "frame-ancestors 'none'" in csp
    assert "unsafe" not in csp


def test_the_nonce_of_scripts_is_new_each_time(stranger: Visitor) -> None:
    csps = {stranger.pages.get("/admin/sign-in").headers["Content-Security-Policy"] for _ in range(5)}
    assert len(csps) == 5


def test_pages_with_something_personal_are_not_kept_by_caches(clara: Visitor) -> None:
    assert clara.pages.get("/admin/people/").headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("within_a_minute")
def test_who_makes_tokens_up_is_told_to_wait_and_another_address_is_not(
    stranger: Visitor, amira: Visitor
) -> None:
    def status_of(visitor: Visitor, address: str) -> int:
        return visitor.get("/api/v1/me", environ_base={"REMOTE_ADDR": address}).status_code

    for number in range(200):
        stranger.token = f"ps_{number}"
        assert status_of(stranger, "192.0.2.1") == 401
    stranger.token = "ps_another"
    assert status_of(stranger, "192.0.2.1") == 429
    assert status_of(amira, "192.0.2.2") == 200


@pytest.mark.usefixtures("within_a_minute")
def test_a_flood_from_one_address_is_told_to_wait(stranger: Visitor) -> None:
    sent = {"code": "a guess", "code_verifier": "v" * 43, "redirect_uri": "https://evil.example"}
    answers = [
        stranger.post("/api/v1/connect/token", json=sent, headers={"Authorization": f"made up {number}"})
        for number in range(61)
    ]
    assert [answer.status_code for answer in answers] == [400] * 60 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert answers[-1].json is not None
    assert answers[-1].json["hint"]
