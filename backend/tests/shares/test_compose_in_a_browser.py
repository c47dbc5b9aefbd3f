"""/me/share/<item> on a phone: from the suggestion to the composer and back, and no fault on the way."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import delete

from backend.content import service as content
from backend.content.models import Caption, Item
from backend.sign_in.models import WebSession
from backend.tests import acme, cast
from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of, sign_in_browser
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE
OWN = "Our robot folds,\nat last."
PHONE = {"width": 390, "height": 800}


def no_fault(page: Page) -> bool:
    return faults_of(page) + faults_in_the_dark(page) == [] and fits(page)


def write(page: Page, item: Item, text: str) -> Locator:
    """In the field for own words; it."""
    page.goto(f"/me/share/{item.id}")
    page.get_by_role("button", name="Change the words").click()
    page.wait_for_load_state()  # what was sent before the script came is not known as sent
    field = page.get_by_label("Text")
    field.fill(text)
    return field


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


def test_what_she_wrote_outlives_a_network_that_failed_and_a_session_that_ended(
    browser: Browser, url: str, amira: Visitor, item: Item, tx: Any
) -> None:
    with page_of(browser, url, amira, dark=False, language="en") as page:
        field = write(page, item, OWN)
        page.route("**/me/share/**", lambda route: route.abort())
        page.get_by_role("button", name="Open LinkedIn").click()
        page.wait_for_url("chrome-error://**")
        page.unroute("**/me/share/**")
        page.go_back()
        expect(field).to_have_value(OWN)
        assert faults_of(page) == []
        tx(lambda session: session.execute(delete(WebSession)))
        page.get_by_role("button", name="Open LinkedIn").click()
        expect(page.get_by_text("You were signed out, so nothing was saved.")).to_be_visible()
        there = parse_qs(urlsplit(page.url).query)["next"][0]
        cast.sign_in(amira, with_password=False)
        sign_in_browser(page.context, url, amira)
        page.goto("/me/shares/")
        page.goto(there)
        expect(field).to_have_value(OWN)
        expect(page.get_by_text("What you wrote here before is back.")).to_be_visible()
        page.get_by_role("button", name="Show the text as it is offered").click()
        expect(field).to_have_value(acme.FINE)


def test_who_signs_in_after_her_in_the_same_tab_finds_none_of_her_words(
    browser: Browser, url: str, amira: Visitor, ben: Visitor, item: Item
) -> None:
    with page_of(browser, url, amira, dark=False, language="en") as page:
        field = write(page, item, OWN)
        here = page.url
        sign_in_browser(page.context, url, ben)
        page.get_by_role("button", name="Open LinkedIn").click()
        expect(page.get_by_role("heading", name="This did not arrive as expected")).to_be_visible()
        page.goto(here)
        expect(field).to_have_value(acme.FINE)


def test_what_was_withdrawn_while_she_wrote_leaves_her_words_to_copy(
    browser: Browser, url: str, amira: Visitor, item: Item, tx: Any
) -> None:
    with page_of(browser, url, amira, dark=False, language="en") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        write(page, item, OWN)
        tx(lambda session: content.withdraw(session, item.id))
        page.get_by_role("button", name="Open LinkedIn").click()
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_text("Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == OWN
        assert no_fault(page)


def test_once_she_said_that_she_posted_it_her_words_are_no_longer_kept(
    browser: Browser, url: str, amira: Visitor, item: Item
) -> None:
    with page_of(browser, url, amira, dark=False, language="en") as page:
        page.route("https://www.linkedin.com/**", lambda route: route.fulfill(body="The composer"))
        write(page, item, OWN)
        page.get_by_role("button", name="Open LinkedIn").click()
        expect(page.get_by_text("The composer")).to_be_visible()
        page.goto("/me")
        page.get_by_role("button", name=f"Posted: {item.title}", exact=True).click()
        expect(page.get_by_text("Thank you, noted as posted.")).to_be_visible()
        page.wait_for_function("() => Object.keys(sessionStorage).length === 0")


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
