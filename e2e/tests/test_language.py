"""All that we say is in one language: the one the employee chose, whatever the browser's."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e import employee
from e2e.backend import Backend
from e2e.browser import EXTENSION
from e2e.employee import in_extension, options_url
from e2e.guest import Guest
from e2e.keys import write
from e2e.places import SDUI

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
SENTENCES = {
    language: {
        key: entry["message"]
        for key, entry in json.loads((EXTENSION / f"_locales/{language}/messages.json").read_text()).items()
    }
    for language in ("de", "en")
}
NAMES = {"de": "German", "en": "Englisch"}  # as each browser's own settings call the other one
WORDS = "async () => (await chrome.storage.local.get('words')).words?.language ?? null"


def pattern(sentence: str) -> str:
    return re.sub(r"\\\$\d", ".+", re.escape(sentence))


def of_another_language(guest: Guest, language: str) -> list[str]:
    """What we show and tell screen readers that is a sentence of ours in the other language."""
    other = "en" if language == "de" else "de"
    differing = [text for key, text in SENTENCES[other].items() if text != SENTENCES[language][key]]
    foreign = re.compile("|".join(pattern(text) for text in differing))
    nodes = guest.nodes()
    said = [node.text.strip() for node in nodes] + [node.attributes.get("aria-label", "") for node in nodes]
    return [text for text in said if foreign.fullmatch(text)]


@pytest.fixture(params=["en", "de"])
def chooser(request: pytest.FixtureRequest, backend: Backend) -> Iterator[tuple[BrowserContext, str]]:
    """Amira's browser in one language, and the other one, which she chose in the settings."""
    name = "extension_browser" if request.param == "en" else "german_browser"
    context = request.getfixturevalue(name)
    employee.forget(context, rules_too=False)
    employee.sign_in(context, backend)
    chosen = "de" if request.param == "en" else "en"
    choose(context, SENTENCES[request.param]["optionsLanguage"], NAMES[chosen])
    yield context, chosen
    for page in context.pages[1:]:
        page.close()


def choose(context: BrowserContext, label: str, choice: str) -> None:
    page = context.new_page()
    page.goto(options_url(context))
    page.get_by_label(label, exact=True).select_option(choice)
    expect(page.get_by_label(label, exact=True)).to_have_count(0)  # the settings go along
    page.close()


def test_notice_card_and_menu_are_all_in_the_language_chosen(chooser: tuple[BrowserContext, str]) -> None:
    context, language = chooser
    page = context.new_page()
    guest = Guest(page)
    sentences = SENTENCES[language]
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    guest.wait(cls="notice", text=sentences["notice_company"].split("$1")[1].split("$2")[0])
    assert of_another_language(guest, language) == []
    write(page, PRAISE)
    guest.wait(cls="confirm", text=sentences["severity_confirm"])
    for step, shown in (("why", "reason"), ("menu", "card")):
        guest.press(step)
        guest.wait(cls=shown)
        assert of_another_language(guest, language) == []
    page.locator(SDUI.send).click()
    guest.wait(cls="confirm", text=sentences["cardPressAgainNamed"].split("$1")[1])
    guest.press("menu")  # being asked has closed it
    guest.press("menuHideHere")
    guest.wait(cls="notice", text=sentences["told_hideHere"])
    assert of_another_language(guest, language) == []
    assert {node.attributes["lang"] for node in guest.nodes() if "ground" in node.classes} == {language}


def test_the_suggestion_and_its_form_are_in_the_language_chosen(chooser: tuple[BrowserContext, str]) -> None:
    context, language = chooser
    page = context.new_page()
    guest = Guest(page)
    SDUI.open(page)
    guest.wait(cls="suggestion", text=SENTENCES[language]["suggestion"])
    guest.press("share")
    guest.wait(name="open", text=SENTENCES[language]["shareOpen"].split("$1")[0])
    assert of_another_language(guest, language) == []


def test_the_popup_and_what_the_worker_tells_are_in_the_language_chosen(
    chooser: tuple[BrowserContext, str], backend: Backend
) -> None:
    context, language = chooser
    backend.stop()
    page = context.new_page()
    page.goto(options_url(context).replace("options", "popup"))
    expect(page.locator("[data-name=sync]")).to_have_text(SENTENCES[language]["popupSync"])
    expect(page.locator(".fault").first).to_have_text(SENTENCES[language]["popupUnreachable"])


def test_an_open_page_follows_a_new_choice_and_its_taking_back(amira: BrowserContext) -> None:
    page = amira.new_page()
    guest = Guest(page)
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.wait(cls="confirm", text=SENTENCES["en"]["severity_confirm"])
    for chosen, language in (("de", "de"), (None, "en")):
        in_extension(amira, "language => chrome.storage.local.set({ settings: { language } })", chosen)
        guest.wait(cls="confirm", text=SENTENCES[language]["severity_confirm"])
        assert of_another_language(guest, language) == []


TITLED = "async title => (await chrome.action.getTitle({})) === title"
REMIND = """async () => {
  const { feed } = await chrome.storage.local.get('feed');
  await chrome.runtime.sendMessage({ type: 'remind', item: feed.items[0].id, at: 1 });
}"""


def test_what_the_badge_says_follows_a_new_choice(amira: BrowserContext) -> None:
    in_extension(amira, REMIND)
    for chosen, language in (("de", "de"), (None, "en")):
        in_extension(amira, "language => chrome.storage.local.set({ settings: { language } })", chosen)
        title = SENTENCES[language]["reminderBadge"]
        employee.wait_until(amira.pages[0], TITLED, title)


def test_where_the_browser_speaks_the_language_chosen_nothing_more_is_kept(amira: BrowserContext) -> None:
    in_extension(amira, "() => chrome.storage.local.set({ settings: { language: 'de' } })")
    ours: Page = amira.new_page()
    ours.goto(options_url(amira))
    employee.wait_until(ours, f"async () => (await ({WORDS})()) === 'de'")
    ours.evaluate("() => chrome.storage.local.set({ settings: { language: 'en' } })")
    employee.wait_until(ours, f"async () => (await ({WORDS})()) === null")
