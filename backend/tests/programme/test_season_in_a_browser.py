"""A season from its plan to the wall screen, as Clara does it by hand."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.people import service as people
from backend.programme.models import Season
from backend.tests.browser import faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.programme.players import count, days, player, two_teams
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE


def weeks_go_by(session: Any) -> None:
    """The season ended yesterday, with six people who shared in it, two of them equally well."""
    season = session.query(Season).one()
    season.starts, season.ends = days(-30), days(-1)
    for number, points in enumerate((10, 20, 30, 40, 50, 50), 1):
        player(session, number, points, days(-2))
    two_teams(session)
    count(session)


def middle(page: Page, place: str) -> float:
    box = page.locator(place).bounding_box()
    assert box
    return round(box["x"] + box["width"] / 2)


@pytest.mark.parametrize(("dark", "language"), [(False, "en"), (True, "de")])
def test_clara_plans_a_season_and_the_wall_shows_its_podium(
    browser: Browser, url: str, clara: Visitor, tx: Any, dark: bool, language: str
) -> None:
    clara.patch("/api/v1/me", json={"language": language})
    tx(lambda session: people.switch_board(session, True))
    with page_of(browser, url, clara, dark, language) as page:
        page.goto("/admin/seasons/new")
        page.fill("#name", "Autumn")
        page.fill("#starts", str(days(1)))
        page.fill("#ends", str(days(30)))
        page.fill("#prize", "A robot")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Autumn").click()
        expect(page.locator("#prize")).to_have_value("A robot")
        assert faults_of(page) == []
        assert fits(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto("/admin/seasons/")
        tx(weeks_go_by)
        page.reload()
        page.get_by_role("button", name="Autumn").click()
        page.get_by_role("dialog", name="Autumn").get_by_role("button").first.click()
        with page.expect_popup() as opened:
            page.get_by_role("row", name="Autumn").get_by_role("link").last.click()
        wall = opened.value
        expect(wall.locator(".step-1")).to_contain_text("Badger 5Badger 6")
        expect(wall.locator(".step-3")).to_contain_text("Badger 4")
        assert wall.locator(".podium li").count() == 2
        expect(wall.locator(".teams li")).to_have_count(2)
        assert faults_of(wall) == []
        assert fits(wall)
        page.goto("/me/board/")
        expect(page.locator(".podium")).to_be_visible()
        # nobody is second, and the first stands in the middle all the same
        assert middle(page, ".step-1") == middle(page, ".podium") == middle(page, ".of-podium")
        expect(page.locator("table").last).to_contain_text("Works")
        assert faults_of(page) == []
