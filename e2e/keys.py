"""Words into the text field that has the keyboard."""

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
