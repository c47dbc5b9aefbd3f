"""Tables of sentences on a phone: what is kept and what the organisation decided is read without pushing."""

from typing import Any

from playwright.sync_api import Browser, expect

from backend.tests.browser import faults_of, page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE

PAGES = ("/me/data/map/", "/admin/settings/", "/admin/settings/data/", "/admin/settings/agreement")
WIDER = "found => found.filter(one => one.scrollWidth > one.clientWidth).length"


def test_no_sentence_is_cut_off_at_the_side(browser: Browser, url: str, clara: Visitor, release: Any) -> None:
    clara.patch("/api/v1/me", json={"language": "de"})
    with page_of(browser, url, clara, False, "de") as page:
        page.set_viewport_size({"width": 360, "height": 800})
        for address in PAGES:
            page.goto(address)
            expect(page.locator(".table").first).to_be_visible()
            assert page.locator(".table").evaluate_all(WIDER) == 0, address
            assert faults_of(page) == [], address
