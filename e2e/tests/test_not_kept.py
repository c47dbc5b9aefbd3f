"""The browser's storage is full: what somebody switches is not kept, and they are told where they pressed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e import elsewhere
from e2e.backend import Backend
from e2e.browser import extension_id
from e2e.employee import in_extension, sync, tell
from e2e.guest import Guest
from e2e.keys import write
from e2e.places import SDUI, Place
from e2e.tests.test_check import PRAISE
from e2e.tests.test_suggest import scrolled_past
from e2e.tests.where import ONE_SITE

SAID = "Your browser could not keep this"
FILL = """async () => {
  const room = chrome.storage.local.QUOTA_BYTES - (await chrome.storage.local.getBytesInUse());
  await chrome.storage.local.set({ junk: 'x'.repeat(room - '"junk"'.length) });
}"""
EMPTY = "() => chrome.storage.local.remove('junk')"
KEPT = "async () => (await chrome.storage.local.get('settings')).settings ?? null"
FEED = "async () => (await chrome.storage.local.get('feed')).feed.items"
NO_POINTS = """async () => {
  const { vault } = await import('/background/store.js');
  await vault.remove('keys', 'points');
}"""
# while it is looked up what holds, something else changes
CHANGED_MEANWHILE = """async () => {
  const get = chrome.storage.local.get.bind(chrome.storage.local);
  chrome.storage.local.get = async (names) => {
    const kept = await get(names);
    const told = new Promise((go) => chrome.storage.onChanged.addListener(go));
    await Promise.all([chrome.storage.local.remove('feed'), told]);
    return kept;
  };
  await stored.change({ rulesOff: ['one'] });
  return [stored.feed().length, stored.settings().rulesOff];
}"""


@pytest.fixture
def full(amira: BrowserContext) -> Iterator[BrowserContext]:
    in_extension(amira, FILL)
    yield amira
    in_extension(amira, EMPTY)


def page_of_ours(context: BrowserContext, name: str) -> Page:
    page = context.new_page()
    page.goto(f"chrome-extension://{extension_id(context)}/{name}/{name}.html")
    return page


@pytest.mark.parametrize("name", ["check", "suggest", "share", "engagement"])
def test_a_box_of_the_settings_shows_what_holds_and_says_so(full: BrowserContext, name: str) -> None:
    page = page_of_ours(full, "options")
    box = page.locator(f"[data-name={name}]")
    before = box.is_checked()
    box.click()
    expect(page.locator("label", has=box).locator("+ [role=alert]")).to_contain_text(SAID)
    expect(box).to_be_checked(checked=before)
    assert in_extension(full, KEPT) is None


@pytest.mark.parametrize("name", ["options", "welcome"])
@pytest.mark.parametrize("mode", ["panel", "off"])
def test_so_do_the_fields_of_the_sites(full: BrowserContext, name: str, mode: str) -> None:
    page = page_of_ours(full, name)
    field = page.locator("[data-name=linkedin]")
    field.select_option(mode)
    expect(page.locator("label", has=field).locator("+ [role=alert]")).to_contain_text(SAID)
    expect(field).to_have_value("")


def test_so_does_the_language(full: BrowserContext) -> None:
    page = page_of_ours(full, "options")
    field = page.locator("[data-name=language]")
    field.select_option("de")
    expect(page.locator("[data-name=language] + [role=alert]")).to_contain_text(SAID)
    expect(field).to_have_value("")


def test_once_there_is_room_again_it_is_kept(full: BrowserContext) -> None:
    page = page_of_ours(full, "options")
    box = page.locator("[data-name=suggest]")
    box.click()
    expect(page.get_by_role("alert")).to_contain_text(SAID)
    in_extension(full, EMPTY)
    box.uncheck()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert in_extension(full, KEPT)["features"]["suggest"] is False


@pytest.mark.parametrize(("name", "after"), [("engagement", "input"), ("snooze", "button")])
def test_the_popup_says_it_above_all_else(full: BrowserContext, name: str, after: str) -> None:
    page = page_of_ours(full, "popup")
    control = page.locator(f"{after}[data-name={name}]")
    control.click()
    expect(page.get_by_role("alert")).to_contain_text(SAID)
    if after == "input":
        expect(control).not_to_be_checked()
    else:
        expect(control).to_have_text("Pause for an hour")


@ONE_SITE
@pytest.mark.parametrize("entry", ["menuSnooze", "menuRuleOff", "menuSiteOff"])
def test_the_card_says_it_beside_the_hint_that_is_still_there(
    full: BrowserContext, page: Page, guest: Guest, place: Place, entry: str
) -> None:
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.press("menu")
    guest.press(entry)
    guest.wait(cls="confirm", text=SAID)
    assert in_extension(full, KEPT) is None


def test_a_suggestion_that_is_not_for_me_says_it_and_stays(full: BrowserContext) -> None:
    page = full.new_page()
    SDUI.open(page)
    guest = Guest(page)
    scrolled_past(page, guest)
    guest.press("refuse")
    guest.wait(cls="suggestion", text=SAID)


def test_what_is_new_meanwhile_is_not_lost_over_it(full: BrowserContext) -> None:
    assert page_of_ours(full, "options").evaluate(CHANGED_MEANWHILE) == [0, []]


def test_a_share_that_was_posted_is_noted_all_the_same(amira: BrowserContext) -> None:
    popup = page_of_ours(amira, "popup")
    popup.locator("[data-name=share-x]").first.click()
    with amira.expect_page() as composer:
        popup.locator("[data-name=open]").click()
    composer.value.close()
    popup.reload()
    in_extension(amira, FILL)
    popup.locator("[data-name=posted]").click()
    expect(popup.get_by_role("status")).to_have_text("Noted: you posted it.")
    expect(popup.locator("[data-name=posted]")).to_have_count(0)
    in_extension(amira, EMPTY)


def test_points_come_though_there_is_no_room_to_note_what_was_posted_elsewhere(
    amira: BrowserContext, backend: Backend
) -> None:
    elsewhere.post(amira.pages[0].request, backend, in_extension(amira, FEED)[0]["title"])
    in_extension(amira, NO_POINTS)
    in_extension(amira, FILL)
    sync(amira)
    in_extension(amira, EMPTY)
    assert tell(amira, {"type": "status"})["points"]
