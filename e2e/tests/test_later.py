"""Share later: Amira picks a time, and popup and toolbar remind her; nothing happens by itself."""

import time
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e import elsewhere, employee
from e2e.backend import Backend
from e2e.browser import stop_worker

SOON_MS = 1500
BADGE = "() => chrome.action.getBadgeText({})"
HAS_BADGE = "async (wanted) => (await chrome.action.getBadgeText({})) === wanted"
POPUP = "options", "popup"


@pytest.fixture
def popup(amira: BrowserContext) -> Page:
    page = amira.new_page()
    page.goto(employee.options_url(amira).replace(*POPUP))
    page.locator("[data-name=release]").wait_for()
    return page


def first_item(popup: Page) -> Any:
    """The first suggestion of today."""
    return popup.locator("article", has=popup.locator("[data-name=later]")).first


def remind_soon(context: BrowserContext) -> str:
    """A reminder whose time comes in a moment; the item's id."""
    [reminder] = employee.tell(context, {"type": "status"})["reminders"]
    at = int(time.time() * 1000) + SOON_MS
    employee.tell(context, {"type": "remind", "item": reminder["item"], "at": at})
    return str(reminder["item"])


def test_amira_is_reminded_at_the_time_she_picked_though_the_worker_was_gone_and_nothing_is_sent(
    amira: BrowserContext, popup: Page, backend: Backend
) -> None:
    title = first_item(popup).locator("h3").inner_text()
    first_item(popup).locator("[data-name=later]").click()
    popup.locator("[data-name=inAnHour]").click()
    waiting = popup.locator("article", has_text=title)
    expect(waiting.locator("[data-name=reminder]")).to_contain_text("Reminder: ")
    employee.sync(amira)  # the popup's own, which it begins with, is over
    asked = len(backend.requests)
    remind_soon(amira)
    stop_worker(amira)
    employee.wait_until(popup, HAS_BADGE, "1")
    assert backend.requests[asked:] == []
    popup.reload()
    due = popup.locator("[data-name=reminders]")
    expect(due).to_contain_text(title)
    expect(due).to_contain_text("Now is the time you picked.")
    with amira.expect_page():
        due.locator("[data-name=share-linkedin]").click()
        popup.locator("[data-name=open]").click()
    employee.wait_until(popup, HAS_BADGE, "")  # shared, it needs no reminder
    assert employee.tell(amira, {"type": "status"})["reminders"] == []


def test_what_was_posted_from_another_browser_meanwhile_needs_no_reminder(
    amira: BrowserContext, popup: Page, backend: Backend
) -> None:
    title = first_item(popup).locator("h3").inner_text()
    first_item(popup).locator("[data-name=later]").click()
    popup.locator("[data-name=inAnHour]").click()
    remind_soon(amira)
    employee.wait_until(popup, HAS_BADGE, "1")
    elsewhere.post(popup.request, backend, title)
    employee.sync(amira)
    employee.wait_until(popup, HAS_BADGE, "")
    assert employee.tell(amira, {"type": "status"})["reminders"] == []


EXPIRED = """async () => {
  const { feed } = await chrome.storage.local.get('feed');
  const items = feed.items.map((item) => ({ ...item, valid_until: '2020-01-01T00:00:00Z' }));
  await chrome.storage.local.set({ feed: { items } });
}"""


def test_what_can_no_longer_be_shared_reminds_nobody_though_the_server_is_away(
    amira: BrowserContext, popup: Page, backend: Backend
) -> None:
    first_item(popup).locator("[data-name=later]").click()
    popup.locator("[data-name=inAnHour]").click()
    remind_soon(amira)
    employee.wait_until(popup, HAS_BADGE, "1")
    backend.stop()
    employee.in_extension(amira, EXPIRED)
    employee.sync(amira)
    employee.wait_until(popup, HAS_BADGE, "")
    popup.reload()
    popup.locator("[data-name=release]").wait_for()
    expect(popup.locator("[data-name=reminders]")).to_have_count(0)


def test_a_day_and_time_of_ones_own_and_another_one_or_none_after_all(popup: Page) -> None:
    first_item(popup).locator("[data-name=later]").click()
    popup.get_by_label("Day and time").fill("2020-05-17T08:30")
    popup.locator("[data-name=remind]").click()  # over: the field says so and stays
    popup.get_by_label("Day and time").fill("9999-05-17T08:30")
    popup.locator("[data-name=remind]").click()  # nor this one
    popup.get_by_label("Day and time").fill("2035-05-17T08:30")
    popup.locator("[data-name=remind]").click()
    reminder = popup.locator("[data-name=reminder]")
    expect(reminder).to_contain_text("17")
    expect(reminder).to_contain_text("2035")
    expect(popup.get_by_role("status")).to_contain_text(reminder.inner_text())
    popup.locator("article", has=reminder).locator("[data-name=later]").click()
    popup.locator("[data-name=tomorrow]").click()
    expect(reminder).to_contain_text("9:00")
    popup.locator("[data-name=forget]").click()
    expect(reminder).to_have_count(0)


def test_who_signs_out_leaves_no_reminder_behind(amira: BrowserContext, popup: Page) -> None:
    first_item(popup).locator("[data-name=later]").click()
    popup.locator("[data-name=inAnHour]").click()
    remind_soon(amira)
    employee.wait_until(popup, HAS_BADGE, "1")
    employee.tell(amira, {"type": "signOut"})
    assert popup.evaluate(BADGE) == ""
    assert employee.tell(amira, {"type": "status"})["reminders"] == []
