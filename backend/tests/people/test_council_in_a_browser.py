"""What the works council reads, in a real browser: forms that have become text, in both lights."""

from typing import Any

from playwright.sync_api import Browser

from backend.content.models import Item
from backend.rules.models import Release
from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.guidelines import texts as guidelines
from backend.tests.people.test_pages_in_a_browser import RULE
from backend.tests.where import ON_ONE_DATABASE

READ_ALONG = (
    *(
        "settings/",
        "settings/agreement",
        "settings/audit/",
        "settings/audit/1",
        "sites/",
        "sharing/",
        "points/",
    ),
    *("rules/", f"rules/edit/{RULE}", "rules/edit/lexicons/praise.yaml", "rules/releases/1"),
    *("content/", "guidelines/", "seasons/", "strategy/", "reports/settings", "people/mail/"),
)
pytestmark = ON_ONE_DATABASE


def test_axe_finds_no_fault_on_what_the_council_reads(
    browser: Browser, url: str, dora: Visitor, item: Item, release: Release, tx: Any
) -> None:
    tx(guidelines.published)
    dora.patch("/api/v1/me", json={"language": "de"})
    with page_of(browser, url, dora, dark=False, language="de") as page:
        for address in (*READ_ALONG, f"content/{item.id}/preview"):
            page.set_viewport_size({"width": 1280, "height": 800})
            answer = page.goto(f"/admin/{address}")
            assert answer and answer.ok, address
            assert faults_of(page) + faults_in_the_dark(page) == [], address
            assert fits(page), address
