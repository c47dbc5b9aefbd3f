"""What Clara has typed and not saved is there again after another page, or a new session; in a browser."""

from typing import Any

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete

from backend.people.models import Group
from backend.sign_in.models import WebSession
from backend.tests import cast
from backend.tests.browser import faults_of, page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE
EDIT = "/admin/guidelines/edit"
NEW = "/admin/content/new"
KEPT = "() => JSON.stringify({ ...sessionStorage })"
MORE = "Ask before you post pictures of the works."


def type_more(page: Page) -> str:
    """Below what stands there; all of it."""
    page.goto(EDIT)
    text = page.locator("#en").input_value() + f"\n\n{MORE}"
    page.locator("#en").fill(text)
    return text


def test_what_is_typed_outlives_a_look_at_another_page_until_it_is_saved_or_dropped(
    browser: Browser, url: str, clara: Visitor
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        text = type_more(page)
        page.get_by_role("link", name="People").click()
        page.goto(EDIT)
        expect(page.locator("#en")).to_have_value(text)
        back = page.get_by_text("What you typed here before is back.")
        expect(back).to_be_visible()
        assert faults_of(page) == []
        page.get_by_role("button", name="Show what is saved").click()
        expect(page.locator("#en")).not_to_have_value(text)
        expect(back).to_be_hidden()
        type_more(page)
        page.get_by_role("button", name="Save and preview").click()
        expect(page.get_by_text("Saved. Your colleagues")).to_be_visible()
        expect(back).to_be_hidden()
        expect(page.locator("#en")).to_have_value(text)


def test_a_session_that_ended_while_she_wrote_costs_her_no_word(
    browser: Browser, url: str, clara: Visitor, tx: Any
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        text = type_more(page)
        tx(lambda session: session.execute(delete(WebSession)))
        page.get_by_role("button", name="Save and preview").click()
        expect(page.get_by_text("You were signed out, so nothing was saved.")).to_be_visible()
        sign_in(page, clara)
        page.wait_for_url(f"**{EDIT}")
        expect(page.locator("#en")).to_have_value(text)


def sign_in(page: Page, clara: Visitor) -> None:
    page.get_by_label("E-mail").fill(clara.person.email)
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_new_item_outlives_the_session_too_until_it_is_made(
    browser: Browser, url: str, clara: Visitor, tx: Any
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(NEW)
        page.locator("#title").fill("A robot that irons")
        page.locator("#source").fill("Acme blog")
        tx(lambda session: session.execute(delete(WebSession)))
        page.get_by_role("button", name="Save", exact=True).click()
        sign_in(page, clara)
        page.wait_for_url(f"**{NEW}")
        expect(page.locator("#title")).to_have_value("A robot that irons")
        page.locator("#url").fill("https://acme.example/irons")
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url(lambda at: not at.endswith(NEW))
        page.goto(NEW)
        expect(page.locator("#title")).to_have_value("")


def test_a_tick_stays_with_its_group_when_another_comes_before_it(
    browser: Browser, url: str, clara: Visitor, tx: Any
) -> None:
    tx(lambda session: session.add(Group(name="Works")))
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(NEW)
        page.get_by_role("checkbox", name="Works").check()
        tx(lambda session: session.add(Group(name="Berlin")))
        page.goto(NEW)
        expect(page.get_by_role("checkbox", name="Works")).to_be_checked()
        expect(page.get_by_role("checkbox", name="Berlin")).not_to_be_checked()


def test_who_signs_out_leaves_nothing_typed_behind(browser: Browser, url: str, clara: Visitor) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        type_more(page)
        assert MORE in page.evaluate(KEPT)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_label("Password")).to_be_visible()
        assert MORE not in page.evaluate(KEPT)
