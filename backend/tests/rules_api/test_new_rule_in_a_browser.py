"""From what is wrong with a new rule, by keyboard to the field that it is about."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from backend.rules.models import Release
from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.rules_api.test_new_rule import PAGE, TYPED
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_fault_at_the_top_leads_to_its_field(
    release: Release, clara: Visitor, browser: Browser, url: str, language: Any
) -> None:
    with page_of(browser, url, clara, dark=False, language=language) as page:
        page.goto(PAGE)
        for name, text in TYPED.items() - {"severity": "warn"}.items():
            page.locator(f"#{name}").fill("Das Wetter ist schön." if name == "found_de" else text)
        page.locator("button[type=submit]").last.click()
        link = page.locator(".faults a")
        expect(link).to_have_text(page.locator("label[for=found_de]").inner_text())
        assert faults_of(page) == []
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#found_de")).to_be_focused()
        page.keyboard.type("Sofortkredit! ")
        expect(page.locator("#found_de")).to_have_value("Sofortkredit! Das Wetter ist schön.")
        assert faults_in_the_dark(page) == []
        assert fits(page)
