"""Comments on and likes of the company's own posts: told where Amira switched it on, and never a word."""

import json
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend.db import now
from backend.points.models import TariffLine
from e2e import content_world, employee
from e2e.backend import Backend
from e2e.keys import write
from e2e.places import EMBER, SDUI, Place, X
from e2e.tests.where import ONE_SITE

WORDS = "Well done, and congratulations to the team"
LIKE = {
    SDUI.name: "button[aria-label^='Reaction button state']",
    EMBER.name: ".react-button__trigger",
    X.name: "[data-testid=like], [data-testid=unlike]",
}
OUTBOX = """async () => {
  const { waiting } = await import('/background/outbox.js');
  return (await waiting()).filter(({ path }) => path === 'engagements').map(({ body }) => body);
}"""

IS_ON = "async () => (await chrome.storage.local.get('settings')).settings?.features?.engagement === true"


def switch_on(context: BrowserContext, where: str = "popup") -> None:
    """As Amira would, in the popup or in the settings (options)."""
    page = context.new_page()
    page.goto(employee.options_url(context).replace("options", where))
    switch = page.locator("[data-name=engagement]")
    expect(switch).not_to_be_checked()
    expect(page.get_by_text("Never what you wrote")).to_be_visible()
    switch.press("Space")
    expect(switch).to_be_checked()
    expect(switch).to_be_focused()
    employee.wait_until(page, IS_ON)
    page.close()


def like(page: Page, place: Place, author: str, handle: str) -> None:
    place.post_by(page, author, handle).locator(LIKE[place.name]).first.click()


def comment(page: Page, place: Place, author: str, handle: str) -> None:
    place.answer_to(page, author, handle)
    write(page, WORDS)
    page.locator(place.send).first.click()
    page.wait_for_function("() => window.sitePage.sent.length")


def waiting(context: BrowserContext, number: int) -> list[dict[str, str]]:
    """What waits to be told, once it is so many."""
    page = context.new_page()
    page.goto(employee.options_url(context))
    employee.wait_until(page, f"async (number) => (await ({OUTBOX})()).length >= number", number)
    found: list[dict[str, str]] = page.evaluate(OUTBOX)
    page.close()
    return found


def told(backend: Backend) -> list[dict[str, Any]]:
    """What reached the server about engagements."""
    sent = [body for method, path, body in backend.requests if path.startswith("/api/v1/engagements")]
    return [json.loads(body) for body in sent if body]


def likes_bring_two_points(session: Any) -> None:
    line = {"kind": "like", "starts": now().date() - timedelta(days=1), "points": 2, "per_day": 5}
    session.add(TariffLine(per_link_and_day=None, why="", **line))


def test_a_like_and_a_comment_bring_points_and_the_like_taken_back_takes_its_own_along(
    amira: BrowserContext, page: Page, place: Place, backend: Backend
) -> None:
    backend.run(likes_bring_two_points)
    switch_on(amira)
    before = employee.tell(amira, {"type": "status"})["points"]["total"]
    like(page, place, "Acme", "acme")
    assert [one["kind"] for one in waiting(amira, 1)] == ["like"]
    like(page, place, "Acme", "acme")
    assert [one["kind"] for one in waiting(amira, 2)] == ["like", "unlike"]
    comment(page, place, "Acme", "acme")
    assert [one["kind"] for one in waiting(amira, 3)] == ["like", "unlike", "comment"]
    employee.sync(amira)
    assert {(one["platform"], one["post"]) for one in told(backend)} == {
        (place.platform, told(backend)[0]["post"])
    }
    assert WORDS not in "".join(body for *_, body in backend.requests)
    points = employee.tell(amira, {"type": "status"})["points"]
    assert points["total"] - before == 3
    assert [one["points"] for one in points["entries"][:3]] == [3, -2, 2]


@pytest.mark.parametrize("place", [SDUI], ids=["LinkedIn SDUI"])  # where headlines tell a colleague
def test_nothing_is_told_before_it_is_switched_on_nor_of_other_peoples_posts(
    amira: BrowserContext, page: Page, place: Place, backend: Backend
) -> None:
    like(page, place, "Acme", "acme")
    switch_on(amira, "options")
    for author, handle in (("Globex", "globex"), ("Ben Brandt", "benbrandt")):
        like(page, place, author, handle)
    comment(page, place, "Ben Brandt", "benbrandt")
    like(page, place, "Acme", "acme")  # the one thing there is to tell; it comes after all the others
    [only] = waiting(amira, 1)
    assert only["kind"] in {"like", "unlike"}  # of the same post, or of the next one by Acme


@ONE_SITE
def test_a_press_that_the_page_did_not_make_a_like_of_is_none(
    amira: BrowserContext, page: Page, place: Place
) -> None:
    switch_on(amira)
    button = place.post_by(page, "Acme", "acme").locator(LIKE[place.name]).first
    button.evaluate("node => node.addEventListener('click', event => event.stopPropagation())")
    button.click()
    comment(page, place, "Acme", "acme")
    assert [one["kind"] for one in waiting(amira, 1)] == ["comment"]


@ONE_SITE
def test_a_like_that_the_page_takes_back_by_itself_is_taken_back(
    amira: BrowserContext, page: Page, place: Place
) -> None:
    switch_on(amira)
    like(page, place, "Acme", "acme")
    button = place.post_by(page, "Acme", "acme").locator(LIKE[place.name]).first
    expect(button).to_have_attribute("data-testid", "unlike")
    button.evaluate("node => node.click()")  # as where the site's server refused it
    comment(page, place, "Acme", "acme")
    assert [one["kind"] for one in waiting(amira, 3)] == ["like", "unlike", "comment"]


LIKED_AND_NOT = """(async () => {
  const say = (kind, post) => chrome.runtime.sendMessage({ type: 'engagement', kind, platform: 'x', post });
  for (let post = 0; post < 20; post++) await Promise.all([say('like', `${post}`), say('unlike', `${post}`)]);
})()"""


@ONE_SITE
def test_what_is_told_in_one_moment_waits_in_its_order(
    amira: BrowserContext, page: Page, place: Place
) -> None:
    switch_on(amira)
    content_world.of(page).evaluate(LIKED_AND_NOT)
    assert [one["kind"] for one in waiting(amira, 40)] == ["like", "unlike"] * 20


@ONE_SITE
def test_keys_pressed_in_an_empty_text_field_are_no_comment(
    amira: BrowserContext, page: Page, place: Place
) -> None:
    switch_on(amira)
    place.answer_to(page, "Acme", "acme")
    page.keyboard.press("Control+Enter")
    page.evaluate("() => document.querySelector('#layers').replaceChildren()")
    like(page, place, "Acme", "acme")  # the one thing there is to tell
    assert [one["kind"] for one in waiting(amira, 1)] == ["like"]
