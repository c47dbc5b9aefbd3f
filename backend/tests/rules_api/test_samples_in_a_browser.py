"""The page of the samples while a run goes on, in a real browser: it looks again, and disturbs nobody."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from backend.rules.measuring import impact
from backend.rules.models import Release
from backend.tests.acme import FINE
from backend.tests.browser import page_of
from backend.tests.cast import Visitor
from backend.tests.rules_api.test_samples import PAGE, bring
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
DEEDS: dict[str, Callable[[Page], None]] = {
    "a field is entered": lambda page: page.get_by_label("Site").focus(),
    "a field is filled": lambda page: page.get_by_label("Site").select_option("x"),
    "the page is clicked": lambda page: page.get_by_role("heading", name="Add texts").click(),
}


@pytest.fixture
def page(release: Release, ben: Visitor, tx: Any, browser: Browser, url: str) -> Iterator[Page]:
    """Ben's, while a run goes on; its clock goes on only when told."""
    bring(ben, FINE)
    tx(impact.start)
    with page_of(browser, url, ben, dark=False, language="en") as page:
        page.clock.install(time=0)
        page.clock.pause_at(1000)
        page.goto(PAGE)
        yield page


def test_it_shows_by_itself_how_far_it_is(page: Page) -> None:
    with page.expect_navigation():
        page.clock.run_for(2000)


@pytest.mark.parametrize("deed", DEEDS)
def test_it_takes_nothing_from_somebody_who_does_something_in_it(page: Page, deed: str) -> None:
    DEEDS[deed](page)
    page.evaluate("document.body.id = 'here'; addEventListener('beforeunload', () => document.body.id = '')")
    page.clock.run_for(5000)
    assert page.locator("#here").count() == 1


def test_what_came_of_a_sent_form_is_not_sent_again(ben: Visitor, release: Release, tx: Any) -> None:
    bring(ben, FINE)
    tx(impact.start)
    assert "look-again.js" in ben.pages.get(PAGE).text
    answer = bring(ben, "")
    assert "<progress" in answer.text
    assert "look-again.js" not in answer.text
