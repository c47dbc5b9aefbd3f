"""A site changed and the hooks no longer fit: a short report leaves, the popup and the admin are told."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend import demo
from e2e import content_world
from e2e.backend import Backend
from e2e.employee import in_extension, sync
from e2e.guest import Guest
from e2e.places import SDUI, Place, X
from e2e.tests.where import ONE_SITE

# what a redesign does to us: nothing we know is there any more
REDESIGN = "() => (window.late = [...document.body.children]).forEach((child) => child.remove())"
# a server's table that asks for what is not there
ODD_HOOKS = """async () => {
  const { hooks } = await chrome.storage.local.get('hooks');
  const names = (table) => Object.keys(table).map((name) => [name, ['a-question-about-the-page']]);
  const odd = (table) => Object.fromEntries(names(table));
  await chrome.storage.local.set({ hooks: { version: 7, linkedin: odd(hooks.linkedin), x: odd(hooks.x) } });
}"""
SENT = """async () => {
  const { vault } = await import('/background/store.js');
  return (await vault.all('sent')).filter(({ path }) => path === 'health').map(({ body }) => body);
}"""
NOTED = """async () => {
  const { vault } = await import('/background/store.js');
  return (await vault.all('outbox')).filter(({ path }) => path === 'health').length;
}"""
STATES = """async () => {
  const tabs = await chrome.tabs.query({});
  return Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id, { type: 'state' }).catch(() => null)));
}"""


def scroll(page: Page) -> None:
    page.mouse.move(640, 500)
    page.mouse.wheel(0, 400)


def state_after(amira: BrowserContext, page: Page, looks: int) -> dict[str, Any]:
    """What the tab says of itself once it has looked so often."""

    def told() -> Any:
        return next((one for one in in_extension(amira, STATES) if one and one["looks"] >= looks), None)

    return dict(Guest(page).until(told, lambda: f"look {looks} at the feed"))


def noted(amira: BrowserContext, page: Page) -> None:
    """Until the worker has the report: the tab tells it of its second look."""
    Guest(page).until(lambda: in_extension(amira, NOTED), lambda: "the report to be noted")


def redesigned(page: Page) -> None:
    """Scrolled, and then nothing is there that the hooks know."""
    scroll(page)
    page.wait_for_function("() => scrollY > 0 || document.querySelector('main')?.scrollTop > 0")
    page.evaluate(REDESIGN)


@pytest.fixture
def changed(amira: BrowserContext, place: Place) -> Page:
    """A feed that nobody's hooks fit any more."""
    page = amira.new_page()
    place.open(page)
    redesigned(page)
    return page


@ONE_SITE
def test_a_feed_without_posts_is_reported_once_a_day_without_content(
    amira: BrowserContext, place: Place, changed: Page
) -> None:
    assert state_after(amira, changed, looks=2)["fault"] == "no_posts"
    noted(amira, changed)
    place.open(changed)
    redesigned(changed)
    state_after(amira, changed, looks=2)
    assert in_extension(amira, SENT) == []  # before the next sync nothing leaves
    assert in_extension(amira, NOTED) == 1
    sync(amira)
    [report] = in_extension(amira, SENT)
    assert (report["site"], report["fault"]) == (place.platform, "no_posts")
    assert set(report) == {"site", "fault", "hooks"}


@ONE_SITE
def test_a_feed_that_was_only_late_is_not_reported(
    amira: BrowserContext, place: Place, changed: Page
) -> None:
    assert state_after(amira, changed, looks=1)["fault"] == "no_posts"
    changed.evaluate("() => document.body.append(...window.late)")
    assert state_after(amira, changed, looks=2)["fault"] is None
    sync(amira)
    assert in_extension(amira, SENT) == []


@pytest.mark.parametrize(
    ("place", "gone", "fault"),
    [
        (X, "[data-testid=User-Name], [data-testid^=UserAvatar]", "no_authors"),
        (X, "[data-testid=tweetText]", "no_texts"),
        (X, "a:has(time)", "no_ids"),
        (SDUI, "[data-testid=expandable-text-box]", "no_texts"),
    ],
)
def test_a_part_that_most_posts_lack_is_named(
    amira: BrowserContext, page: Page, gone: str, fault: str
) -> None:
    scroll(page)
    page.evaluate("gone => document.querySelectorAll(gone).forEach((part) => part.remove())", gone)
    assert state_after(amira, page, looks=1)["fault"] == fault


@ONE_SITE
def test_hooks_of_a_server_cannot_ask_what_a_page_holds(amira: BrowserContext, place: Place) -> None:
    in_extension(amira, ODD_HOOKS)
    page = amira.new_page()
    place.open(page)
    scroll(page)
    assert state_after(amira, page, looks=2)["fault"] == "no_posts"
    sync(amira)
    assert in_extension(amira, SENT) == []


AT_ONCE = """(() => {
  const later = setTimeout;
  globalThis.setTimeout = (work, ms) => later(work, ms === 3000 ? 0 : ms);
})()"""


@ONE_SITE
def test_a_feed_is_looked_at_twice_and_then_with_the_next_scroll(amira: BrowserContext, place: Place) -> None:
    in_extension(amira, ODD_HOOKS)
    page = amira.new_page()
    place.open(page)
    content_world.of(page).evaluate(AT_ONCE)
    scroll(page)
    state_after(amira, page, looks=2)
    looks = state_after(amira, page, looks=2)["looks"]
    Guest(page).stays(lambda: state_after(amira, page, looks)["looks"] == looks, "nobody scrolls")
    scroll(page)
    state_after(amira, page, looks + 1)


@ONE_SITE
def test_clara_sees_the_report(amira: BrowserContext, backend: Backend, place: Place, changed: Page) -> None:
    noted(amira, changed)
    sync(amira)
    page = amira.new_page()
    page.goto(f"{backend.url}/admin/sign-in")
    page.get_by_label("E-mail").fill("clara@acme.example")
    page.get_by_label("Password").fill(demo.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Sites").click()
    row = page.get_by_role("row").filter(has_text="No post was found in the feed")
    expect(row).to_contain_text("LinkedIn" if place.platform == "linkedin" else "X")
    expect(row).to_contain_text("fewer than 5 a day")
    amira.clear_cookies()


def test_a_feed_that_is_understood_reports_nothing(amira: BrowserContext, place: Place) -> None:
    page = amira.new_page()
    place.open(page)
    scroll(page)
    told = state_after(amira, page, looks=1)
    assert told["fault"] is None
    assert in_extension(amira, NOTED) == 0
