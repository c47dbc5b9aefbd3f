"""From a feed to the right people, in a real browser: Clara makes a group, Ben imports, edits, publishes."""

from typing import Any

from playwright.sync_api import Browser, Page, expect

from backend.tests import acme
from backend.tests.browser import faults_of, page_of
from backend.tests.cast import Visitor
from backend.tests.imports.steps import feed_of
from backend.tests.small_web import Web
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE


def titles(visitor: Visitor) -> list[str]:
    return [item["title"] for item in visitor.get("/api/v1/feed").json["items"]]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def make_group(page: Page, name: str, member: str) -> None:
    page.goto("/admin/people/groups/")
    page.get_by_label("Name of the group").fill(name)
    press(page, "Add")
    page.get_by_role("searchbox", name="Who is to be taken in").fill(member)
    press(page, "Look for people")
    page.get_by_label(member).check()
    press(page, "Take in")
    expect(page.get_by_role("region", name="Members")).to_contain_text(member)


def test_an_imported_entry_reaches_the_group_it_is_meant_for_and_nobody_else(
    browser: Browser, url: str, web: Web, release: Any, amira: Visitor, ben: Visitor, clara: Visitor
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        make_group(page, "Pilot", "Amira")
    with page_of(browser, url, ben, dark=False, language="en") as page:
        page.goto("/admin/content/")
        page.get_by_role("link", name="Import", exact=True).click()
        page.get_by_label("Addresses of pages or feeds").fill(
            web.put("/feed", feed_of("folding", "ironing"), "text/xml")
        )
        press(page, "Start the import")
        expect(page.get_by_role("status")).to_contain_text("Done: 2 new")
        page.get_by_role("link", name="folding").click()
        page.get_by_label("Pilot").check()
        page.get_by_label("Hashtags").fill("#Laundry")
        caption = page.get_by_role("group", name="Caption 1")
        caption.get_by_label("Text").fill(acme.PRAISE)
        page.get_by_label("Title").press("Enter")  # saves, and no more
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page.get_by_text("Draft", exact=True)).to_be_visible()
        press(page, "Publish")
        expect(page.get_by_text("The rules object to a caption. Change")).to_be_visible()
        assert titles(amira) == []
        caption.get_by_label("Text").fill(acme.FINE)
        press(page, "Save")
        page.get_by_role("link", name="Preview").click()
        expect(page.locator(".post.linkedin.light")).to_contain_text("#Laundry")
        assert faults_of(page) == []
        press(page, "Publish")
        expect(page.get_by_text("Published. It is in the feeds")).to_be_visible()
    assert titles(amira) == ["folding"]
    assert titles(ben) == titles(clara) == []
