"""Amira prints a page: nothing of ours is on the paper, and all of it is there again afterwards."""

import pytest
from playwright.sync_api import BrowserContext, Page

from e2e.guest import Guest
from e2e.keys import write
from e2e.places import FRAMES, Place
from e2e.tests.test_card import card
from e2e.tests.test_check import PRAISE
from e2e.tests.test_suggest import feed, only, scrolled_past
from e2e.tests.where import EACH_SITE

# how the words a finding is about look: what the pseudo-element of the highlight says in this medium
LINE = "field => getComputedStyle(field, '::highlight(marked-light)').textDecorationLine"
HEIGHT = "() => document.querySelector('[data-testid=mainFeed]').getBoundingClientRect().height"


def on_paper(page: Page, guest: Guest) -> list[str]:
    """What of ours would be printed now."""
    page.emulate_media(media="print")
    page.evaluate(FRAMES)
    seen = [node.text for node in guest.nodes() if guest.box(node)]
    page.emulate_media(media="screen")
    return seen


@pytest.fixture
def warned(page: Page, guest: Guest, place: Place) -> None:
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.wait(cls="confirm")


def test_neither_card_nor_pill_is_on_paper(page: Page, guest: Guest, warned: None) -> None:
    before = card(guest)
    assert on_paper(page, guest) == []
    page.pdf()
    assert card(guest) == pytest.approx(before, abs=1)
    guest.press("menu")
    guest.press("menuFold")
    guest.wait(cls="pill")
    assert on_paper(page, guest) == []


@EACH_SITE
def test_the_notice_is_not_on_paper(page: Page, guest: Guest, place: Place) -> None:
    place.answer_to(page, "Globex", "globex")
    guest.wait(cls="notice")
    assert on_paper(page, guest) == []


@EACH_SITE
def test_no_word_is_underlined_on_paper(page: Page, place: Place, warned: None) -> None:
    field = page.locator(place.field).first
    assert field.evaluate(LINE) == "underline"
    page.emulate_media(media="print")
    assert field.evaluate(LINE) == "none"


def test_a_suggestion_is_not_on_paper_nor_a_gap_where_it_stands(amira: BrowserContext) -> None:
    only(amira, "Loading the dishwasher")
    page, guest = feed(amira)
    scrolled_past(page, guest)
    with_it = page.evaluate(HEIGHT)
    left = guest.box(guest.wait(cls="suggestion"))
    assert left and on_paper(page, guest) == []
    page.emulate_media(media="print")
    assert with_it - page.evaluate(HEIGHT) >= left[3] - left[1]
