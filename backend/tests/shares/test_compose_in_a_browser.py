"""/me/share/<item> on a phone: from the suggestion to the composer and back, and no fault on the way."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.content.models import Caption, Item
from backend.tests import acme
from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE
PHONE = {"width": 390, "height": 800}


def no_fault(page: Page) -> bool:
    return faults_of(page) + faults_in_the_dark(page) == [] and fits(page)


def ask_a_question(session: Any, item: Item) -> None:
    session.add(Caption(item_id=item.id, platform="any", language="de", text="Und du?", is_question=True))


def test_from_a_suggestion_to_the_composer_and_back(
    browser: Browser, url: str, amira: Visitor, item: Item
) -> None:
    with page_of(browser, url, amira, dark=False, language="en") as page:
        page.route("https://www.linkedin.com/**", lambda route: route.fulfill(body="The composer"))
        page.set_viewport_size(PHONE)
        page.goto("/me")
        page.get_by_role("button", name=f"Share: {item.title}").click()
        page.get_by_role("button", name="Change the words").click()
        page.get_by_label("Text").fill(acme.PRAISE)
        page.get_by_role("button", name="Open LinkedIn").click()
        page.get_by_role("button", name="Share it all the same").click()
        expect(page.get_by_text("The composer")).to_be_visible()
        text = parse_qs(urlsplit(page.url).query)["text"][0]
        assert text.startswith(f"{acme.PRAISE}\n\n{url}/r/")
        page.goto("/me")
        page.get_by_role("button", name=f"Posted: {item.title}", exact=True).click()
        expect(page.get_by_role("row", name=item.title)).to_contain_text("posted")
        expect(page.get_by_text("Thank you, noted as posted.")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "de"])
def test_captions_a_text_and_what_the_rules_say_of_it_have_no_fault(
    browser: Browser, url: str, amira: Visitor, item: Item, tx: Any, language: str
) -> None:
    tx(lambda session: ask_a_question(session, item))
    amira.patch("/api/v1/me", json={"language": language})
    with page_of(browser, url, amira, dark=False, language=language) as page:
        page.goto(f"/me/share/{item.id}")
        assert no_fault(page)
        page.locator(".captions .choice a").first.click()
        page.locator("textarea").fill(acme.OUTRAGE)
        page.locator("form.wide > button").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert no_fault(page)
        page.goto("/me/shares/")
        assert no_fault(page)
