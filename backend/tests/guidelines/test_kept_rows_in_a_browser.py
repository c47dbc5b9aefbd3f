"""Rows that Clara had added are there again, and what others saved meanwhile costs her no word."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from backend.content.models import Item
from backend.guidelines import service
from backend.rules.models import Release
from backend.tests.browser import faults_in_the_dark, faults_of, page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE
EDIT = "/admin/guidelines/edit"
NEW = "/admin/content/new"
ORGANISATION = "/admin/rules/organisation/"
ELSEWHERE = "This was changed elsewhere while you wrote."


def more_typed(page: Page) -> tuple[str, str]:
    """What stood there, and what she made of it."""
    page.goto(EDIT)
    before = page.locator("#en").input_value()
    page.locator("#en").fill(f"{before}\n\nAsk before you post pictures.")
    return before, page.locator("#en").input_value()


def elsewhere_saved(clara: Visitor, text: str) -> None:
    clara.pages.submit(EDIT, {"en": f"{text}\n\nAnd be kind.", "de": "# Leitlinien"})


def test_captions_that_she_added_are_there_again(browser: Browser, url: str, clara: Visitor) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(NEW)
        page.locator("#title").fill("A robot that irons")
        for number in (2, 3):
            page.get_by_role("button", name="Another caption").click()
            page.wait_for_load_state()
            page.locator(f"#captions-{number}-platform").select_option("x")
            page.locator(f"#captions-{number}-text").fill(f"Caption of row {number}")
        page.get_by_role("link", name="People").click()
        page.goto(NEW)
        for number in (2, 3):
            expect(page.locator(f"#captions-{number}-text")).to_have_value(f"Caption of row {number}")
            expect(page.locator(f"#captions-{number}-platform")).to_have_value("x")
        expect(page.get_by_role("group", name="Caption 4")).to_be_visible()
        expect(page.locator("#title")).to_have_value("A robot that irons")


def test_rivals_and_embargoes_that_she_added_are_there_again(
    browser: Browser, url: str, clara: Visitor, release: Release
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(ORGANISATION)
        for row, field in (("competitor", "competitors-{}-name"), ("embargo", "embargoes-{}-terms")):
            added = page.locator(f"fieldset:has([name^={field.split('-')[0]}])").count()
            page.get_by_role("button", name=f"Another {row}").click()
            page.wait_for_load_state()
            page.locator(f"#{field.format(added)}").fill(f"Named as {row}")
        page.get_by_role("link", name="People").click()
        page.goto(ORGANISATION)
        expect(page.get_by_text("What you typed here before is back.")).to_be_visible()
        values = page.locator("input").evaluate_all("all => all.map((one) => one.value)")
        assert {"Named as competitor", "Named as embargo"} <= set(values)


def test_what_was_not_saved_when_an_item_was_withdrawn_is_there_again(
    browser: Browser, url: str, clara: Visitor, item: Item
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(f"/admin/content/{item.id}")
        page.locator("#description").fill("Folds in ten seconds.")
        page.locator("#title").fill(" ")
        page.get_by_role("button", name="Withdraw").first.click()
        page.locator(":popover-open").get_by_role("button", name="Withdraw").click()
        expect(page.get_by_text("what stands below is not saved yet")).to_be_visible()
        page.locator("#title").fill("A robot that folds fast")
        page.get_by_role("link", name="People").click()
        page.goto(f"/admin/content/{item.id}")
        expect(page.locator("#title")).to_have_value("A robot that folds fast")
        expect(page.locator("#description")).to_have_value("Folds in ten seconds.")


def test_what_is_typed_before_the_page_is_ready_is_there_again(
    browser: Browser, url: str, clara: Visitor, item: Item
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        held: list[Route] = []
        page.route("**/keep-form.js*", lambda route: held.append(route), times=1)
        with page.expect_request("**/keep-form.js*"):
            page.goto(f"/admin/content/{item.id}", wait_until="commit")
        page.locator("#title").fill("A robot that folds fast")
        held[0].continue_()
        page.wait_for_load_state()  # it has run
        page.get_by_role("link", name="People").click()
        page.goto(f"/admin/content/{item.id}")
        expect(page.locator("#title")).to_have_value("A robot that folds fast")


def test_what_others_saved_meanwhile_is_shown_and_her_text_offered(
    browser: Browser, url: str, clara: Visitor
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        before, hers = more_typed(page)
        elsewhere_saved(clara, before)
        page.goto(EDIT)
        expect(page.get_by_text(ELSEWHERE)).to_be_visible()
        assert faults_of(page) + faults_in_the_dark(page) == []
        expect(page.locator("#en")).to_have_value(before + "\n\nAnd be kind.")
        page.get_by_role("button", name="Put my text back").click()
        expect(page.locator("#en")).to_have_value(hers)
        expect(page.locator("#de")).to_have_value("# Leitlinien")  # which she had not touched
        expect(page.get_by_text(ELSEWHERE)).to_be_hidden()
        page.goto(EDIT)
        expect(page.locator("#en")).to_have_value(hers)


def test_her_text_waits_until_she_decides_whatever_she_types_meanwhile(
    browser: Browser, url: str, clara: Visitor
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        before, _hers = more_typed(page)
        elsewhere_saved(clara, before)
        page.goto(EDIT)
        page.locator("#de").fill("# Leitlinien\n\nNeu.")
        page.goto(EDIT)
        expect(page.locator("#de")).to_have_value("# Leitlinien\n\nNeu.")
        expect(page.get_by_text(ELSEWHERE)).to_be_visible()
        page.get_by_role("button", name="Drop my text").click()
        page.goto(EDIT)
        expect(page.locator("#de")).to_have_value("# Leitlinien\n\nNeu.")
        expect(page.get_by_text(ELSEWHERE)).to_be_hidden()


def test_what_she_saved_herself_is_not_offered(browser: Browser, url: str, clara: Visitor) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        more_typed(page)
        page.get_by_role("button", name="Save and preview").click()
        expect(page.get_by_text("Saved. Your colleagues")).to_be_visible()
        page.goto(EDIT)
        expect(page.get_by_text(ELSEWHERE)).to_be_hidden()


def test_a_save_that_came_too_late_is_offered_where_she_opens_the_page_anew(
    browser: Browser, url: str, clara: Visitor
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        before, hers = more_typed(page)
        elsewhere_saved(clara, before)
        page.get_by_role("button", name="Save and preview").click()
        expect(page.get_by_text("Somebody else has changed this")).to_be_visible()
        page.wait_for_load_state()  # with the script
        page.goto(EDIT)
        page.get_by_role("button", name="Put my text back").click()
        expect(page.locator("#en")).to_have_value(hers)


def test_what_the_server_failed_to_save_is_offered_though_others_saved_since(
    browser: Browser, url: str, clara: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise RuntimeError

    with page_of(browser, url, clara, dark=False, language="en") as page:
        before, hers = more_typed(page)
        with monkeypatch.context() as broken:
            broken.setattr(service, "save_draft", breaks)
            page.get_by_role("button", name="Save and preview").click()
            expect(page.get_by_text("Nothing was saved")).to_be_visible()
            page.wait_for_load_state()  # with the script
        elsewhere_saved(clara, before)
        page.goto(EDIT)
        page.get_by_role("button", name="Put my text back").click()
        expect(page.locator("#en")).to_have_value(hers)
