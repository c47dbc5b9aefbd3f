"""Names of eighty letters without a break: they stay inside of the window, and push nothing out of it."""

from datetime import timedelta
from typing import Any

from playwright.sync_api import Browser, Page
from sqlalchemy import select

from backend.content.models import Item
from backend.dates import weeks
from backend.people import installed, service as people
from backend.people.models import Group
from backend.pilots import service as pilots
from backend.programme import seasons
from backend.tests import acme
from backend.tests.browser import fits, page_of
from backend.tests.cast import Visitor
from backend.tests.programme.players import count, days, player, two_teams
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE

NAME = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaf"
LISTS = ("content", "pilots", "seasons", "strategy", "reports", "people/groups")


def everything_is_called_that(session: Any) -> str:
    """What the address of the wall ends with."""
    people.switch_board(session, True)
    installed.installation(session).organisation = NAME
    season = seasons.save(session, None, f"{NAME}1", days(-30), days(30), f"{NAME}!")
    for number in range(1, 6):
        player(session, number, number, weeks.last_over())
    two_teams(session)
    for number, group in enumerate(session.scalars(select(Group)).all()):
        group.name = f"{NAME}{number}"
    session.flush()
    count(session)
    topics = [acme.topic(session)]
    topics[0].name = NAME
    acme.item(session, title=f"{NAME}2", source=NAME, topics=topics, groups=[group])
    span = {"starts": weeks.last_over() + timedelta(days=1), "baseline_weeks": 3, "pilot_weeks": 4}
    owner = people.find_by_email(session, "clara@acme.example")
    owner.name = f"{NAME}3"
    pilots.plan(session, group.id, name=f"{NAME}4", owner_id=owner.id, **span)
    return str(season.wall_code)


def fits_a_desk(page: Page) -> bool:
    page.set_viewport_size({"width": 1280, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_they_stay_inside_of_the_window(browser: Browser, url: str, clara: Visitor, tx: Any) -> None:
    tx(acme.rules_in_force)
    wall = tx(everything_is_called_that)
    clara.patch("/api/v1/me", json={"language": "de"})
    item = tx(lambda session: session.scalars(select(Item.id)).one())
    admin = (*LISTS, "settings/agreement", f"content/{item}/preview")
    with page_of(browser, url, clara, False, "de") as page:
        wide = {}
        for address in (*(f"/admin/{one}" for one in admin), "/me/board/", "/me/points/", f"/wall/{wall}"):
            page.goto(address)
            wide[address] = (fits_a_desk(page), fits(page))
        assert {address for address, both in wide.items() if both != (True, True)} == set()
        page.goto(f"/admin/content/{item}/preview")
        cut = "found => found.filter(one => one.scrollWidth > one.clientWidth).length"
        assert page.locator(".post").evaluate_all(cut) == 0
