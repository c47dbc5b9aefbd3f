"""Not everybody the same text at once: questions, a nudge, suggestions spread over time."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from backend.content.models import Item
from backend.db import now
from e2e.backend import Backend
from e2e.browser import extension_id
from e2e.guest import Guest
from e2e.keys import write
from e2e.places import SDUI
from e2e.tests.test_share import suggested

PINNED = "What two hundred families taught our robot about clearing tables"


@pytest.fixture
def change(backend: Backend) -> Any:
    """`change(lambda item: …)` for every item of the sample, as a curator would."""

    def run(work: Any) -> None:
        def edit(session: Any) -> None:
            for item in session.scalars(select(Item)):
                work(item)
                item.updated_at = now()

        backend.run(edit)

    return run


def share_form(amira: BrowserContext) -> Page:
    """The popup with the form for sharing the first suggestion on LinkedIn."""
    page = amira.new_page()
    page.goto(f"chrome-extension://{extension_id(amira)}/popup/popup.html")
    page.locator("[data-name=sync]:enabled").click()
    expect(page.locator("[data-name=sync]")).to_be_enabled()
    page.locator("[data-name=share-linkedin]").first.click()
    return page


def test_a_question_leaves_the_words_to_the_employee(amira: BrowserContext, change: Any) -> None:
    def ask(item: Item) -> None:
        item.captions = item.captions[:1]
        item.captions[0].is_question, item.captions[0].text = True, "What surprised you?"

    change(ask)
    page = share_form(amira)
    expect(page.locator("[data-name=nudge]")).to_have_text("In your own words: What surprised you?")
    expect(page.locator("textarea")).to_have_value("")
    expect(page.locator("[data-name=open]")).to_be_disabled()
    page.locator("textarea").fill("At Acme I saw a robot fold a shirt.")
    expect(page.locator("[data-name=open]")).to_be_enabled()


def test_a_caption_that_many_posted_asks_for_a_sentence_of_ones_own(
    amira: BrowserContext, change: Any
) -> None:
    def use(item: Item) -> None:
        for caption in item.captions:
            caption.people = 12

    change(use)
    page = share_form(amira)
    nudge = page.locator("[data-name=nudge]")
    expect(nudge).to_contain_text("At least 10 colleagues posted this as it is.")
    page.locator("textarea").press("End")
    write(page, " And I was there.")
    expect(nudge).to_be_hidden()


def test_an_item_whose_turn_has_not_come_is_not_suggested_but_can_be_shared(
    amira: BrowserContext, change: Any
) -> None:
    def spread(item: Item) -> None:
        item.spread_days = 0 if item.title == PINNED else 100_000

    change(spread)
    popup = amira.new_page()
    popup.goto(f"chrome-extension://{extension_id(amira)}/popup/popup.html")
    popup.locator("[data-name=sync]:enabled").click()
    expect(popup.locator("[data-name=sync]")).to_be_enabled()
    expect(popup.locator("article [data-name=share-linkedin]")).to_have_count(3)
    page = amira.new_page()
    SDUI.open(page)
    assert PINNED in suggested(page, Guest(page))
