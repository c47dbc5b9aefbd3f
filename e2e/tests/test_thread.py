"""A thread on X: several text fields in one box, one card at a time."""

from functools import partial

import pytest
from playwright.sync_api import Locator, Page

from e2e.guest import Guest, Node
from e2e.keys import write
from e2e.places import model
from e2e.tests import look_alikes
from e2e.tests.where import ONE_SITE

pytestmark = ONE_SITE

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
GIVEAWAY = "Win one of ten HomeBots from Acme! Comment below to enter the draw."
CUSTOMER = "As a happy customer I bought my HomeBot last year and I love it."
CARD = {
    PRAISE: {"cls": "warn", "text": "employer"},
    GIVEAWAY: {"cls": "confirm", "text": "terms"},
    CUSTOMER: {"cls": "confirm", "text": "customer"},
}


def thread(page: Page, guest: Guest, *texts: str) -> tuple[Locator, Locator, Locator]:
    """Both text fields with these texts, each judged, and the button they share."""
    editor = look_alikes.x_thread(page)
    fields = page.locator("#layers [data-testid=tweetTextarea_0]"), editor.box
    for field, text in zip(fields, texts, strict=True):
        field.click()
        page.keyboard.press("ControlOrMeta+A")
        write(page, text)
        guest.wait(**CARD[text])
    return *fields, editor.submit


def test_only_the_card_of_the_post_in_use_is_seen(page: Page, guest: Guest) -> None:
    first, second, _ = thread(page, guest, GIVEAWAY, PRAISE)
    guest.wait_gone(cls="confirm")
    first.click()
    guest.wait(**CARD[GIVEAWAY])
    guest.wait_gone(cls="warn")
    second.press("ControlOrMeta+A")
    second.press("Delete")
    guest.wait(**CARD[GIVEAWAY])


def test_only_the_card_that_is_seen_is_heard(page: Page, guest: Guest) -> None:
    def is_heard(text: str) -> bool:
        said = [node.text for node in guest.nodes() if "live" in node.classes and node.text]
        return len(said) == 1 and str(CARD[text]["text"]) in said[0]

    first, second, _ = thread(page, guest, GIVEAWAY, PRAISE)
    for field, text in ((second, PRAISE), (first, GIVEAWAY), (second, PRAISE)):
        field.click()
        guest.until(partial(is_heard, text), lambda: "only the card in front to be heard")


@pytest.mark.parametrize("texts", [(GIVEAWAY, PRAISE), (PRAISE, GIVEAWAY)], ids=["the first", "the second"])
def test_asked_back_the_post_that_is_meant_says_so_and_is_reached_from_the_button(
    page: Page, guest: Guest, texts: tuple[str, str]
) -> None:
    first, _, submit = thread(page, guest, *texts)
    first.click()
    submit.click()
    guest.wait(cls="asked", text="Post all")
    guest.wait(**CARD[GIVEAWAY])
    guest.wait_gone(cls="warn")
    assert page.evaluate("sitePage.sent.length") == 0
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    guest.wait(cls="asked", text="Post all")


def test_nothing_is_called_clear_while_another_post_still_needs_a_look(page: Page, guest: Guest) -> None:
    first, second, _ = thread(page, guest, GIVEAWAY, PRAISE)
    first.click()
    guest.press("fix")
    guest.wait_gone(cls="confirm")
    next_seen = guest.until(lambda: seen(guest, "warn") or seen(guest, "fine"), lambda: "what comes next")
    assert CARD[PRAISE]["text"] in next_seen.text
    second.click()
    guest.press("fix")
    guest.wait(cls="fine")


def seen(guest: Guest, cls: str) -> Node | None:
    found = guest.find(cls=cls)
    return found if found and guest.box(found) else None


def test_two_posts_that_are_asked_back_are_asked_about_one_after_the_other(page: Page, guest: Guest) -> None:
    _, _, submit = thread(page, guest, GIVEAWAY, CUSTOMER)
    submit.click()
    guest.wait(cls="asked", text="Post all")
    guest.wait(**CARD[GIVEAWAY])
    submit.click()
    guest.wait(**CARD[CUSTOMER])
    guest.wait(cls="asked", text="Post all")
    assert page.evaluate("sitePage.sent.length") == 0
    submit.click()
    page.wait_for_function("() => sitePage.sent.length > 0")


def test_asked_back_by_keyboard_the_question_is_reached_from_the_other_post(page: Page, guest: Guest) -> None:
    thread(page, guest, GIVEAWAY, PRAISE)
    page.keyboard.press("ControlOrMeta+Enter")
    guest.wait(cls="asked", text="Post all")
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    guest.wait(cls="asked", text="Post all")
    assert page.evaluate("sitePage.sent.length") == 0


def test_the_fix_goes_into_the_post_whose_card_is_seen(page: Page, guest: Guest) -> None:
    first, second, _ = thread(page, guest, GIVEAWAY, PRAISE)
    guest.wait_gone(cls="confirm")
    guest.press("fix")
    guest.wait_gone(cls="warn")
    assert "I work at Acme" in model(second)
    assert model(first).strip() == GIVEAWAY
