"""Where a row of people is too narrow for its buttons, they stand behind one; in a browser."""

from playwright.sync_api import Browser, expect

from backend.tests.browser import faults_in_the_dark, faults_of, page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE


def test_clara_finds_what_can_be_done_behind_one_button_and_is_still_asked(
    browser: Browser, url: str, clara: Visitor, amira: Visitor
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto("/admin/people/")
        ends = page.get_by_role("button", name="Deactivate: Amira Aziz")
        expect(ends).to_be_visible()
        page.set_viewport_size({"width": 1100, "height": 700})
        expect(ends).to_be_hidden()
        page.get_by_role("button", name="What can be done: Amira Aziz").click()
        assert faults_of(page) + faults_in_the_dark(page) == []
        ends.click()
        question = page.get_by_role("dialog")
        expect(question).to_be_visible()
        question.get_by_role("button", name="Deactivate").click()
        expect(page.get_by_text("Amira Aziz is signed out everywhere")).to_be_visible()
