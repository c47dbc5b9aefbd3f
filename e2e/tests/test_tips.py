"""Amira proposes the page in front of her to the curators, and sees in the popup what becomes of it."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select, update

from backend.content.models import Tip
from backend.db import now
from backend.sign_in.models import Device
from e2e import employee, staff
from e2e.backend import Backend
from e2e.employee import in_extension, options_url
from e2e.guest import Guest
from e2e.mishaps import stopped
from e2e.places import X
from e2e.staff import BEN
from e2e.tests.test_choices import DIES
from e2e.tests.test_health import STATES

POST = "https://www.linkedin.com/feed/update/urn:li:activity:7496971510189043712/"
OVER_A_SITE = """
  const query = chrome.tabs.query;
  chrome.tabs.query = async () => (await query({})).filter(({ url }) => /linkedin|x\\.com/.test(url));
"""
NOTE = "They tested our stairs"


def popup_over(context: BrowserContext, address: str) -> Page:
    """The popup as it opens over a tab with this address."""
    page = context.new_page()
    page.goto(address)
    Guest(page).until(lambda: any(in_extension(context, STATES)), lambda: "the tab to be looked at")
    popup = context.new_page()
    popup.add_init_script(OVER_A_SITE)
    popup.goto(options_url(context).replace("options", "popup"))
    return popup


def propose(popup: Page) -> None:
    popup.get_by_role("button", name="Propose this page").click()
    popup.get_by_label("Why it is worth sharing").fill(NOTE)
    popup.get_by_role("button", name="Propose", exact=True).click()


def known_to(backend: Backend) -> list[tuple[str, list[str]]]:
    """Address and notes of every tip."""

    def read(session: Any) -> list[tuple[str, list[str]]]:
        found = session.scalars(select(Tip).where(Tip.url.contains("linkedin")))
        return [(tip.url, [proposal.note for proposal in tip.proposals]) for tip in found]

    return list(backend.run(read))


def test_from_the_popup_to_the_curators_and_their_answer_back_to_the_popup(
    amira: BrowserContext, backend: Backend
) -> None:
    popup = popup_over(amira, f"{POST}?utm_source=mail&trk=x")
    expect(popup.get_by_role("button", name="Propose this page")).to_be_visible()
    assert known_to(backend) == []  # looked at, nothing is told of the page
    propose(popup)
    expect(popup.get_by_role("status")).to_have_text("Proposed. You will see here what becomes of it.")
    expect(popup.locator("[data-name=tip-open]")).to_be_visible()
    assert known_to(backend) == [(POST, [NOTE])]
    with staff.signed_in(amira, backend, BEN) as ben:
        ben.goto(f"{backend.url}/admin/content/tips/?search=linkedin")
        ben.locator("tbody th a").click()
        expect(ben.locator("blockquote")).to_have_text(NOTE)
        ben.locator("[name=answer]").fill("We had this one last week.")
        ben.locator("form[action$=decline] button.plain").click()
        expect(ben.get_by_role("status")).to_be_visible()
    popup.locator("[data-name=sync]").click()
    expect(popup.locator("[data-name=tip-declined]")).to_contain_text("We had this one last week.")


def test_where_the_worker_died_before_it_answered_the_note_stays_and_can_be_sent_again(
    amira: BrowserContext, backend: Backend
) -> None:
    popup = popup_over(amira, POST)
    expect(popup.get_by_role("button", name="Propose this page")).to_be_visible()
    popup.evaluate(DIES, "tip")
    propose(popup)
    expect(popup.get_by_role("alert")).to_have_text("Plainspoken did not answer. Try again.")
    popup.get_by_role("button", name="Propose", exact=True).click()
    expect(popup.get_by_role("status")).to_have_text("Proposed. You will see here what becomes of it.")
    assert [notes for _url, notes in known_to(backend)] == [[NOTE]]


def test_while_the_server_is_away_a_tip_waits_and_then_arrives_once(
    amira: BrowserContext, backend: Backend
) -> None:
    popup = popup_over(amira, POST)
    with stopped(backend):
        propose(popup)
        expect(popup.get_by_role("status")).to_contain_text("Your tip is kept")
        expect(popup.locator("[data-name=tip-waiting]")).to_be_visible()
    employee.sync(amira)
    employee.sync(amira)
    assert [path for method, path, _ in backend.requests if (method, "tips" in path) == ("POST", True)] == [
        "/api/v1/tips?"
    ]
    assert known_to(backend) == [(POST, [NOTE])]


def test_who_was_signed_out_from_afar_is_told_so_and_the_tip_waits_for_them(
    amira: BrowserContext, backend: Backend
) -> None:
    popup = popup_over(amira, POST)
    expect(popup.get_by_role("button", name="Propose this page")).to_be_visible()
    employee.sync(amira)  # the popup's own is over
    backend.run(lambda session: session.execute(update(Device).values(revoked_at=now())))
    propose(popup)
    expect(popup.get_by_role("status")).to_contain_text("You are signed out. Your tip is kept")
    employee.sign_in(amira, backend)
    assert known_to(backend) == [(POST, [NOTE])]


def test_a_page_that_others_would_not_see_is_refused_in_words_and_the_note_stays(
    amira: BrowserContext, backend: Backend
) -> None:
    popup = popup_over(amira, "https://x.com/notifications")
    propose(popup)
    expect(popup.get_by_role("alert")).to_contain_text("This page looks private")
    expect(popup.get_by_label("Why it is worth sharing")).to_have_value(NOTE)
    assert known_to(backend) == []


@pytest.mark.parametrize("feed", ["https://www.linkedin.com/feed/", "https://www.linkedin.com/", X.feed])
def test_a_feed_which_nobody_else_sees_is_not_offered_to_be_proposed(
    amira: BrowserContext, feed: str
) -> None:
    popup = popup_over(amira, feed)
    expect(popup.locator("[data-name=tab]")).to_contain_text("suggest")
    expect(popup.locator("[data-name=tip]")).to_have_count(0)


# as it was before there were tips
OLDER = """async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await done(indexedDB.deleteDatabase('plainspoken'));
  const opening = indexedDB.open('plainspoken', 1);
  opening.onupgradeneeded = () =>
    ['keys', 'outbox', 'shares', 'sent'].forEach((name) => opening.result.createObjectStore(name));
  const database = await done(opening);
  await done(database.transaction('keys', 'readwrite').objectStore('keys').put('kept', 'token'));
  database.close();
  const { vault } = await import('/background/store.js');
  await vault.set('tips', 'key', 'a tip');
  return [await vault.get('keys', 'token'), await vault.get('tips', 'key')];
}"""


FAILED_STEP = """async () => {
  const { vault } = await import('/background/store.js');
  const refused = await vault.set('keys', 'odd', () => {}).catch(({ name }) => name);
  const request = indexedDB.deleteDatabase('plainspoken');
  let isFree = false;
  request.onsuccess = () => (isFree = true);
  for (let frame = 0; frame < 1800 && !isFree; frame++) await new Promise(requestAnimationFrame);
  return [refused, isFree];
}"""


def test_a_step_that_failed_does_not_keep_the_next_version_from_its_stores(amira: BrowserContext) -> None:
    assert in_extension(amira, FAILED_STEP) == ["DataCloneError", True]


def test_what_an_older_version_kept_is_still_there(amira: BrowserContext) -> None:
    assert in_extension(amira, OLDER) == ["kept", "a tip"]


def test_a_page_whose_address_is_too_long_is_refused_with_a_word(
    amira: BrowserContext, backend: Backend
) -> None:
    popup = popup_over(amira, f"{POST}?trk={'x' * 8000}")
    propose(popup)
    expect(popup.get_by_role("alert")).to_contain_text("too long to be proposed")
    assert known_to(backend) == []
