"""The programme's daily work, from the people who run it to the popup and the page of those who take part."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select, update

from backend.people.models import Person
from backend.points.models import PointsDay
from backend.programme.models import Season
from backend.tests.imports.steps import feed_of
from backend.tests.programme.players import days
from backend.tests.small_web import Web, serving
from e2e import employee, staff
from e2e.backend import Backend
from e2e.guest import Guest
from e2e.places import SDUI
from e2e.staff import BEN, CLARA
from e2e.tests.test_share import posted, shared, wait_for


@pytest.fixture
def web(backend: Backend) -> Iterator[Web]:
    """A web on loopback, from which the server may read as only tests may."""
    backend.app.config["PLAINSPOKEN"] = replace(backend.app.config["PLAINSPOKEN"], fetch_loopback=True)
    with serving() as web:
        yield web


def popup(context: BrowserContext) -> Page:
    """The popup after a sync, as a tab."""
    employee.sync(context)
    page = context.new_page()
    page.goto(employee.options_url(context).replace("options", "popup"))
    page.locator("[data-name=release]").wait_for()
    return page


def test_what_ben_imports_for_the_pilot_is_in_the_popup_of_its_people_and_of_nobody_else(
    amira: BrowserContext, backend: Backend, web: Web
) -> None:
    with staff.signed_in(amira, backend, BEN) as ben:
        ben.goto(f"{backend.url}/admin/content/imports/")
        ben.locator("[name=addresses]").fill(web.put("/feed", feed_of("folding", "ironing"), "text/xml"))
        ben.locator("form:has([name=addresses]) [type=submit]").click()
        ben.get_by_role("link", name="folding").click()
        ben.locator("[name=title]").fill("A robot that folds")
        ben.get_by_label("Pilot").check()
        ben.locator("[name=pinned]").check()
        ben.locator("[name=captions-0-text]").fill("My team at Acme taught a robot to fold. It took a year.")
        ben.locator("form.fields > [type=submit]").last.click()
        ben.locator("button[name=publish]").click()
        expect(ben.get_by_role("button", name="Zurückziehen")).to_be_visible()
    expect(popup(amira).get_by_role("heading", name="A robot that folds")).to_be_visible()
    employee.sign_in(amira, backend, "deniz@acme.example")
    others = popup(amira)
    expect(others.locator("article").first).to_be_visible()
    expect(others.get_by_role("heading", name="A robot that folds")).to_have_count(0)


def weeks_go_by(session: Any) -> None:
    """What was gained today was gained in a season that is over, and four colleagues gained less."""
    season = session.scalars(select(Season).where(Season.name == "Winter")).one()
    season.starts, season.ends = days(-2), days(-1)
    session.execute(update(Season).where(Season.name == "Autumn").values(ends=days(-3)))
    session.execute(update(PointsDay).where(PointsDay.day >= days(-2)).values(day=days(-1)))
    for person in session.scalars(select(Person).where(Person.on_leaderboard, Person.name != "Amira Aziz")):
        session.merge(PointsDay(day=days(-1), person_id=person.id, points=1))


def test_a_season_begins_amira_shares_in_it_and_stands_on_the_podium_at_its_end(
    amira: BrowserContext, backend: Backend
) -> None:
    with staff.signed_in(amira, backend, CLARA) as clara:
        clara.goto(f"{backend.url}/admin/seasons/")
        clara.get_by_role("link", name="Autumn").click()
        clara.locator("[name=ends]").fill(str(days(-1)))
        clara.keyboard.press("Enter")
        expect(clara.get_by_role("link", name="Autumn")).to_be_visible()
        clara.goto(f"{backend.url}/admin/seasons/new")
        clara.locator("[name=name]").fill("Winter")
        clara.locator("[name=starts]").fill(str(days(0)))
        clara.locator("[name=ends]").fill(str(days(30)))
        clara.keyboard.press("Enter")
        expect(clara.get_by_role("link", name="Winter")).to_be_visible()
    feed = amira.new_page()
    SDUI.open(feed)
    posted(shared(feed, Guest(feed)), SDUI)
    wait_for(amira, lambda seen: not seen["shares"])
    backend.run(weeks_go_by)
    pseudonym = backend.run(
        lambda session: session.scalars(select(Person.pseudonym).where(Person.name == "Amira Aziz")).one()
    )
    with staff.signed_in(amira, backend, CLARA) as clara:
        clara.goto(f"{backend.url}/admin/seasons/")
        clara.get_by_role("row", name="Winter").get_by_role("button").click()
        clara.get_by_role("dialog").get_by_role("button", name="Announce").click()
        with clara.expect_popup() as opened:
            clara.get_by_role("row", name="Winter").get_by_role("link").last.click()
        expect(opened.value.locator(".step-1")).to_contain_text(pseudonym)
        expect(opened.value.locator(".step-1")).to_contain_text("2")
