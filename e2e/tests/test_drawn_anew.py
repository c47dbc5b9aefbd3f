"""Settings and first page are drawn anew under somebody's hands: keyboard, place and what is typed stay."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.backend import Backend
from e2e.employee import in_extension, options_url, tell
from e2e.mishaps import stopped
from e2e.places import FRAMES
from e2e.tests.test_quiet import ANSWERS_LATE
from e2e.tests.test_sent import MONTH

TURNED_OFF = "() => chrome.storage.local.set({ settings: { rulesOff: ['undisclosed-promo', 'threat'] } })"
STAND_THERE = "() => document.querySelectorAll('label, h2').forEach((one) => { one.dataset.old = '' })"
OF_NOTE = "() => chrome.storage.local.set({ suggested: { one: String(Math.random()) } })"
# all that a page asks before it is drawn has been answered then
ANSWERED = """async () => {
  window.answer?.();
  const { vault } = await import('/background/store.js');
  await vault.all('sent');
}"""

ASKS = """() => {
  const send = chrome.runtime.sendMessage;
  chrome.runtime.sendMessage = (message) => {
    window.asks = true;
    return send(message);
  };
}"""
FIRST_ANSWER_LATE = """() => {
  const send = chrome.runtime.sendMessage;
  const asked = new Promise((go) => { window.answer = go; });
  window.got = [];
  chrome.runtime.sendMessage = async (message) => {
    const reply = await send(message);
    const isFirst = got.push(message.type) === 1;
    if (isFirst) await asked;
    return reply;
  };
}"""

ANSWER_OF_CHOICE_LATE = """() => {
  const send = chrome.runtime.sendMessage;
  const asked = new Promise((go) => { window.answer = go; });
  chrome.runtime.sendMessage = async (message) => {
    const reply = await send(message);
    if (message.type === 'choose') await asked;
    return reply;
  };
}"""
# whoever reads what was sent waits until then: a drawing that has read the settings already
LOG_IS_BUSY = """async () => {
  const opened = indexedDB.open('plainspoken');
  await new Promise((done) => { opened.onsuccess = done; });
  const store = opened.result.transaction('sent', 'readwrite').objectStore('sent');
  window.busy = true;
  const hold = () => {
    if (busy) store.get('none').onsuccess = hold;
    else opened.result.close();
  };
  hold();
}"""
# each time that the box stood there with its old answer
IS_WATCHED = """() => {
  window.seen = [];
  const look = () => document.querySelector('[data-name=suggest]').checked && seen.push(true);
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}"""
FREE = "() => { window.busy = false; }"


@pytest.fixture
def settings(amira: BrowserContext) -> Page:
    page = amira.new_page()
    page.goto(options_url(amira))
    page.locator("summary").first.wait_for()
    return page


def draw_anew(settings: Page) -> None:
    settings.evaluate(STAND_THERE)
    settings.evaluate(OF_NOTE)
    expect(settings.locator("[data-old]")).to_have_count(0)


@pytest.mark.parametrize("name", ["options", "welcome"])
def test_an_address_that_is_typed_while_an_answer_is_waited_for_stays(
    amira: BrowserContext, name: str
) -> None:
    tell(amira, {"type": "signOut"})
    page = amira.new_page()
    page.goto(options_url(amira).replace("options", name))
    page.locator("#server").wait_for()
    page.evaluate(ANSWERED)
    page.evaluate(ANSWERS_LATE)
    page.evaluate(ASKS)
    page.locator("[data-name=x]").select_option("panel")
    page.wait_for_function("() => window.asks")
    page.locator("#server").fill("https://plainspoken.example")
    page.evaluate(ANSWERED)
    page.evaluate(FRAMES)
    assert page.locator("#server").input_value() == "https://plainspoken.example"


def test_the_keyboard_stays_where_it_went_while_an_answer_was_waited_for(settings: Page) -> None:
    settings.evaluate(ANSWERS_LATE)
    settings.evaluate(STAND_THERE)
    settings.locator("[data-name=linkedin]").select_option("panel")
    settings.locator("[data-name=x]").focus()
    settings.evaluate(ANSWERED)
    expect(settings.locator("[data-old]")).to_have_count(0)
    expect(settings.locator("[data-name=x]")).to_be_focused()


def test_another_language_is_chosen_and_the_keyboard_stays_there(settings: Page) -> None:
    language = settings.locator("[data-name=language]")
    language.focus()
    language.select_option("de")
    expect(settings.get_by_role("heading", name="Sprache")).to_be_visible()
    expect(language).to_be_focused()


def test_a_heading_that_has_the_keyboard_keeps_it(amira: BrowserContext, settings: Page) -> None:
    in_extension(amira, TURNED_OFF)
    settings.bring_to_front()
    settings.locator("[data-name=on-threat]").press("Enter")
    heading = settings.get_by_role("heading", name="Rules I turned off")
    expect(heading).to_be_focused()
    draw_anew(settings)
    expect(heading).to_be_focused()


def test_who_reads_what_was_sent_reads_on(settings: Page) -> None:
    settings.evaluate(MONTH)
    draw_anew(settings)
    settings.locator("summary").nth(-2).press("Enter")
    settings.locator(".scroll").focus()
    settings.evaluate("scrollTo(0, 1e6)")
    before = settings.evaluate("scrollY")
    draw_anew(settings)
    expect(settings.locator(".scroll")).to_be_focused()
    settings.evaluate(FRAMES)
    assert settings.evaluate("scrollY") == before


def test_an_old_answer_that_comes_late_does_not_stand_over_a_newer_one(settings: Page) -> None:
    settings.evaluate(FIRST_ANSWER_LATE)
    settings.evaluate(OF_NOTE)
    settings.wait_for_function("() => got.includes('status')")
    settings.locator("[data-name=wants_points]").uncheck()
    settings.wait_for_function("() => got.includes('choose')")
    settings.evaluate(FRAMES)
    settings.evaluate(ANSWERED)
    expect(settings.locator("[data-name=on_leaderboard]")).to_be_disabled()
    settings.evaluate(FRAMES)
    expect(settings.locator("[data-name=wants_points]")).not_to_be_checked()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_box_that_is_being_pressed_is_not_taken_away_nor_jumps_back(settings: Page, by: str) -> None:
    box = settings.locator("[data-name=suggest]")
    box.hover()
    box.focus()
    settings.evaluate(STAND_THERE)
    settings.mouse.down() if by == "mouse" else settings.keyboard.down("Space")
    settings.evaluate(OF_NOTE)
    settings.evaluate(ANSWERED)
    settings.evaluate(FRAMES)
    settings.mouse.up() if by == "mouse" else settings.keyboard.up("Space")
    assert not box.is_checked()
    expect(settings.locator("[data-old]")).to_have_count(0)
    assert not box.is_checked()


def test_a_box_pressed_while_the_page_waits_for_the_rest_of_an_answer_does_not_jump_back(
    settings: Page,
) -> None:
    settings.evaluate(FIRST_ANSWER_LATE)
    settings.evaluate(LOG_IS_BUSY)
    settings.evaluate(STAND_THERE)
    settings.evaluate(OF_NOTE)
    settings.wait_for_function("() => got.includes('status')")
    settings.evaluate("() => window.answer()")
    settings.evaluate(FRAMES)
    box = settings.locator("[data-name=suggest]")
    box.uncheck()
    box.evaluate(IS_WATCHED)
    settings.evaluate(FREE)
    expect(settings.locator("[data-old]")).to_have_count(0)
    assert settings.evaluate("seen") == []


def test_a_choice_is_shown_as_chosen_before_the_server_has_answered(settings: Page) -> None:
    settings.evaluate(ANSWER_OF_CHOICE_LATE)
    settings.locator("[data-name=sends_outcomes]").check()
    draw_anew(settings)
    expect(settings.locator("[data-name=sends_outcomes]")).to_be_checked()
    settings.locator("[data-name=sends_outcomes]").uncheck()
    draw_anew(settings)
    expect(settings.locator("[data-name=sends_outcomes]")).not_to_be_checked()
    settings.evaluate("() => window.answer()")
    draw_anew(settings)
    expect(settings.locator("[data-name=sends_outcomes]")).not_to_be_checked()


def test_a_choice_that_the_server_did_not_take_is_taken_back_and_it_says_why(
    backend: Backend, settings: Page
) -> None:
    with stopped(backend):
        settings.locator("[data-name=sends_outcomes]").check()
        expect(settings.get_by_role("status").filter(has_text="cannot be reached")).to_be_visible()
    expect(settings.locator("[data-name=sends_outcomes]")).not_to_be_checked()
