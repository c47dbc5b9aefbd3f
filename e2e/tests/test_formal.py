"""Where the organisation says Sie nothing of ours says du, whichever way German was chosen."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect
from sqlalchemy.orm import Session

from backend.guidelines import publishing as guidelines_publishing, service as guidelines
from backend.people import address
from backend.rules.releases import publishing, sources
from e2e import employee
from e2e.backend import Backend
from e2e.browser import EXTENSION
from e2e.employee import in_extension, options_url
from e2e.guest import Guest
from e2e.keys import write
from e2e.places import SDUI

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
DU = re.compile(r"\b(du|dich|dir|dein\w*|euch|eure\w*)\b", re.IGNORECASE)
SIE: dict[str, str] = json.loads((EXTENSION / "background/formal.json").read_text())
GERMAN = "() => chrome.storage.local.set({ settings: { language: 'de' } })"
KEPT = "async key => (await chrome.storage.local.get('words')).words?.texts[key] ?? null"


@pytest.fixture(params=["extension_browser", "german_browser"])
def formal(request: pytest.FixtureRequest, backend: Backend) -> Iterator[BrowserContext]:
    """Amira's browser, English with German chosen or German by itself; Acme says Sie."""
    context = request.getfixturevalue(request.param)
    employee.forget(context)
    backend.run(_with_sie)
    in_extension(context, GERMAN)
    employee.sign_in(context, backend)
    yield context
    for page in context.pages[1:]:
        page.close()


def _with_sie(session: Session) -> None:
    address.choose(session, True)
    publishing.publish(session, None, "Sie")
    guidelines.save_draft(session, guidelines.shipped(is_formal=True))  # their own, so theirs to change
    guidelines_publishing.publish(
        session, None, {"de": "Sie", "en": "Sie"}, False, sources.paragraphs(session)
    )


def of_us(guest: Guest) -> str:
    return " ".join(f"{node.text} {node.attributes.get('aria-label', '')}" for node in guest.nodes())


def test_notice_card_reason_and_menu_say_sie(formal: BrowserContext) -> None:
    page = formal.new_page()
    guest = Guest(page)
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    guest.wait(cls="notice", text="Wenn Sie")
    assert DU.findall(of_us(guest)) == []
    write(page, PRAISE)
    guest.wait(cls="confirm", text="Sagen Sie dazu")  # what the rule says
    for step, shown in (("why", "reason"), ("menu", "card")):
        guest.press(step)
        guest.wait(cls=shown)
        assert DU.findall(of_us(guest)) == []


@pytest.mark.parametrize("name", ["popup", "options", "panel", "welcome"])
def test_the_extensions_own_pages_say_sie(formal: BrowserContext, name: str) -> None:
    page = formal.new_page()
    page.goto(options_url(formal).replace("options", name))
    page.locator("main, body").first.wait_for()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert DU.findall(page.inner_text("body")) == []


def test_it_is_du_again_once_the_organisation_says_so(formal: BrowserContext, backend: Backend) -> None:
    backend.run(lambda session: address.choose(session, False))
    employee.sync(formal)
    assert in_extension(formal, KEPT, next(iter(SIE))) != next(iter(SIE.values()))


def test_words_that_were_not_laid_since_the_worker_died_are_laid_with_the_next_sync(
    formal: BrowserContext,
) -> None:
    in_extension(formal, "() => chrome.storage.local.remove('words')")
    employee.sync(formal)
    assert in_extension(formal, KEPT, next(iter(SIE))) == next(iter(SIE.values()))
