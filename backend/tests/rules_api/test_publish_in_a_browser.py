"""The page on which rules are published, in a browser: a note is not lost, and keys do what they seem to."""

import re
from collections.abc import Iterator
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from backend.db import now
from backend.rules.models import Release
from backend.rules.releases import review
from backend.sign_in.models import WebSession
from backend.tests.acme import FINE
from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of, sign_in_browser
from backend.tests.cast import PASSWORD, Visitor
from backend.tests.rules_api.test_admin import EDIT, INDEX, PUBLISH, SAID
from backend.tests.rules_api.test_samples import bring
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
NOTE = "Kinder words"
# what its page tells while the server is at work, which Playwright would wait for
PRESS_TWICE = """async () => {
  const button = document.querySelector('form.fields > button');
  button.click();
  await new Promise(resolve => setTimeout(resolve, 300));
  button.click();
  return [document.querySelector('[data-at-work]').textContent, button.ariaBusy];
}"""
SENT_NOWHERE = """() => {
  const submitter = document.querySelector('form.fields > button');
  submitter.form.dispatchEvent(new SubmitEvent('submit', { submitter, cancelable: true }));
}"""
GUIDELINES = "/admin/guidelines/edit"
RELEASES = "/admin/rules/releases"


@pytest.fixture
def page(
    release: Release, clara: Visitor, ben: Visitor, tx: Any, browser: Browser, url: str
) -> Iterator[Page]:
    """Clara's, where a change and a text wait, and rules need a second yes."""
    tx(lambda session: review.choose(session, True))
    bring(clara, FINE)
    assert clara.pages.submit(EDIT, SAID).status_code == 302
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(PUBLISH)
        yield page


def note(page: Page) -> Any:
    return page.get_by_label("What is new, in a sentence")


def test_a_note_is_there_again_after_a_look_at_the_samples_and_gone_once_it_is_sent(page: Page) -> None:
    note(page).fill(NOTE)
    page.get_by_role("link", name="Try it").click()
    page.goto(PUBLISH)
    expect(note(page)).to_have_value(NOTE)
    page.get_by_role("button", name="Ask for a second yes").click()
    page.get_by_text("It waits for a colleague").wait_for()
    page.wait_for_load_state()  # with the script
    assert page.evaluate("sessionStorage.length") == 0


def test_while_a_note_waits_what_is_typed_elsewhere_is_kept_as_well(page: Page) -> None:
    note(page).fill(NOTE)
    page.goto(GUIDELINES)
    page.locator("#en").fill("# Guidelines\n\nBe kind.")
    page.goto(PUBLISH)
    expect(note(page)).to_have_value(NOTE)
    page.goto(GUIDELINES)
    expect(page.locator("#en")).to_have_value("# Guidelines\n\nBe kind.")


def outlives_a_look_elsewhere(page: Page) -> None:
    page.goto(GUIDELINES)
    page.goto(PUBLISH)
    expect(note(page)).to_have_value(NOTE)


def test_a_note_that_could_not_be_taken_is_there_again_when_the_server_answers(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(page).fill(NOTE)
    with monkeypatch.context() as broken:
        broken.setattr(review, "ask", _breaks)
        page.get_by_role("button", name="Ask for a second yes").click()
        expect(page.get_by_text("Nothing was saved")).to_be_visible()
        page.wait_for_load_state()  # with the script
    outlives_a_look_elsewhere(page)


def test_a_note_that_came_too_late_is_there_again_after_a_look_elsewhere(page: Page, ben: Visitor) -> None:
    note(page).fill(NOTE)
    ben.pages.submit(EDIT, SAID | {"message_en": "Slipped in."})
    page.get_by_role("button", name="Ask for a second yes").click()
    expect(page.get_by_text("Something has changed")).to_be_visible()
    page.wait_for_load_state()  # with the script
    outlives_a_look_elsewhere(page)


def test_publishing_that_takes_its_time_says_so_and_is_asked_for_once(
    page: Page, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tx(lambda session: review.choose(session, False))
    page.goto(PUBLISH)
    pressed, may_end, publish = [], Event(), review.publish

    def slowly(*asked: Any) -> Release:
        pressed.append(asked)
        assert may_end.wait(30)
        return publish(*asked)

    monkeypatch.setattr(review, "publish", slowly)
    note(page).fill(NOTE)
    said, is_busy = page.evaluate(PRESS_TWICE)
    assert said.startswith("Publishing.") and is_busy == "true"
    may_end.set()
    page.wait_for_url(f"**{INDEX}")
    expect(page.get_by_text("Release 2 is in force. Browsers")).to_be_visible()
    assert len(pressed) == 1


def test_what_the_browsers_stop_ended_may_be_pressed_again(
    page: Page, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tx(lambda session: review.choose(session, False))
    page.goto(PUBLISH)
    may_end, publish = Event(), review.publish
    monkeypatch.setattr(review, "publish", lambda *asked: may_end.wait(30) and publish(*asked))
    note(page).fill(NOTE)
    assert page.evaluate(PRESS_TWICE)[1] == "true"
    page.context.new_cdp_session(page).send("Page.stopLoading")
    button = page.get_by_role("button", name="Publish release 2")
    expect(button).not_to_have_attribute("aria-busy", "true")
    with page.expect_request(f"**{PUBLISH}"):
        button.click(no_wait_after=True)
    may_end.set()


def test_a_form_that_is_at_work_has_no_fault(page: Page, tx: Any) -> None:
    tx(lambda session: review.choose(session, False))
    page.goto(PUBLISH)
    page.evaluate(SENT_NOWHERE)
    expect(page.get_by_role("status")).to_have_text(re.compile("^Publishing"))
    assert faults_of(page) + faults_in_the_dark(page) == [] and fits(page)


def _breaks(*_: Any) -> None:
    raise RuntimeError


def test_what_one_person_typed_is_not_there_for_the_next_in_the_same_tab(page: Page, ben: Visitor) -> None:
    note(page).fill(NOTE)
    page.context.clear_cookies()
    sign_in_browser(page.context, page.url, ben)
    page.goto(PUBLISH)
    page.get_by_text("Ben Brandt").wait_for()
    expect(note(page)).to_have_value("")


def test_a_link_that_looks_like_a_button_is_pressed_with_the_space_key(page: Page) -> None:
    page.get_by_role("button", name="Not yet").press("Space")
    page.wait_for_url(f"**{INDEX}")


def asks_again(tx: Any) -> None:
    tx(lambda session: session.execute(update(WebSession).values(password_at=now() - timedelta(hours=1))))


def test_the_page_that_asks_for_the_password_first_says_that_publishing_is_at_work(
    page: Page, tx: Any
) -> None:
    tx(lambda session: review.choose(session, False))
    page.goto(PUBLISH)
    asks_again(tx)
    note(page).fill(NOTE)
    page.get_by_role("button", name="Publish release 2").click()
    for password in ("wrong", PASSWORD):
        page.get_by_label("Password").fill(password)
        assert page.locator("[data-at-work]").count() == page.locator("[name=takes_time]").count() == 1
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Release 2 is in force. Browsers")).to_be_visible()


def test_where_a_file_comes_after_the_password_the_page_that_asked_for_it_does_not_wait_for_ever(
    page: Page, tx: Any
) -> None:
    page.goto(RELEASES)
    asks_again(tx)
    page.get_by_role("button", name="Export as YAML").click()
    for _ in range(2):
        page.get_by_label("Password").fill(PASSWORD)
        with page.expect_download():
            page.get_by_role("button", name="Continue").click()
        expect(page.get_by_text("One moment")).to_have_count(0)
