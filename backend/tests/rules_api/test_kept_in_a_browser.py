"""What is typed into a rule, or a new one, is there again after another page or session; in a browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete

from backend.rules.models import Release
from backend.sign_in.models import WebSession
from backend.tests.browser import faults_of, page_of
from backend.tests.cast import Visitor
from backend.tests.guidelines.test_kept_in_a_browser import KEPT, sign_in
from backend.tests.rules_api.test_admin import EDIT, INDEX
from backend.tests.rules_api.test_new_rule import PAGE as NEW, TYPED
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
FIRST, SECOND = "Say that you work here.", "Say where you work."
BACK = "What you typed here before is back."


@pytest.fixture
def page(release: Release, clara: Visitor, browser: Browser, url: str) -> Iterator[Page]:
    """Clara's."""
    with page_of(browser, url, clara, dark=False, language="en") as page:
        yield page


def open_rule(page: Page) -> None:
    with page.expect_response("**/admin/rules/check/**"):
        page.goto(EDIT)


def yaml(page: Page) -> Any:
    return page.get_by_label("Rule and examples (YAML)")


def type_message(page: Page, message: str) -> None:
    """In the form; ends when the YAML has it, too."""
    page.locator("#message_en").fill(message)
    expect(yaml(page)).to_have_value(with_it(message))


def with_it(message: str) -> re.Pattern[str]:
    return re.compile(re.escape(message))


def test_a_rule_outlives_a_look_elsewhere_in_its_form_and_its_yaml_until_it_is_saved(page: Page) -> None:
    open_rule(page)
    type_message(page, FIRST)
    page.goto(INDEX)
    open_rule(page)
    expect(page.get_by_text(BACK)).to_be_visible()
    assert faults_of(page) == []
    expect(page.locator("#message_en")).to_have_value(FIRST)
    expect(yaml(page)).to_have_value(with_it(FIRST))
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_text("Saved. It speaks once")).to_be_visible()
    open_rule(page)
    expect(page.get_by_text(BACK)).to_be_hidden()


def test_what_was_written_last_comes_back_be_it_in_the_form_or_in_the_yaml(page: Page) -> None:
    open_rule(page)
    type_message(page, FIRST)
    yaml(page).fill(yaml(page).input_value().replace(FIRST, SECOND))
    expect(page.locator("#message_en")).to_have_value(SECOND)
    page.goto(INDEX)
    open_rule(page)
    expect(page.locator("#message_en")).to_have_value(SECOND)
    expect(yaml(page)).to_have_value(with_it(SECOND))


def test_a_draft_that_is_tried_beside_it_is_kept_nowhere(page: Page) -> None:
    open_rule(page)
    page.get_by_text("Try a draft").click()
    page.get_by_label("Draft", exact=True).fill("A draft of mine")
    type_message(page, FIRST)
    assert FIRST in page.evaluate(KEPT)
    assert "A draft of mine" not in page.evaluate(KEPT)


def test_a_new_rule_outlives_a_session_that_ended_and_is_gone_once_it_is_made(
    page: Page, clara: Visitor, tx: Any
) -> None:
    page.goto(NEW)
    for name, text in TYPED.items():
        if name != "severity":
            page.locator(f"#{name}").fill(text)
    tx(lambda session: session.execute(delete(WebSession)))
    page.get_by_role("button", name="Check and save").click()
    sign_in(page, clara)
    page.wait_for_url(f"**{NEW}")
    expect(page.locator("#words_de")).to_have_value(TYPED["words_de"])
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_text("Made, as a draft.")).to_be_visible()
    page.wait_for_load_state()  # with the script
    page.goto(NEW)
    expect(page.locator("#words_de")).to_have_value("")
