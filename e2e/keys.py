"""What is typed, in the text field that has the keyboard."""

import time

from playwright.sync_api import Locator, Page

TYPED = 3
MOST_TABS = 300


def write(page: Page, text: str) -> None:
    """As an input method hands them over: all at once, but for the last letters, which are typed.

    Each key costs a frame, and there are hundreds of stories. test_scenario.py types every letter.
    """
    for number, line in enumerate(text.split("\n")):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(line[:-TYPED])
        page.keyboard.type(line[-TYPED:])


def press_ctrl_enter_later(page: Page) -> None:
    """As if pressed once the card was read: the events themselves say that it is a minute later."""
    session = page.context.new_cdp_session(page)
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "modifiers": 2}
    for kind in ("rawKeyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, "timestamp": time.time() + 60, **key})
    session.detach()


def tab_to(page: Page, target: Locator) -> None:
    """Go there with the Tab key, as somebody without a mouse: on a page just opened, past its navigation."""
    target.wait_for()
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.matches('a.skip')"):
        page.keyboard.press("Enter")
    for _ in range(MOST_TABS):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key does not lead to {target}")


def follow(page: Page, target: Locator) -> None:
    """Go to a link or button that leads to another page, and press it."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def put(page: Page, field: Locator, text: str) -> None:
    """Go to a field and write there instead of what stands in it."""
    tab_to(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)
