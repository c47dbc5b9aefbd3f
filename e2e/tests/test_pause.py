"""A pause that nobody ends: once the clock has, all is there again for who still is in a text field."""

import pytest
from playwright.sync_api import BrowserContext, Page

from e2e.employee import in_extension
from e2e.guest import Guest
from e2e.keys import write
from e2e.later import Clock
from e2e.places import FRAMES, SDUI, Place
from e2e.tests.test_check import AWAKE, PRAISE
from e2e.tests.test_switched_off import PAUSED
from e2e.tests.where import EACH_SITE, ONE_SITE

HOUR_MS = 3_600_000
A_MOMENT_MS = 120_000
ONLY_SDUI = pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)


@pytest.fixture
def clock(amira: BrowserContext, page: Page) -> Clock:
    """Of Amira's tab, where she has a pause now."""
    in_extension(amira, PAUSED)
    return Clock(page)


@EACH_SITE
def test_whose_post_it_is_is_said_at_the_empty_text_field_once_the_pause_is_over(
    page: Page, guest: Guest, place: Place, clock: Clock
) -> None:
    place.answer_to(page, "Globex", "globex")
    guest.stays(lambda: guest.find(cls="notice") is None, "a pause")
    clock.passes(HOUR_MS)
    guest.wait(cls="notice", text="Globex is a competitor.")


@ONE_SITE
def test_what_was_written_in_the_pause_is_checked_once_it_is_over(
    page: Page, guest: Guest, place: Place, clock: Clock
) -> None:
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.stays(lambda: guest.find(cls="card") is None, "a pause")
    clock.passes(HOUR_MS)
    guest.wait(cls="confirm", text="Say that you work there")


@ONE_SITE
def test_a_pause_begun_anew_lasts_as_long_as_the_new_one(
    amira: BrowserContext, page: Page, guest: Guest, place: Place, clock: Clock
) -> None:
    place.answer_to(page, "Globex", "globex")
    clock.passes(HOUR_MS - A_MOMENT_MS)
    in_extension(amira, PAUSED.replace("3_600_000", "2 * 3_600_000"))
    guest.until(lambda: clock.longest() > HOUR_MS, lambda: "the new one to be known")
    clock.passes(A_MOMENT_MS * 2)
    guest.stays(lambda: guest.find(cls="notice") is None, "a pause of its own")
    clock.passes(HOUR_MS)
    guest.wait(cls="notice")


@ONLY_SDUI
def test_it_is_one_timer_and_only_while_there_is_a_text_field_and_a_pause(
    amira: BrowserContext, page: Page, guest: Guest, place: Place, clock: Clock
) -> None:
    page.evaluate(FRAMES)
    assert clock.timers() == 0
    place.answer_to(page, "Globex", "globex")
    guest.until(lambda: clock.timers() == 1, lambda: "a timer")
    place.answer_to(page, "Nora Neumann", "noraneumann")
    write(page, PRAISE)
    page.evaluate(FRAMES)
    assert clock.timers() == 1
    in_extension(amira, AWAKE)
    guest.until(lambda: clock.timers() == 0, lambda: "it to go with the pause")
    in_extension(amira, PAUSED)
    guest.until(lambda: clock.timers() == 1, lambda: "another one")
    page.locator(place.field).evaluate_all("fields => fields.forEach((field) => field.remove())")
    guest.until(lambda: clock.timers() == 0, lambda: "it to go with the text fields")
