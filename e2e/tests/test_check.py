"""Amira comments under a competitor's post. One story, on every site."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from e2e.employee import in_extension
from e2e.guest import Guest
from e2e.keys import press_ctrl_enter_later, write
from e2e.places import EMBER, FRAMES, SDUI, Place, model
from e2e.tests.test_switched_off import PAUSED
from e2e.tests.where import EACH_SITE, ONE_SITE

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
# after this pause the editors undo our insertion as a step of its own
PAUSE = "start => performance.now() - start > 1300"
AWAKE = "() => chrome.storage.local.set({ settings: {} })"
HEAR = """() => {
  window.heard = [];
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick'])
    document.body.addEventListener(type, () => heard.push(type)); // what is ours ends before
}"""


@pytest.fixture
def field(page: Page, place: Place) -> Locator:
    """The text field under Globex' post, with the caret in it."""
    return place.answer_to(page, "Globex", "globex")


def warned(page: Page, guest: Guest, text: str = PRAISE) -> None:
    write(page, text)
    guest.wait(cls="confirm", text="Say that you work there")


@ONE_SITE
def test_a_calm_notice_says_whose_post_this_is(guest: Guest, field: Locator) -> None:
    guest.wait(cls="notice", text="Globex is a competitor. If you mention Acme, say that you work there.")


@ONE_SITE
def test_the_notice_says_of_a_person_that_they_work_for_a_competitor(
    page: Page, guest: Guest, place: Place
) -> None:
    place.answer_to(page, "Greta Global", "gretaglobal")
    guest.wait(cls="notice", text="Greta Global works for a competitor.")


@ONE_SITE
def test_the_notice_goes_with_the_first_keystroke(page: Page, guest: Guest, field: Locator) -> None:
    guest.wait(cls="notice")
    page.keyboard.type("H")
    guest.wait_gone(cls="notice")


# X opens its text fields one at a time
@pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)
def test_the_notice_goes_when_the_writer_goes_on_to_another_text_field_and_stays_until_then(
    page: Page, guest: Guest, place: Place, field: Locator
) -> None:
    guest.wait(cls="notice")
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    page.keyboard.press("Escape")
    page.get_by_text("Meet the Globex Butler").first.click()
    page.evaluate(FRAMES)
    assert guest.find(cls="notice")
    place.answer_to(page, "Nora Neumann", "noraneumann")
    guest.wait_gone(cls="notice")


@ONE_SITE
def test_the_notice_comes_once_per_post(page: Page, guest: Guest, field: Locator) -> None:
    guest.wait(cls="notice")
    guest.press("close")
    guest.wait_gone(cls="notice")
    page.keyboard.type("Hello")
    page.wait_for_function(
        "field => window.sitePage.modelText(field).includes('Hello')", arg=field.element_handle()
    )
    guest.stays(lambda: guest.find(cls="notice") is None, "said once")


@ONE_SITE
def test_a_notice_that_was_not_due_yet_comes_to_who_waits_before_an_empty_text_field(
    amira: BrowserContext, page: Page, guest: Guest, place: Place
) -> None:
    in_extension(amira, PAUSED)
    place.answer_to(page, "Globex", "globex")
    guest.stays(lambda: guest.find(cls="notice") is None, "a pause")
    in_extension(amira, AWAKE)
    guest.wait(cls="notice", text="Globex is a competitor.")


@ONE_SITE
def test_no_notice_under_a_post_of_somebody_else(page: Page, guest: Guest, place: Place) -> None:
    place.answer_to(page, "Nora Neumann", "noraneumann")
    guest.stays(lambda: guest.find(cls="notice") is None, "Nora is no competitor")


@ONE_SITE
def test_praise_without_saying_where_one_works_is_answered_with_the_reason_and_the_guideline(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest)
    guest.press("why")
    reason = guest.wait(cls="reason", text="Say where you work")
    assert "UWG" in reason.text


def written_by_one_who_chose_german(amira: BrowserContext, place: Place, text: str) -> Page:
    in_extension(amira, "() => chrome.storage.local.set({ settings: { language: 'de' } })")
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(page, text)
    return page


@ONE_SITE
def test_the_card_speaks_the_language_the_employee_chose_and_says_so_to_screen_readers(
    amira: BrowserContext, place: Place
) -> None:
    page = written_by_one_who_chose_german(amira, place, PRAISE)
    guest = Guest(page)
    guest.wait(cls="confirm", text="Sag dazu, dass du dort arbeitest")
    said = [node for node in guest.nodes() if node.tag == "p" and "Sag dazu" in node.text]
    assert [node.attributes["lang"] for node in said] == ["de"]


@ONE_SITE
def test_the_fix_for_a_few_german_words_is_german_in_an_english_browser(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest, "HomeBot ist wunderbar!")
    guest.wait(name="fix", text="Insert: (Ich arbeite bei Acme)")


@ONE_SITE
def test_the_fix_for_words_of_no_language_is_in_the_one_the_employee_chose(
    amira: BrowserContext, place: Place
) -> None:
    page = written_by_one_who_chose_german(amira, place, "HomeBot: super!")
    Guest(page).wait(name="fix", text="Ich arbeite bei Acme")


def test_after_the_undo_typing_goes_on_where_it_was(page: Page, guest: Guest, field: Locator) -> None:
    warned(page, guest)
    for _ in range(len(" at home.")):
        page.keyboard.press("ArrowLeft")
    page.wait_for_function(PAUSE, arg=page.evaluate("performance.now()"))
    guest.press("fix")
    guest.wait(cls="fine")
    asks = "card", "confirm"  # open, or folded where it has no room; that all is well fades by itself
    guest.stays(lambda: not any(guest.find(cls=one) for one in asks), "the caret is back where it was")
    page.keyboard.press("Control+z")
    guest.wait(cls="confirm")
    page.evaluate(FRAMES)
    page.keyboard.type(" indeed")
    page.wait_for_function(
        "field => window.sitePage.modelText(field).includes('indeed')", arg=field.element_handle()
    )
    assert model(field).strip() == PRAISE.replace(" at home", " indeed at home")


@ONE_SITE
def test_a_changed_text_is_asked_about_again(page: Page, guest: Guest, field: Locator, place: Place) -> None:
    warned(page, guest)
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press")
    field.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Really.")
    guest.wait_text_settled()
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press")
    assert sent(page) == []


def test_what_was_asked_once_is_not_asked_again_though_the_site_draws_its_text_field_anew(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press")
    old = field.element_handle()
    page.evaluate("sitePage.remount()")
    page.wait_for_function("old => !old.isConnected", arg=old)
    field.scroll_into_view_if_needed()
    field.click()
    guest.wait(cls="confirm", text="Press")
    page.locator(place.send).first.click()
    page.wait_for_function("() => window.sitePage.sent.length")


@pytest.mark.parametrize("place", [EMBER], ids=lambda place: place.name)
def test_what_the_site_drew_anew_while_nobody_was_in_it_is_asked_about_when_its_button_is_pressed(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    field.evaluate("field => field.blur()")
    page.evaluate("sitePage.remount()")
    guest.wait_gone(cls="confirm")
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press")
    assert sent(page) == []


@pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)
def test_under_another_post_the_same_words_are_asked_about_again(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press")
    other = place.post_by(page, "Greta Global", "gretaglobal")
    other.locator(place.answer).first.click()
    other.locator(place.field).click()
    write(page, PRAISE)
    other.locator(place.send).click()
    guest.wait(cls="confirm", text="Press")
    assert sent(page) == []


@ONE_SITE
def test_a_disclosed_comment_is_sent_without_a_word(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    text = "I work at Acme: HomeBot does the stairs, too. Have a look."
    write(page, text)
    page.locator(place.send).first.click()
    page.wait_for_function("() => window.sitePage.sent.length")
    assert guest.find(cls="card") is None


@ONE_SITE
def test_keys_pressed_in_the_card_are_not_heard_by_the_page(page: Page, guest: Guest, field: Locator) -> None:
    warned(page, guest)
    page.evaluate("window.heard = []; addEventListener('keydown', event => heard.push(event.key), true)")
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    page.evaluate("heard.length = 0")
    page.keyboard.press("n")
    page.keyboard.press("Tab")
    assert page.evaluate("heard") == []


def sent(page: Page) -> list[dict[str, Any]]:
    """What the site got, in order."""
    return list(page.evaluate("window.sitePage.sent"))


@pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)
def test_a_language_that_we_do_not_know_is_none(amira: BrowserContext, place: Place) -> None:
    in_extension(amira, "() => chrome.storage.local.set({ settings: { language: 'fr' } })")
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(page, "You should try HomeBot instead, it is a wonderful help at home.")
    Guest(page).wait(cls="confirm", text="Say that you work there")


def test_a_double_click_on_the_sites_button_is_one_press_and_asked_back(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    send = page.locator(place.send).first
    send.dblclick()
    guest.wait(cls="confirm", text="again")
    assert page.evaluate("sitePage.sent.length") == 0
    send.click()
    page.wait_for_function("() => sitePage.sent.length === 1")


# goes with the first click
COVER = """(button) => {
  const cover = document.createElement('div');
  const { x, y, width, height } = button.getBoundingClientRect();
  const box = { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
  Object.assign(cover.style, box, { position: 'fixed', zIndex: 9 });
  cover.addEventListener('click', () => cover.remove());
  (button.closest('[role=dialog], dialog') ?? document.body).append(cover);
  return [x + width / 2, y + height / 2];
}"""


@ONE_SITE
def test_the_button_that_the_first_of_two_clicks_uncovered_is_asked_back_too(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    page.mouse.dblclick(*page.locator(place.send).first.evaluate(COVER))
    guest.wait(cls="confirm", text="again")
    assert sent(page) == []


@ONE_SITE
def test_a_key_held_down_is_one_press_too(page: Page, guest: Guest, field: Locator) -> None:
    warned(page, guest)
    page.keyboard.down("Control")
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")  # as a key repeats that is held
    page.keyboard.up("Enter")
    page.keyboard.up("Control")
    guest.wait(cls="confirm", text="again")
    assert page.evaluate("sitePage.sent.length") == 0


@EACH_SITE
def test_keys_pressed_twice_at_once_are_one_press_and_pressed_again_later_they_send(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    guest.wait(cls="confirm", text="again")
    assert sent(page) == []
    press_ctrl_enter_later(page)
    page.wait_for_function("() => sitePage.sent.length === 1")


@ONE_SITE
def test_a_focused_button_pressed_twice_at_once_by_key_is_one_press_and_asked_back(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    send = page.locator(place.send).first
    send.press("Enter")
    send.press("Enter")
    guest.wait(cls="confirm", text="again")
    assert sent(page) == []


@ONE_SITE
def test_keys_pressed_twice_at_once_send_what_was_mended_in_between(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest)
    page.keyboard.press("Control+Enter")
    guest.press("fix")
    guest.wait(cls="fine")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => sitePage.sent.length === 1")


def double_click(page: Page, guest: Guest, name: str) -> None:
    left, top, right, bottom = guest.at_rest(name)
    page.mouse.dblclick((left + right) / 2, (top + bottom) / 2, delay=40)


@ONE_SITE
def test_a_double_click_on_the_menu_opens_it_and_chooses_nothing(
    page: Page, guest: Guest, field: Locator
) -> None:
    page.set_viewport_size({"width": 400, "height": 700})
    warned(page, guest)
    double_click(page, guest, "menu")
    assert guest.wait(name="menuSnooze")
    guest.stays(lambda: guest.find(name="menuSnooze"), "the menu stays open")


@EACH_SITE
def test_a_double_click_that_closes_the_notice_touches_nothing_below_it(
    page: Page, guest: Guest, field: Locator
) -> None:
    guest.wait(cls="notice")
    page.evaluate(HEAR)
    double_click(page, guest, "close")
    guest.wait_gone(cls="notice")
    assert page.evaluate("heard") == []
    field.click()  # the next click is the page's again
    assert "click" in page.evaluate("heard")


@ONE_SITE
def test_a_double_click_that_puts_the_card_aside_touches_nothing_below_it(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest)
    guest.press("menu")
    page.evaluate(HEAR)
    double_click(page, guest, "menuHideHere")
    guest.wait(cls="notice", text="Hidden")
    assert page.evaluate("heard") == []
