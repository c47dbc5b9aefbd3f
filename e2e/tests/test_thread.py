"""A thread on X: several text fields in one box, one card at a time."""

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.guest import Guest
from e2e.keys import write
from e2e.tests import look_alikes
from e2e.tests.where import ONE_SITE

pytestmark = ONE_SITE

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
GIVEAWAY = "Win one of ten HomeBots from Acme! Comment below to enter the draw."


@pytest.fixture
def posts(page: Page, guest: Guest) -> tuple[Locator, Locator, Locator]:
    """Both text fields and the button; a giveaway without terms in the first, praise in the second."""
    editor = look_alikes.x_thread(page)
    first, second = page.locator("#layers [data-testid=tweetTextarea_0]"), editor.box
    first.click()
    page.keyboard.press("ControlOrMeta+A")
    write(page, GIVEAWAY)
    guest.wait(cls="confirm", text="terms")
    second.click()
    write(page, PRAISE)
    guest.wait(cls="warn", text="employer")
    return first, second, editor.submit


def test_only_the_card_of_the_post_in_use_is_seen(
    guest: Guest, posts: tuple[Locator, Locator, Locator]
) -> None:
    first, second, _ = posts
    guest.wait_gone(cls="confirm")
    first.click()
    guest.wait(cls="confirm", text="terms")
    guest.wait_gone(cls="warn")
    second.press("ControlOrMeta+A")
    second.press("Delete")
    guest.wait(cls="confirm", text="terms")


def test_asked_back_the_post_that_is_meant_says_so_and_is_reached_from_the_button(
    page: Page, guest: Guest, posts: tuple[Locator, Locator, Locator]
) -> None:
    _, second, submit = posts
    submit.click()
    guest.wait(cls="asked", text="Post all")
    guest.wait(cls="confirm", text="terms")
    guest.wait_gone(cls="warn")
    expect(second).to_be_visible()  # nothing was sent
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    assert guest.find(cls="asked")
