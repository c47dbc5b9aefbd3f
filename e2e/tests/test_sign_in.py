"""Amira connects her browser by hand: popup, the backend's page in a window of its own, and back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend.tests import oidc_provider
from backend.tests.oidc_provider import Provider
from e2e import employee
from e2e.backend import Backend
from e2e.browser import extension_id, stop_worker, worker
from e2e.guest import Guest
from e2e.keys import write
from e2e.mishaps import slow


@pytest.fixture
def fresh(extension_browser: BrowserContext) -> BrowserContext:
    """A browser in which the extension was just installed."""
    employee.forget(extension_browser)
    yield extension_browser
    for page in extension_browser.pages[1:]:
        page.close()
    extension_browser.clear_cookies()


@pytest.fixture
def options(fresh: BrowserContext, backend: Backend) -> Page:
    """The settings, with the server's address typed in."""
    page = fresh.new_page()
    page.goto(employee.options_url(fresh))
    page.locator("#server").fill(backend.url)
    return page


def signed_in(context: BrowserContext) -> bool:
    return bool(employee.tell(context, {"type": "status"})["signedIn"])


def choose_amira(options: Page) -> None:
    choose(options, "Amira Aziz")


def choose(options: Page, name: str) -> None:
    with options.context.expect_page() as window:
        options.locator("[data-name=sign]").click()
    window.value.get_by_role("button", name=name).click()


def sign_in(options: Page, name: str) -> None:
    choose(options, name)
    expect(options.get_by_text(name)).to_be_visible()


SETTINGS = "async () => (await chrome.storage.local.get('settings')).settings"
# the feed comes last
SYNCED = """async () => {
  const there = async () => (await chrome.storage.local.get('feed')).feed;
  for (let look = 0; look < 1800 && !(await there()); look++) await new Promise(requestAnimationFrame);
}"""

NOTE_MESSAGES = """() => {
  const send = chrome.runtime.sendMessage;
  window.messages = [];
  chrome.runtime.sendMessage = (message) => {
    window.messages.push(message.type);
    return send(message);
  };
}"""


def test_signing_in_ends_with_rules_suggestions_and_ones_own_name(options: Page) -> None:
    choose_amira(options)
    expect(options.get_by_text("Signed in as Amira Aziz")).to_be_visible()
    options.evaluate(SYNCED)
    stored = options.evaluate("() => chrome.storage.local.get()")
    assert stored["release"]["body"]["number"] == 1
    assert stored["feed"]["items"]


def test_the_settings_tell_of_the_window_and_of_the_browsers_name_that_it_was_opened_with(
    options: Page, backend: Backend
) -> None:
    sign_in(options, "Amira Aziz")
    options.locator("summary", has_text="Signing in and out").press("Enter")
    [window] = [path for method, path, _ in backend.requests if method == "GET" and "/connect?" in path]
    assert "device=Chromium" in window
    expect(options.get_by_text(f"GET {window.removeprefix('/')}", exact=True)).to_be_visible()


@pytest.fixture
def accounts(backend: Backend) -> Iterator[Provider]:
    """A sign-in service of the organisation, which the server sends people to."""
    with oidc_provider.serving(f"{backend.url}/oidc/back") as provider:
        provider.hire("amira", employee.AMIRA, "Amira Aziz")
        provider.who = ""  # not signed in there yet
        config = replace(backend.app.config["PLAINSPOKEN"], oidc=provider.settings(), demo=False)
        backend.app.config["PLAINSPOKEN"] = config
        yield provider


def test_with_the_account_of_the_organisation_nobody_needs_a_code(options: Page, accounts: Provider) -> None:
    with options.context.expect_page() as window:
        options.locator("[data-name=sign]").click()
    page = window.value
    page.get_by_role("button", name="Sign in with your account of Acme").click()
    expect(page.get_by_role("heading")).to_have_text("Acme accounts")
    page.get_by_role("button", name="Amira Aziz").click()
    expect(page.get_by_text("will work for you, Amira Aziz, at Acme")).to_be_visible()
    page.get_by_role("button", name="Connect").click()
    expect(options.get_by_text("Signed in as Amira Aziz")).to_be_visible()
    assert signed_in(options.context)


def test_signing_out_forgets_the_token_and_revokes_the_device(options: Page, backend: Backend) -> None:
    choose_amira(options)
    expect(options.get_by_text("Signed in as Amira Aziz")).to_be_visible()
    token = options.evaluate(TOKEN)
    options.locator("[data-name=sign]").click()
    expect(options.get_by_text("Signed in as")).to_have_count(0)
    assert not signed_in(options.context)
    assert ask_me(options, backend, token) == 401


OWN = {
    "language": "en",
    "sites": {"x": "off"},
    "features": {"check": False, "suggest": True, "share": True, "engagement": False},
    "rulesOff": ["undisclosed-competitor"],
    "snoozedUntil": 4_000_000_000_000,
}


def sign_out(options: Page) -> None:
    options.locator("[data-name=sign]").click()
    expect(options.get_by_text("Signed in as")).to_have_count(0)


def test_what_one_person_silenced_stays_theirs_and_speaks_to_the_next(options: Page) -> None:
    sign_in(options, "Amira Aziz")
    options.evaluate("settings => chrome.storage.local.set({ settings })", OWN)
    sign_out(options)
    sign_in(options, "Amira Aziz")
    assert options.evaluate(SETTINGS) == OWN
    sign_out(options)
    sign_in(options, "Deniz Demir")
    assert options.evaluate(SETTINGS) == {"language": "en"}


def test_whoever_comes_after_another_keeps_all_that_works_by_itself_when_they_sign_out(options: Page) -> None:
    sign_in(options, "Amira Aziz")
    options.evaluate("settings => chrome.storage.local.set({ settings })", OWN)
    sign_out(options)
    sign_in(options, "Deniz Demir")
    sign_out(options)
    for feature in ("check", "suggest", "share"):
        expect(options.locator(f"[data-name={feature}]")).to_be_checked()


SUGGESTED = "async () => (await chrome.storage.local.get('suggested')).suggested ?? {}"


def test_what_was_not_for_one_person_stays_so_when_they_sign_in_again_and_not_for_the_next(
    options: Page,
) -> None:
    sign_in(options, "Amira Aziz")
    suggested = {"one": "never", "another": "shared"}
    options.evaluate("suggested => chrome.storage.local.set({ suggested })", suggested)
    sign_out(options)
    sign_in(options, "Amira Aziz")
    assert suggested.items() <= options.evaluate(SUGGESTED).items()
    sign_out(options)
    sign_in(options, "Deniz Demir")
    options.evaluate(SYNCED)
    assert not suggested.keys() & options.evaluate(SUGGESTED).keys()


def test_whoever_signs_in_after_another_finds_their_own_sign_in_listed_and_nothing_of_the_other(
    options: Page, backend: Backend
) -> None:
    sign_in(options, "Amira Aziz")
    employee.tell(options.context, {"type": "openPage", "path": "/me"})  # a request of hers
    sign_out(options)
    sign_in(options, "Deniz Demir")
    listed = options.locator("summary", has_text="Signing in and out")
    expect(listed).to_contain_text("3×")  # the look for a server, the window, the token


# signed out from afar, what waits is kept for whoever it was
WAITS = """async () => {
  const { vault } = await import('/background/store.js');
  await vault.remove('keys', 'token');
  const { enqueue } = await import('/background/outbox.js');
  await enqueue('POST', 'feedback', { id: crypto.randomUUID(), rule: 'undisclosed-competitor' });
}"""
FORGETS_NOTHING = """() => {
  IDBObjectStore.prototype.clear = () => {
    throw new Error('no more room');
  };
}"""


def test_cut_short_while_it_forgets_the_last_person_it_does_so_at_the_next_try(
    options: Page, backend: Backend
) -> None:
    sign_in(options, "Amira Aziz")
    options.evaluate(SYNCED)
    options.evaluate(WAITS)
    options.reload()
    worker(options.context).evaluate(FORGETS_NOTHING)
    choose(options, "Deniz Demir")
    expect(options.locator("[data-name=said]")).to_have_text("Plainspoken did not answer. Try again.")
    assert not signed_in(options.context)
    stop_worker(options.context)
    sign_in(options, "Deniz Demir")
    employee.sync(options.context)
    assert [path for _, path, _ in backend.requests if "feedback" in path] == []


def test_enter_in_the_address_signs_in_and_later_saves_another_address(options: Page) -> None:
    options.evaluate(NOTE_MESSAGES)
    with options.context.expect_page() as window:
        options.locator("#server").focus()
        for _ in range(3):  # held down
            options.keyboard.down("Enter")
        options.keyboard.up("Enter")
    window.value.get_by_role("button", name="Amira Aziz").click()
    expect(options.get_by_text("Signed in as Amira Aziz")).to_be_visible()
    assert options.evaluate("messages").count("signIn") == 1
    options.locator("#server").fill("https://plainspoken.example")
    options.locator("#server").press("Enter")
    expect(options.locator("[data-name=said]")).to_have_text("Saved.")
    expect(options.locator("[data-name=save]")).to_have_count(0)
    assert not signed_in(options.context)


def test_an_address_that_a_mail_program_made_long_is_answered_too(options: Page) -> None:
    options.locator("#server").fill(f"https://links.plainspoken.example/?to={'x' * 600}")
    options.locator("[data-name=sign]").click()
    expect(options.locator("[data-name=said]")).to_contain_text("No server answers at this address.")


def test_closing_the_window_says_that_one_can_start_again(options: Page) -> None:
    with options.context.expect_page() as window:
        options.locator("[data-name=sign]").click()
    window.value.close()
    expect(options.locator("[data-name=said]")).to_contain_text("start again any time")
    assert not signed_in(options.context)


def open_window(options: Page) -> Page:
    with options.context.expect_page() as window:
        options.locator("[data-name=sign]").click()
    return window.value


def test_the_code_goes_to_the_server_that_gave_it_whatever_address_is_saved_meanwhile(
    options: Page, second: Backend
) -> None:
    window = open_window(options)
    employee.tell(options.context, {"type": "setServer", "url": second.url})
    window.get_by_role("button", name="Amira Aziz").click()
    expect(options.get_by_text("Signed in as Amira Aziz")).to_be_visible()
    assert second.requests == []


def test_a_window_that_is_closed_is_asked_about_where_it_was_opened(options: Page, second: Backend) -> None:
    window = open_window(options)
    employee.tell(options.context, {"type": "setServer", "url": second.url})
    window.close()
    expect(options.locator("[data-name=said]")).to_contain_text("start again any time")
    assert second.requests == []


# until `goOn` is called
FORGETS_MODES_SLOWLY = """() => {
  const { local } = chrome.storage;
  const remove = local.remove.bind(local);
  local.remove = async (names) => {
    if (names === 'modes') await new Promise((done) => (globalThis.goOn = done));
    return remove(names);
  };
}"""
IS_SLOW = "async () => { while (!globalThis.goOn) await new Promise((done) => setTimeout(done, 10)); }"
IS_IN_OR_WAITS = """async () => {
  const waits = async () => (await navigator.locks.query()).pending.length > 0;
  const { vault } = await import('/background/store.js');
  return (await waits()) || Boolean(await vault.get('keys', 'token'));
}"""


def test_who_signs_in_while_another_address_is_being_saved_stays_with_the_server_of_their_token(
    options: Page, second: Backend
) -> None:
    window = open_window(options)
    work = worker(options.context)
    work.evaluate(FORGETS_MODES_SLOWLY)
    save = {"type": "setServer", "url": second.url}
    employee.in_extension(options.context, "save => void chrome.runtime.sendMessage(save)", save)
    work.evaluate(IS_SLOW)
    window.get_by_role("button", name="Amira Aziz").click()
    employee.wait_until(options, IS_IN_OR_WAITS)
    work.evaluate("() => goOn()")
    expect(options.get_by_text("Signed in as Amira Aziz")).to_be_visible()
    employee.sync(options.context)
    assert second.requests == []
    stop_worker(options.context)  # with its slowness


def test_where_no_server_answers_the_address_is_in_question_until_one_does(
    fresh: BrowserContext, backend: Backend
) -> None:
    backend.stop()
    page = fresh.new_page()
    page.goto(employee.options_url(fresh))
    page.locator("#server").fill(backend.url)
    page.locator("[data-name=sign]").click()
    expect(page.locator("[data-name=said]")).to_contain_text("Check it for typos")
    backend.start()
    with fresh.expect_page() as window:
        page.locator("[data-name=sign]").click()
    expect(page.locator("[data-name=said]")).to_be_empty()
    window.value.close()


IMPATIENT = """() => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => timeout(ms / 10);
}"""


def test_where_a_server_stays_silent_no_window_is_waited_for_and_the_next_try_is_a_new_one(
    options: Page, backend: Backend
) -> None:
    with slow(backend):  # as an address that only answers within the organisation's network
        worker(options.context).evaluate(IMPATIENT)
        options.locator("[data-name=sign]").click()
        expect(options.locator("[data-name=said]")).to_contain_text("Check it for typos")
        stop_worker(options.context)  # with its impatience
    sign_in(options, "Amira Aziz")


def test_pressed_again_while_the_window_is_open_it_says_nothing_and_waits_for_that_one(options: Page) -> None:
    window = open_window(options)
    options.evaluate(NOTE_MESSAGES)
    options.locator("[data-name=sign]").click()
    options.wait_for_function("() => window.messages.includes('signIn')")
    employee.tell(options.context, {"type": "status"})  # asked later, answered later: the press has arrived
    window.get_by_role("button", name="Amira Aziz").click()
    expect(options.get_by_text("Signed in as Amira Aziz")).to_be_visible()
    assert "finished" not in options.inner_text("body")


def test_an_address_that_is_not_safe_is_refused_in_words(fresh: BrowserContext) -> None:
    page = fresh.new_page()
    for address in ("http://acme.example", "ftp://x", "javascript:alert(1)", "%%%", ""):
        page.goto(employee.options_url(fresh))
        page.locator("#server").fill(address)
        page.locator("[data-name=sign]").click()
        expect(page.locator("[data-name=said]")).to_contain_text("https://")
        assert employee.tell(fresh, {"type": "status"})["server"] is None, address


def test_the_address_of_a_site_it_works_on_is_no_server(fresh: BrowserContext) -> None:
    page = fresh.new_page()
    for address in (
        "x.com",
        "https://linkedin.com",
        "https://www.linkedin.com/feed/",
        "https://mobile.twitter.com",
    ):
        page.goto(employee.options_url(fresh))
        page.locator("#server").fill(address)
        page.locator("[data-name=sign]").click()
        expect(page.locator("[data-name=said]")).to_contain_text("That is a site I work on")
        assert employee.tell(fresh, {"type": "status"})["server"] is None, address


def test_the_popup_of_a_stranger_offers_the_settings_first(fresh: BrowserContext) -> None:
    page = fresh.new_page()
    page.goto(f"chrome-extension://{extension_id(fresh)}/popup/popup.html")
    expect(page.locator("[data-name=signIn]")).to_be_visible()
    expect(page.get_by_text("never sent")).to_be_visible()


def test_without_rules_the_page_is_left_alone(fresh: BrowserContext) -> None:
    page = fresh.new_page()
    page.goto("https://www.linkedin.com/feed/")
    page.locator("[role=listitem]").first.wait_for()
    page.locator("button:has(svg#comment-small)").nth(1).click()
    write(page, "HomeBot is the best robot ever, you should try it.")
    page.wait_for_function("() => document.querySelector('.ProseMirror').textContent.includes('try it')")
    guest = Guest(page)
    guest.stays(lambda: guest.nodes() == [], "the page is left alone")


TOKEN = """async () => {
  const { vault } = await import('/background/store.js');
  return vault.get('keys', 'token');
}"""


def ask_me(page: Page, backend: Backend, token: str) -> Any:
    answer = page.request.get(f"{backend.url}/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    return answer.status
