"""A suggestion fits the post in view, Amira shares it, and the points follow. One story, on every site."""

import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import update

from backend.db import now
from backend.people import service as people
from backend.shares import limits
from backend.shares.models import Share
from backend.sign_in import browser_session, sessions
from e2e import employee
from e2e.backend import Backend
from e2e.guest import PATIENCE_S, Guest
from e2e.keys import write
from e2e.mishaps import stopped
from e2e.places import EMBER, FRAMES, Place
from e2e.tests.where import EACH_SITE, ONE_SITE

GIVEAWAY = "Giveaway! Comment and win a HomeBot from us at Acme."
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36"


@pytest.fixture
def page(amira: BrowserContext, place: Place) -> Page:
    if place is EMBER:  # the share address cannot carry the dialect
        cookie = {"name": "dialect", "value": "ember", "url": "https://www.linkedin.com"}
        amira.add_cookies([cookie])
    page = amira.new_page()
    place.open(page)
    yield page
    amira.clear_cookies()


def suggested(page: Page, guest: Guest) -> str:
    """Scroll until a suggestion stands in the feed; its text."""
    for _ in range(200):
        if node := guest.find(cls="suggestion"):
            return node.text
        page.mouse.move(640, 600)
        page.mouse.wheel(0, 300)
        page.evaluate(FRAMES)
    raise AssertionError("no suggestion in 60,000 pixels of feed")


def shared(page: Page, guest: Guest) -> Page:
    """Share the suggestion; the tab with the site's own composer."""
    suggested(page, guest)
    guest.press("share")
    with page.context.expect_page() as opened:
        guest.press("open")
    return opened.value


def posted(composer: Page, place: Place) -> str:
    """Press the site's own Post button; what it posted."""
    composer.locator(place.draft).first.wait_for()
    composer.locator(place.draft).first.click()
    composer.locator(place.publish).first.click()
    composer.wait_for_function("() => window.sitePage.sent.length")
    return str(composer.evaluate("window.sitePage.sent[0].text"))


def status(context: BrowserContext) -> dict[str, Any]:
    return dict(employee.tell(context, {"type": "status"}))


def link_in(text: str) -> str:
    return next(word for word in text.split() if "/r/" in word)


def follow(url: str) -> str:
    """Where a person's browser is sent from this link."""

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    request = Request(url, headers={"User-Agent": BROWSER, "Accept-Language": "en"})
    try:
        return str(build_opener(Stay).open(request).url)
    except Exception as answer:  # urllib's word for "not followed" is an error
        return str(answer.headers["Location"])  # type: ignore[attr-defined]


@ONE_SITE
def test_a_suggestion_says_why_it_is_shown(page: Page, guest: Guest) -> None:
    assert "fits this post: " in suggested(page, guest)


@ONE_SITE
def test_what_is_not_wanted_is_not_shown_again(
    amira: BrowserContext, page: Page, guest: Guest, place: Place
) -> None:
    first = suggested(page, guest)
    guest.press("refuse")
    guest.wait_gone(cls="suggestion")
    page.reload()
    assert suggested(page, Guest(page)) != first


@ONE_SITE
def test_an_edited_caption_is_what_opens(page: Page, guest: Guest, place: Place) -> None:
    suggested(page, guest)
    guest.press("share")
    guest.press(tag="textarea")
    page.keyboard.press("Control+a")
    write(page, "At Acme we argue about plates a lot.")
    with page.context.expect_page() as opened:
        guest.press("open")
    assert "argue about plates" in posted(opened.value, place)


@ONE_SITE
def test_own_words_outlive_cancel_and_the_keyboard_finds_its_way(
    page: Page, guest: Guest, place: Place
) -> None:
    suggested(page, guest)
    guest.press("share")
    page.keyboard.press("Control+a")
    write(page, "At Acme we argue about plates a lot.")
    guest.press("cancel")
    page.keyboard.press("Enter")
    guest.wait(tag="textarea")
    with page.context.expect_page() as opened:
        guest.press("open")
    assert "argue about plates" in posted(opened.value, place)


@ONE_SITE
def test_who_shares_by_keyboard_keeps_their_place_when_it_was_refused_and_when_it_has_to_wait(
    page: Page, guest: Guest, backend: Backend
) -> None:
    backend.run(lambda session: limits.choose(session, 0, []))
    suggested(page, guest)
    guest.press("share")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    guest.wait(cls="suggestion", text="Enough for today")
    guest.wait_focus()
    with stopped(backend):
        page.keyboard.press("Enter")
        guest.wait(name="done")
    guest.wait_focus()
    page.keyboard.press("Enter")
    guest.wait_gone(cls="suggestion")


@ONE_SITE
def test_what_the_rules_say_of_a_caption_is_shown_as_in_the_card_with_the_fix_to_take(
    page: Page, guest: Guest
) -> None:
    suggested(page, guest)
    guest.press("share")
    guest.press(tag="textarea")
    page.keyboard.press("Control+a")
    write(page, "HomeBot is a wonderful help at home, you should try it.")
    shown = guest.wait(cls="finding", text="Say that Acme is your employer")
    assert "Worth a second look" in shown.text
    guest.press("why")
    guest.wait(cls="reason", text="Say where you work")
    guest.press("fix")
    guest.wait_gone(cls="finding")
    page.keyboard.press("Control+z")
    guest.wait(cls="finding")


@ONE_SITE
def test_a_screen_reader_hears_once_that_a_text_gets_too_long_for_x_and_once_that_it_fits_again(
    page: Page, guest: Guest
) -> None:
    suggested(page, guest)
    guest.press("share")
    guest.press(tag="textarea")
    page.keyboard.press("Control+a")
    write(page, "I" * 256)
    for key, heard in (
        ("I", "Now too long for X."),
        ("I", "Now too long for X."),
        ("Backspace", "Now too long for X."),
        ("Backspace", "Short enough for X again."),
        ("Backspace", "Short enough for X again."),
    ):
        page.keyboard.press(key)
        guest.until(
            lambda text=heard: spoken(guest) == [text], lambda text=heard: f"{text}, not {spoken(guest)}"
        )


def spoken(guest: Guest) -> list[str]:
    """What a live region says that is not seen."""
    return [node.text for node in guest.nodes() if "live" in node.classes and node.text]


def in_window(page: Page, guest: Guest, name: str) -> bool:
    box = guest.box(guest.wait(name=name))
    return bool(box and box[1] >= 0 and box[3] <= page.evaluate("innerHeight"))


@ONE_SITE
def test_at_the_lower_edge_the_form_and_what_is_found_in_it_come_into_the_window_with_their_buttons(
    page: Page, guest: Guest
) -> None:
    suggested(page, guest)
    guest.press("share")
    _, buttons, _, _ = guest.at_rest("open")
    guest.press("cancel")
    page.set_viewport_size({"width": 1280, "height": int(buttons)})
    guest.press("share")
    guest.until(lambda: in_window(page, guest, "open"), lambda: "the form's buttons to be in the window")
    page.keyboard.press("Control+a")
    # at once: with a later letter the browser would show the caret instead
    page.keyboard.insert_text(GIVEAWAY)
    guest.wait(name="anyway")
    guest.until(
        lambda: in_window(page, guest, "open"),
        lambda: f"{guest.box(guest.wait(name='open'))} to be in the window",
    )


def test_what_is_found_comes_into_a_window_that_is_too_low_for_the_form(page: Page, guest: Guest) -> None:
    page.set_viewport_size({"width": 640, "height": 400})  # as 1280 × 800 at 200 %
    suggested(page, guest)
    guest.press("share")
    guest.press(tag="textarea")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(GIVEAWAY)
    guest.wait(name="anyway")
    guest.until(
        lambda: in_window(page, guest, "anyway"),
        lambda: f"{guest.box(guest.wait(name='anyway'))} to be in the window",
    )


@ONE_SITE
def test_a_risky_caption_needs_a_second_yes(page: Page, guest: Guest) -> None:
    suggested(page, guest)
    guest.press("share")
    guest.press(tag="textarea")
    page.keyboard.press("Control+a")
    write(page, GIVEAWAY)
    tabs = len(page.context.pages)
    guest.press("open")
    guest.wait(name="needsTick", text="tick “Share it anyway”")
    assert len(page.context.pages) == tabs
    guest.press("anyway")
    guest.wait_gone(name="needsTick")
    guest.press(tag="textarea")
    page.keyboard.press("Control+End")
    page.keyboard.type("!")  # the same hint: the tick stays
    with page.context.expect_page():
        guest.press("open")


def shared_anyway(page: Page, guest: Guest) -> Page:
    suggested(page, guest)
    guest.press("share")
    page.keyboard.press("Control+a")
    write(page, GIVEAWAY)
    guest.press("anyway")
    with page.context.expect_page() as opened:
        guest.press("open")
    return opened.value


def test_who_shared_it_anyway_is_not_asked_the_same_again_in_the_sites_composer(
    page: Page, guest: Guest, place: Place
) -> None:
    composer = shared_anyway(page, guest)
    composer.locator(place.draft).first.click()
    Guest(composer).wait(cls="confirm")  # the advice stays
    assert "win a HomeBot" in posted(composer, place)


@EACH_SITE
def test_what_was_shared_anyway_and_then_changed_is_asked_about(
    page: Page, guest: Guest, place: Place
) -> None:
    composer = shared_anyway(page, guest)
    composer.locator(place.draft).first.click()
    composer.keyboard.press("Control+Home")
    write(composer, "Hurry! ")
    composer.locator(place.publish).first.click()
    Guest(composer).wait(cls="confirm", text="Press")
    assert composer.evaluate("window.sitePage.sent") == []


@ONE_SITE
def test_who_shared_enough_for_today_is_told_so_in_the_card_and_keeps_the_words(
    amira: BrowserContext, page: Page, guest: Guest, backend: Backend
) -> None:
    backend.run(lambda session: limits.choose(session, 1, []))
    shared(page, guest).close()
    page.bring_to_front()
    page.reload()
    suggested(page, guest)
    guest.press("share")
    guest.press(tag="textarea")
    page.keyboard.press("Control+a")
    write(page, "Stairs, rugs and a cat.")
    tabs = len(amira.pages)
    guest.press("open")
    assert (
        "your organisation has set a limit of 1 a day"
        in guest.wait(text="Enough for today", cls="suggestion").text
    )
    assert "Your text is still here." in guest.wait(cls="suggestion").text
    guest.wait(tag="textarea")
    assert len(amira.pages) == tabs


def test_the_last_click_is_the_employees_own_and_from_it_come_points_and_a_place_on_the_board(
    amira: BrowserContext,
    page: Page,
    guest: Guest,
    place: Place,
    backend: Backend,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = status(amira)["points"]["total"]
    board = my_board(amira, backend)
    on_board = points_on(board)
    page.bring_to_front()
    composer = shared(page, guest)
    composer.locator(place.draft).first.wait_for()
    assert composer.evaluate("window.sitePage.sent") == []
    link = link_in(posted(composer, place))
    wait_for(amira, lambda seen: not seen["shares"])
    employee.sync(amira)
    assert status(amira)["points"]["total"] - before == 2

    follow(link)  # whoever comes within the first seconds comes for the site
    backend.run(a_minute_goes_by)
    target = follow(link)
    assert urlsplit(target).hostname in {"acme.example", "robot-gazette.example"}
    follow(link)  # the second click of the same visitor is none
    employee.sync(amira)
    total = status(amira)["points"]["total"]
    assert total - before == 2 + 10

    board.reload()
    assert points_on(board) == on_board
    monkeypatch.setattr("backend.dates.weeks.now", lambda: now() + timedelta(days=7, hours=1))
    board.reload()
    assert points_on(board) == total  # a board ends with the last Sunday


def wait_for(context: BrowserContext, true: Any) -> None:
    """Until the worker's status is as wished."""
    page = context.new_page()
    page.goto(employee.options_url(context))
    end = time.monotonic() + PATIENCE_S
    while not true(page.evaluate("() => chrome.runtime.sendMessage({type: 'status'})")):
        assert time.monotonic() < end, "the worker did not get there"
    page.close()


def a_minute_goes_by(session: Any) -> None:
    """Since everything that is posted."""
    session.execute(update(Share).values(posted_at=now() - timedelta(minutes=1)))


def my_board(context: BrowserContext, backend: Backend) -> Page:
    """Amira's own page with the board, where she is signed in."""

    def begin(session: Any) -> str:
        return sessions.begin(session, people.find_by_email(session, employee.AMIRA).id, False)

    app, token = backend.app, backend.run(begin)
    value = app.session_interface.get_signing_serializer(app).dumps({browser_session.TOKEN: token})
    context.add_cookies([{"name": app.config["SESSION_COOKIE_NAME"], "value": value, "url": backend.url}])
    page = context.new_page()
    page.goto(f"{backend.url}/me/board/")
    return page


def points_on(board: Page) -> int:
    """My own points, as the board shows them."""
    return int(board.locator("tr.mine .number").inner_text())
