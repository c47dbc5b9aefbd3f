"""A site changed and the hooks no longer fit: one number leaves, the popup and the admin are told."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend import demo
from e2e.backend import Backend
from e2e.employee import in_extension
from e2e.places import Place

# what a redesign does: every hook has a selector, and none finds anything
REDESIGN = """async () => {
  const { hooks } = await chrome.storage.local.get('hooks');
  const names = (table) => Object.keys(table).map((name) => [name, ['gone-since-the-redesign']]);
  const blind = (table) => Object.fromEntries(names(table));
  const changed = { version: 7, linkedin: blind(hooks.linkedin), x: blind(hooks.x) };
  await chrome.storage.local.set({ hooks: changed });
}"""
SENT = """async () => {
  const { vault } = await import('/background/store.js');
  return (await vault.all('sent')).filter(({ path }) => path === 'health').map(({ body }) => body);
}"""

STATES = """async () => {
  const tabs = await chrome.tabs.query({});
  return Promise.all(tabs.map(({ id }) => chrome.tabs.sendMessage(id, { type: 'state' }).catch(() => null)));
}"""


def scroll(page: Page) -> None:
    page.mouse.move(640, 500)
    page.mouse.wheel(0, 400)


def wait_for_reports(amira: BrowserContext, page: Page) -> list[dict[str, object]]:
    while not (sent := in_extension(amira, SENT)):
        page.wait_for_timeout(200)
    return list(sent)


@pytest.fixture
def changed(amira: BrowserContext, place: Place) -> Page:
    """A feed that nobody's hooks fit any more."""
    in_extension(amira, REDESIGN)
    page = amira.new_page()
    place.open(page)
    scroll(page)
    return page


def test_a_feed_without_posts_is_reported_once_a_day_without_content(
    amira: BrowserContext, place: Place, changed: Page
) -> None:
    report = {"site": place.platform, "fault": "no_posts", "hooks": 7}
    assert wait_for_reports(amira, changed) == [report]
    changed.reload()
    scroll(changed)
    changed.wait_for_timeout(4000)  # longer than the look waits
    assert in_extension(amira, SENT) == [report]


def test_clara_sees_the_report_and_amiras_popup_says_what_it_means(
    amira: BrowserContext, backend: Backend, place: Place, changed: Page
) -> None:
    wait_for_reports(amira, changed)
    page = amira.new_page()
    page.goto(f"{backend.url}/admin/sign-in")
    page.get_by_label("E-mail").fill("clara@acme.example")
    page.get_by_label("Password").fill(demo.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Sites").click()
    row = page.get_by_role("row").filter(has_text="No post was found in the feed")
    expect(row).to_contain_text("LinkedIn" if place.platform == "linkedin" else "X")
    expect(row.get_by_role("img")).to_be_visible()
    amira.clear_cookies()


def test_a_feed_that_is_understood_reports_nothing(amira: BrowserContext, place: Place) -> None:
    page = amira.new_page()
    place.open(page)
    scroll(page)
    page.wait_for_timeout(4000)
    [told] = [state for state in in_extension(amira, STATES) if state]
    assert told["fault"] is None and told["posts"] > 0
    assert in_extension(amira, SENT) == []
