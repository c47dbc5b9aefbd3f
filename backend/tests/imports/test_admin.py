"""The curators' pages for importing."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from backend.db import now
from backend.imports.models import READING, Import
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.content.test_admin import FORM, NEW
from backend.tests.content.test_items import PNG
from backend.tests.imports.steps import FEEDS, URL, feed_of, send
from backend.tests.small_web import Web


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", 'id="addresses-fault"'),
        ("no address", "no web address that starts with https://: no address"),
        ("acme.example/blog", "starts with https://: acme.example/blog"),
        ("javascript:alert(1)", "This is no web address"),
        ("\n".join(f"https://acme.example/{n}" for n in range(51)), "Fifty addresses"),
    ],
)
def test_a_fault_in_what_was_typed_is_told_and_nothing_is_lost(
    ben: Visitor, tx: Any, typed: str, reason: str
) -> None:
    answer = ben.pages.submit(URL, {"addresses": typed})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert reason in page
    assert typed.splitlines()[:1] == [] or typed.splitlines()[0] in page
    assert tx(lambda session: session.scalars(select(Import)).all()) == []


def test_while_it_is_read_the_page_says_how_far_it_is(ben: Visitor, tx: Any) -> None:
    run = Import(addresses=["https://a.example/", "https://b.example/"], state=READING, position=1, total=4)
    run.leased_until = now() + timedelta(minutes=1)
    tx(lambda session: session.add(run))
    page = ben.pages.get(f"{URL}{run.id}").text
    assert "Reading address 2 of 2" in page
    assert '<progress max="4" value="0"' in page


def test_only_curators_import(amira: Visitor, stranger: Visitor) -> None:
    for page in (URL, FEEDS):
        assert amira.pages.get(page).status_code == 302
        assert stranger.pages.get(page).status_code == 302


def test_imports_and_feeds_are_exported(ben: Visitor, web: Web) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml"), subscribe=True)
    assert web.url("/feed") in ben.pages.submit(f"{URL}export", page=URL).text
    assert "Acme news" in ben.pages.submit(f"{FEEDS}/export", page=URL).text


def test_an_item_whose_page_is_there_already_is_saved_and_told(ben: Visitor, release: Any, tx: Any) -> None:
    for _ in range(2):
        answer = ben.pages.submit(NEW, FORM)
    assert "There is another item with this link" in ben.pages.get(answer.headers["Location"]).text


def test_an_import_or_feed_that_is_not_there_is_not_found(ben: Visitor) -> None:
    nobody = "00000000-0000-7000-8000-000000000000"
    assert ben.pages.get(URL + nobody).status_code == 404
    assert ben.pages.submit(f"{FEEDS}/{nobody}/read", page=URL).status_code == 404


def test_a_picture_is_taken_from_the_web(ben: Visitor, web: Web, release: Any, tx: Any) -> None:
    item = tx(acme.item)
    page = f"/admin/content/{item.id}/picture"
    good = {"url": web.put("/robot.png", PNG, "image/png"), "alt": "A robot"}
    answer = ben.pages.submit(page, good | {"url": web.put("/no", "<p>")})
    assert (answer.status_code, "no picture (PNG" in answer.text) == (422, True)
    assert "has come without" not in answer.text
    assert ben.pages.submit(page, good).status_code == 302
    assert ben.pages.get(f"{page}/file").data == PNG
