"""What is typed, in the text field that has the keyboard."""

import time

from playwright.sync_api import Page

TYPED = 3


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
