"""A pilot from its plan to the exit report and the roll-out, as Clara does it by hand."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from backend.dates import weeks
from backend.tests.browser import faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.pilots.works import this_monday, weeks_go_by
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE


@pytest.mark.parametrize(("dark", "language"), [(False, "en"), (True, "de")])
def test_clara_plans_a_pilot_reads_what_changed_and_rolls_it_out(
    browser: Browser, url: str, clara: Visitor, groups: dict[str, str], tx: Any, dark: bool, language: str
) -> None:
    clara.patch("/api/v1/me", json={"language": language})
    starts = this_monday() - weeks.WEEK * 3
    tx(lambda session: weeks_go_by(session, starts))  # before a page is opened that counts them
    with page_of(browser, url, clara, dark, language) as page:
        page.goto("/admin/pilots/new")
        page.fill("#name", "Works pilot")
        page.fill("#question", "Do they join in beside their shifts?")
        page.select_option("#group", groups["Works"])
        page.fill("#baseline_weeks", "2")
        page.fill("#starts", str(starts))
        page.fill("#pilot_weeks", "3")
        page.locator("form.fields button").click()
        expect(page.get_by_role("heading", name="Works pilot")).to_be_visible()
        during = page.locator("table tr").filter(has_text="Works").first
        expect(during).to_contain_text("+220")
        expect(page.locator(".drawn svg").first).to_be_visible()
        page.locator("main .actions a").click()
        assert faults_of(page) == [] and fits(page)
        page.locator("form.fields button").click()
        page.locator("details summary").first.click()
        assert faults_of(page) == []
        assert fits(page)
        page.locator("#roll-out input[type=checkbox]").first.press("Enter")
        expect(page.locator(".message.fault")).to_be_visible()
        expect(page.locator("section.no-print")).not_to_contain_text("Sales, ")
        page.locator("section.no-print button[popovertarget]").first.click()
        assert faults_of(page) == [] and fits(page)
        page.locator(".question button[form]").click()
        expect(page.locator("section.no-print")).to_contain_text("Sales, ")
        assert faults_of(page) == []
