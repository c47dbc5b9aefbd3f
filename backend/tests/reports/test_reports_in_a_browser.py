"""Report, strategy and pilot as Clara sees them: in both languages and looks, by keyboard, on paper."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from backend.dates import weeks
from backend.people.models import Group
from backend.pilots import service as pilots
from backend.reports import charts, closing, rates
from backend.reports.models import Waiting
from backend.strategy import service as strategy
from backend.strategy.models import Duty, Goal
from backend.tests.browser import faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.reports.deeds import before, close, colleagues, share
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
FURTHER = (
    "reports/settings",
    "reports/figures",
    "strategy/goals/new",
    "strategy/duties/new",
    "pilots/",
    "pilots/new",
)
pytestmark = ON_ONE_DATABASE


@pytest.fixture
def programme(tx: Any) -> str:
    """Ten weeks of two groups, a goal, and a pilot that is over; its address."""

    def happen(session: Any) -> str:
        last = weeks.last_over()
        works, sales = colleagues(session, 7, "Works"), colleagues(session, 3, "Sales")
        for sunday in weeks.between(last - weeks.WEEK * 9, last):
            for person in works + sales:
                share(session, person, before(sunday), clicks=2)
            for n in range(6):
                key = {"measure": "rule:undisclosed-promo", "part": "followed", "week": sunday}
                session.add(Waiting(**key, who=str(n), value=1))
        session.flush()
        close(session, closing.due(session))
        rates.save(session, "EUR", 1.5, 4)
        told = {"name": "Read", "kpi": "clicks", "target": 99, "due": weeks.today(), "owner_id": None}
        strategy.save(session, Goal, None, **told)
        strategy.save(session, Duty, None, task="Writes captions", person_id=None)
        group = session.scalars(select(Group.id).where(Group.name == "Works")).one()
        starts = last - weeks.WEEK * 4 + timedelta(days=1)
        span = {"starts": starts, "baseline_weeks": 3, "pilot_weeks": 4}
        return str(pilots.plan(session, group, name="Works pilot", owner_id=None, **span).id)

    return str(tx(happen))


def on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator(".tabs, nav.views, details").first).to_be_hidden()
    expect(page.get_by_role("img").first).to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize(("dark", "language"), [(False, "en"), (True, "de")])
def test_clara_reads_report_strategy_and_pilot(
    browser: Browser, url: str, clara: Visitor, programme: str, dark: bool, language: str
) -> None:
    clara.patch("/api/v1/me", json={"language": language})
    addresses = ("/admin/reports/", "/admin/strategy/", f"/admin/pilots/{programme}")
    with page_of(browser, url, clara, dark, language) as page:
        for address in addresses:
            page.goto(address)
            summary = page.locator("details summary").first
            table = page.locator("details table").first
            expect(table).to_be_hidden()
            summary.focus()
            page.keyboard.press("Enter")
            expect(table).to_be_visible()
            expect(page.locator("svg.chart rect").first).to_be_visible()
            assert faults_of(page) == [], address
            on_paper(page)
            assert fits(page), address
            page.set_viewport_size({"width": 1280, "height": 900})
        page.goto("/admin/reports/")
        month = page.locator("nav.months a").last.get_attribute("href")
        page.goto("/admin/strategy/")
        entry = "a[href*='/strategy/{}/']:not([href$=new])"
        entries = [page.locator(entry.format(of)).first.get_attribute("href") for of in ("goals", "duties")]
        for address in (*(f"/admin/{further}" for further in FURTHER), *map(str, entries), str(month)):
            page.goto(address)
            assert faults_of(page) == [], address
            assert fits(page), address


FIGURE = "one => parseFloat(getComputedStyle(one).fontSize) * one.ownerSVGElement.getScreenCTM().a"


def test_the_figures_of_a_picture_are_large_enough_to_read_on_a_phone(
    browser: Browser, url: str, clara: Visitor, programme: str
) -> None:
    with page_of(browser, url, clara, False, "en") as page:
        page.set_viewport_size({"width": 390, "height": 800})
        for address in ("/admin/reports/", "/admin/strategy/", f"/admin/pilots/{programme}"):
            page.goto(address)
            assert page.locator("svg.chart text").first.evaluate(FIGURE) >= 10, address


APART = """chart => ['above', 'below'].every(row => {
  const all = [...chart.querySelectorAll(`text.${row}`)].map(text => text.getBBox());
  const seen = all.filter(box => box.width);
  return seen.length > 1 && seen.every((box, at) => !at || seen[at - 1].x + seen[at - 1].width < box.x);
})"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("weeks_told", [8, 26, 60])
def test_no_figure_of_a_picture_runs_into_its_neighbour(
    browser: Browser, url: str, clara: Visitor, app: Flask, width: int, weeks_told: int
) -> None:
    drawn = charts.draw(charts.Column(f"{week % 53}", 1, "123,456") for week in range(weeks_told))
    with app.app_context():
        picture = app.jinja_env.get_template("reports/charts.html").module.columns(drawn, "Shares")
    body = f'<link rel="stylesheet" href="/static/css/reports.css"><main class="drawn">{picture}</main>'
    with page_of(browser, url, clara, False, "en") as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.route("**/picture", lambda route: route.fulfill(body=body, content_type="text/html"))
        page.goto("/picture")
        assert page.locator("svg.chart").evaluate(APART)


def test_four_goals_with_their_pictures_are_one_sheet_of_paper(
    browser: Browser, url: str, clara: Visitor, programme: str, tx: Any
) -> None:
    def more(session: Any) -> None:
        for kpi in ("shares", "sharing", "clicks_per_share"):
            told = {"kpi": kpi, "target": 20, "due": weeks.today(), "owner_id": None}
            strategy.save(session, Goal, None, name=f"Our engineers are visible: {kpi}", **told)
        for task in ("Answers questions", "Talks to the works council", "Decides on tips"):
            strategy.save(session, Duty, None, task=task, person_id=None)

    tx(more)
    with page_of(browser, url, clara, False, "en") as page:
        page.goto("/admin/strategy/")
        expect(page.locator(".goal svg.chart")).to_have_count(4)
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
