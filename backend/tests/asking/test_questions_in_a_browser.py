"""The question before somebody is deactivated, in a browser: by keyboard, and on small screens."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from backend.content.models import Item
from backend.people.models import Person
from backend.programme import seasons
from backend.tests.browser import faults_in_the_dark, faults_of, page_of
from backend.tests.cast import Visitor
from backend.tests.programme.players import days
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
PEOPLE, ENTRY = "/admin/people/", "/admin/settings/audit/1"
OPENERS = "main [popovertarget]:not([popovertargetaction])"
MENUS = ".opens-menu:visible"  # in a narrow window what can be done with somebody stands in one
SIZES = """[...document.querySelectorAll('html, .table, .table table')].map(
    box => [box.scrollWidth, box.scrollHeight])"""


@pytest.fixture
def page(clara: Visitor, amira: Visitor, item: Item, tx: Any, browser: Browser, url: str) -> Iterator[Page]:
    """Clara's, where Amira takes part, an item is published and a season is planned."""
    tx(lambda session: seasons.save(session, None, "Spring", days(5), days(40), "A robot"))
    with page_of(browser, url, clara, dark=False, language="en") as page:
        yield page


def button(page: Page) -> Locator:
    return page.get_by_role("button", name="Deactivate: Amira Aziz")


def question(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Deactivate: Amira Aziz")


def is_active(tx: Any, person: Person) -> bool:
    return bool(tx(lambda session: session.get(Person, person.id).active))


def test_by_keyboard_clara_is_asked_cancels_is_asked_again_and_does_it(
    page: Page, amira: Visitor, tx: Any
) -> None:
    page.goto(PEOPLE)
    for leave in ("Enter", "Escape"):
        button(page).press("Enter")
        expect(question(page)).to_contain_text("Amira Aziz is signed out everywhere")
        expect(question(page).get_by_role("button", name="Cancel")).to_be_focused()
        page.keyboard.press(leave)
        expect(question(page)).to_be_hidden()
        expect(button(page)).to_be_focused()
    assert is_active(tx, amira.person)
    button(page).press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Amira Aziz is signed out everywhere")
    assert not is_active(tx, amira.person)
    page.get_by_role("status").get_by_role("button", name="Let in again: Amira Aziz").press("Enter")
    expect(button(page)).to_be_visible()
    assert is_active(tx, amira.person)


@pytest.mark.parametrize("address", [PEOPLE, "/admin/seasons/", "/admin/content/", "/me/devices/", ENTRY])
def test_an_open_question_moves_nothing_stays_inside_the_window_and_has_no_fault(
    page: Page, address: str
) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        before = page.evaluate(SIZES)
        for menu in page.locator(MENUS).all()[-1:]:
            menu.press("Enter")
        page.locator(OPENERS).last.press("Enter")
        box = page.locator(".question:popover-open").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= 800
        assert page.evaluate(SIZES) == before
        assert faults_of(page) + faults_in_the_dark(page) == []


def test_a_wrong_number_leaves_the_question_standing_with_what_was_typed(page: Page) -> None:
    page.goto(ENTRY)
    page.get_by_role("button", name="Erase the words").press("Enter")
    expect(page.get_by_label("Number of the entry")).to_be_focused()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Number of the entry")).to_have_value("2")
    expect(page.get_by_text("This is another number.")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(f"**{ENTRY}")
    expect(page.get_by_text("Clara Conti").first).to_be_visible()
