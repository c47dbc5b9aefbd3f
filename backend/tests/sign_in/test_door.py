"""The way from the extension to one's own pages: once, within a minute, for the one who asked."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from backend.db import now
from backend.sign_in import devices
from backend.sign_in.models import ConnectCode, WebSession
from backend.tests.cast import Visitor
from backend.tests.sign_in.journeys import REDIRECT, VERIFIER, code_in, connect_url, give_code, invite


@pytest.fixture
def tab(app: Flask) -> Visitor:
    """A browser in which nobody is signed in on the pages."""
    return Visitor(app)


def code_of(visitor: Visitor) -> str:
    answer = visitor.post("/api/v1/me/door")
    assert answer.status_code == 201
    return str(answer.json["code"])


def test_the_code_opens_ones_own_page_once(amira: Visitor, tab: Visitor, app: Flask) -> None:
    code = code_of(amira)
    answer = tab.pages.get(f"/me/enter/{code}?to=/me/data/")
    assert answer.headers["Location"] == "/me/data/"
    assert "Amira" in tab.pages.get("/me/data/").text
    assert Visitor(app).pages.get(f"/me/enter/{code}").status_code == 404


def test_a_way_in_that_is_over_says_where_the_next_one_is(amira: Visitor, tab: Visitor) -> None:
    code = code_of(amira)
    tab.pages.get(f"/me/enter/{code}")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    for page in (tab.pages.get(f"/me/enter/{code}"), tab.pages.get(f"/me/enter/{code}", headers=elsewhere)):
        assert "Open your page from the extension&#39;s popup." in page.text
        assert "Check the address" not in page.text and "Ask an admin" not in page.text


def test_it_opens_nothing_that_asks_for_a_password(clara: Visitor, tab: Visitor) -> None:
    tab.pages.get(f"/me/enter/{code_of(clara)}")
    assert tab.pages.get("/me").status_code == 200
    assert "/admin/sign-in" in tab.pages.get("/admin/people/").headers["Location"]


def test_after_a_minute_it_opens_nothing(amira: Visitor, tab: Visitor, tx: Any) -> None:
    code = code_of(amira)
    tx(lambda session: session.execute(update(ConnectCode).values(expires_at=now() - timedelta(seconds=1))))
    assert tab.pages.get(f"/me/enter/{code}").status_code == 404


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin"])
def test_no_page_can_lead_a_browser_through_it(amira: Visitor, tab: Visitor, site: str) -> None:
    """Else somebody could sign others in as themselves."""
    answer = tab.pages.client.get(f"/me/enter/{code_of(amira)}", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert tab.pages.get("/me").status_code == 302


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "/admin/", "/me/../admin/", "/me?x=//e"]
)
def test_it_leads_to_ones_own_pages_only(amira: Visitor, tab: Visitor, to: str) -> None:
    answer = tab.pages.client.get(f"/me/enter/{code_of(amira)}", query_string={"to": to})
    assert answer.headers["Location"] == "/me"


def test_neither_code_does_the_work_of_the_other(clara: Visitor, tab: Visitor, amira: Visitor) -> None:
    trade = {"code_verifier": VERIFIER, "redirect_uri": REDIRECT}
    answer = tab.post("/api/v1/connect/token", json={"code": code_of(amira), **trade})
    assert answer.status_code == 400
    signing_in = code_in(give_code(tab, invite(clara, email="new@acme.example"), connect_url()))
    assert Visitor(tab.app).pages.get(f"/me/enter/{signing_in}").status_code == 404


def test_whoever_is_let_in_no_more_does_not_get_in(amira: Visitor, tab: Visitor, clara: Visitor) -> None:
    code = code_of(amira)
    clara.pages.submit(f"/admin/people/{amira.person.id}/deactivate", page="/admin/people/")
    assert tab.pages.get(f"/me/enter/{code}").status_code == 404


def test_with_the_browser_that_is_signed_out_goes_what_it_opened(
    amira: Visitor, tab: Visitor, clara: Visitor, tx: Any
) -> None:
    """Else a stolen computer would stay in for as long as somebody is at it."""
    tab.pages.get(f"/me/enter/{code_of(amira)}")
    on_the_way = code_of(amira)
    [device] = tx(lambda session: devices.of_person(session, amira.person.id))
    clara.pages.submit(f"/admin/people/devices/{device.id}/revoke", page="/admin/people/devices")
    assert tab.pages.get("/me/data/file").status_code == 302
    assert tab.pages.get(f"/me/enter/{on_the_way}").status_code == 404
    assert clara.pages.get("/admin/people/").status_code == 200


def test_who_signs_out_a_browser_of_theirs_stays_on_the_page_that_does_it(
    amira: Visitor, tab: Visitor, tx: Any
) -> None:
    tab.pages.get(f"/me/enter/{code_of(amira)}")
    [device] = tx(lambda session: devices.of_person(session, amira.person.id))
    amira.pages.submit(f"/me/devices/{device.id}/revoke", page="/me")
    assert amira.pages.get("/me").status_code == 200
    assert tab.pages.get("/me").status_code == 302


def test_who_comes_through_it_ends_the_session_of_whoever_sat_there(
    amira: Visitor, clara: Visitor, tx: Any
) -> None:
    clara.pages.get(f"/me/enter/{code_of(amira)}")
    assert "Amira" in clara.pages.get("/me/data/").text
    left = select(WebSession).where(WebSession.person_id == clara.person.id)
    assert tx(lambda session: session.scalars(left).all()) == []


def test_who_guesses_is_told_to_wait(tab: Visitor) -> None:
    answers = [tab.pages.get(f"/me/enter/guess{number}").status_code for number in range(22)]
    assert answers[0] == 404 and answers[-1] == 429


def test_amira_chooses_the_language_of_the_pages(amira: Visitor) -> None:
    answer = amira.pages.submit("/me/language", {"language": "de"}, page="/me/devices/")
    assert answer.headers["Location"] == "/me/devices/"
    assert "Meine Seite" in amira.pages.get("/me").text
    amira.pages.submit("/me/language", {"language": "xx"}, page="/me")
    assert "Meine Seite" in amira.pages.get("/me").text
