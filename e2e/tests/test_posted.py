"""What the site took is counted as posted; of what it may have given back nothing is told: the popup asks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from e2e.browser import extension_id
from e2e.guest import Guest
from e2e.keys import write
from e2e.places import EMBER, FRAMES, SDUI, Place
from e2e.tests.test_switched_off import REFUSES, share
from e2e.tests.where import EACH_SITE
from e2e.traces import listening

# the site's server said no: the text is there again where it was
GIVES_BACK = """async (field) => {
  const [place, next] = [field.parentElement, field.nextSibling];
  field.remove();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  place.insertBefore(field, next);
}"""
# how each editor library is emptied by its site
EMPTIES = {
    SDUI.name: "(field) => field.editor.chain().selectAll().deleteSelection().run()",
    EMBER.name: "(field) => field.closest('.ql-container').__quill.setText('')",
}


def heard(ours: Page) -> list[str]:
    """The links that the worker was told of as posted."""
    return [one["code"] for one in ours.evaluate("heard") if one["type"] == "shareSent"]


def post(page: Page, place: Place, code: str) -> None:
    share(page, place, code)
    page.locator(place.publish).first.click()
    page.wait_for_function("() => sitePage.sent.length")


def refused(page: Page, place: Place, code: str, come_of_it: Callable[[Locator], None]) -> None:
    field = share(page, place, code)
    publish = page.locator(place.publish).first
    publish.evaluate(REFUSES)
    publish.click()
    come_of_it(field)
    page.evaluate(FRAMES)


def gives_back(field: Locator) -> None:
    field.evaluate(GIVES_BACK)


def told_are(ours: Page, codes: list[str]) -> None:
    ours.wait_for_function("number => heard.length >= number", arg=len(codes))
    assert heard(ours) == codes


def test_what_the_site_gave_back_is_not_posted(amira: BrowserContext, place: Place) -> None:
    ours, page, other = listening(amira), amira.new_page(), amira.new_page()
    page.bring_to_front()
    refused(page, place, "refused123", gives_back)
    other.bring_to_front()
    post(other, place, "person5678")
    told_are(ours, ["person5678"])


@pytest.mark.parametrize("place", [SDUI, EMBER], ids=lambda place: place.name)
def test_what_is_gone_from_a_dialog_that_stays_is_not_posted(amira: BrowserContext, place: Place) -> None:
    ours, page, other = listening(amira), amira.new_page(), amira.new_page()
    page.bring_to_front()
    refused(page, place, "refused123", lambda field: field.evaluate(EMPTIES[place.name]))
    other.bring_to_front()
    post(other, place, "person5678")
    told_are(ours, ["person5678"])


@pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)
def test_what_was_given_back_and_is_posted_in_the_end_is_told_once(
    amira: BrowserContext, place: Place
) -> None:
    ours, page = listening(amira), amira.new_page()
    place.open(page)
    field = place.answer_to(page, "Nora Neumann", "noraneumann")
    write(page, "Read this: https://acme.example/r/person5678 ")
    send = page.locator(place.send).first
    refusing = send.evaluate_handle(f"button => {{ ({REFUSES})(button); return button }}")
    send.click()
    before = field.evaluate("field => field.editor.getJSON()")
    field.evaluate(EMPTIES[place.name])
    Guest(page).stays(lambda: True, "seen to be gone")
    field.evaluate("(field, text) => field.editor.commands.setContent(text, true)", before)
    page.wait_for_function("button => !button.isConnected", arg=refusing)
    Guest(page).stays(lambda: True, "seen to be back")
    page.locator(place.send).first.click()
    page.wait_for_function("() => sitePage.sent.length")
    told_are(ours, ["person5678"])
    post(page, place, "another678")
    told_are(ours, ["person5678", "another678"])


@EACH_SITE
def test_who_leaves_the_page_once_it_is_posted_has_posted_it(amira: BrowserContext, place: Place) -> None:
    ours, page = listening(amira), amira.new_page()
    post(page, place, "person5678")
    page.goto(f"chrome-extension://{extension_id(amira)}/manifest.json")
    told_are(ours, ["person5678"])
