"""/me in a real browser, with everything and with nothing: it fits, and axe has nothing against it."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from backend.tests import acme
from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.overview.test_overview import everything, post, propose
from backend.tests.programme.players import win
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE
LINES = "new Set([...document.querySelectorAll('.tabs a')].map((tab) => tab.getBoundingClientRect().y)).size"


@pytest.mark.parametrize("language", ["en", "de"])
def test_with_everything_and_with_nothing_it_fits_and_has_no_fault(
    browser: Browser, url: str, amira: Visitor, tx: Any, language: str
) -> None:
    amira.patch("/api/v1/me", json={"language": language})
    with page_of(browser, url, amira, dark=False, language=language) as page:
        for prepare in (lambda: None, lambda: everything(amira, tx)):
            prepare()
            page.set_viewport_size({"width": 1280, "height": 800})
            page.goto("/me")
            assert faults_of(page) + faults_in_the_dark(page) == []
            assert fits(page)


def test_words_without_an_end_fit_here_and_where_the_code_for_a_prize_stands(
    browser: Browser, url: str, amira: Visitor, tx: Any
) -> None:
    tx(lambda session: acme.item(session, title="W" * 200, source="S" * 80))
    tx(lambda session: win(session, amira.person.id, "N" * 80, "P" * 200))
    propose(amira, "T" * 200)
    with page_of(browser, url, amira, dark=False, language="en") as page:
        for address in ("/me", "/me/board/"):
            page.goto(address)
            assert fits(page), address


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_tabs_stand_on_one_line_also_beside_a_scroll_bar(
    browser: Browser, url: str, amira: Visitor, language: str
) -> None:
    amira.patch("/api/v1/me", json={"language": language})
    with page_of(browser, url, amira, dark=False, language=language) as page:
        page.set_viewport_size({"width": 1280 - 15, "height": 800})
        page.goto("/me")
        addresses = [tab.get_attribute("href") for tab in page.locator(".tabs a").all()]
        assert len(addresses) == 9
        for address in addresses:
            page.goto(str(address))
            assert page.evaluate(LINES) == 1, address


@pytest.mark.parametrize("language", ["en", "de"])
def test_on_a_phone_no_table_of_ones_own_shares_and_browsers_is_cut_off(
    browser: Browser, url: str, amira: Visitor, release: Any, tx: Any, language: str
) -> None:
    amira.patch("/api/v1/me", json={"language": language})
    title = "Was unser Roboter an der Spülmaschine gelernt hat"
    post(amira, tx(lambda session: acme.item(session, title=title)))
    with page_of(browser, url, amira, dark=False, language=language) as page:
        page.set_viewport_size({"width": 390, "height": 800})
        for address in ("/me/shares/", "/me/devices/"):
            page.goto(address)
            table = page.locator(".table")
            assert table.evaluate("it => it.scrollWidth - it.clientWidth") == 0, address
