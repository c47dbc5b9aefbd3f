"""Escape closes what is open in the card, and nothing else of ours keeps it from the site."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.guest import Guest
from e2e.keys import write
from e2e.places import EMBER, SDUI, Place, X
from e2e.tests.where import ONE_SITE

GIVEAWAY = "Win one of ten HomeBots from Acme! Comment below to enter the draw."
TO_THE_MENU = ("Tab", "Tab", "Enter")  # past the fix and the reason
TO_HIDE_HERE = ("Tab", "Tab", "Enter")  # its second line


@pytest.mark.parametrize(("opened", "inside"), [("why", "reason"), ("menu", "menuFold")])
def test_escape_closes_what_was_opened_with_the_mouse_before_the_dialog_below_it(
    page: Page, guest: Guest, place: Place, opened: str, inside: str
) -> None:
    def seen() -> bool:
        return bool(guest.find(cls=inside) or guest.find(name=inside))

    field = place.write_post(page)
    write(page, GIVEAWAY)
    guest.press(opened)
    guest.until(seen, lambda: f"{inside} to open")
    page.keyboard.press("Escape")
    guest.until(lambda: not seen(), lambda: f"{inside} to close")
    guest.wait(cls="confirm")
    expect(field).to_be_focused()
    if place is not SDUI:  # whose editor keeps the key to itself
        page.keyboard.press("Escape")
        expect(field).to_have_count(0)


def hide_here(page: Page, guest: Guest) -> None:
    guest.press("menu")
    guest.press("menuHideHere")
    guest.wait(cls="notice")


def write_harmlessly(page: Page, guest: Guest) -> None:
    guest.press("why")
    guest.wait(cls="reason")
    page.keyboard.press("ControlOrMeta+A")
    write(page, "Good morning to all of you")
    guest.wait_gone(cls="confirm")


def leave_no_room(page: Page, guest: Guest) -> None:
    guest.press("why")
    guest.wait(cls="reason")
    page.set_viewport_size({"width": 400, "height": 200})
    guest.wait(cls="pill")


@pytest.mark.parametrize("place", [EMBER, X], ids=lambda place: place.name)
@pytest.mark.parametrize("shut", [hide_here, write_harmlessly, leave_no_room])
def test_what_is_open_no_longer_keeps_no_escape_from_the_site(
    page: Page, guest: Guest, place: Place, shut: Callable[[Page, Guest], None]
) -> None:
    field = place.write_post(page)
    write(page, GIVEAWAY)
    guest.wait(cls="confirm")
    shut(page, guest)
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)


@ONE_SITE
def test_what_was_chosen_from_the_menu_by_keyboard_is_left_with_one_escape(
    page: Page, guest: Guest, place: Place
) -> None:
    field = place.write_post(page)
    write(page, GIVEAWAY)
    guest.wait(cls="confirm")
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    for key in TO_THE_MENU + TO_HIDE_HERE:
        page.keyboard.press(key)
    guest.wait(cls="notice")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
