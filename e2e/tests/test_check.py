"""Amira comments under a competitor's post. One story, on every site."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from e2e.employee import in_extension
from e2e.guest import Guest
from e2e.places import SDUI, Place, model

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
FIX = "(I work at Acme)"
# after this pause the editors undo our insertion as a step of its own
PAUSE = "start => performance.now() - start > 1300"


@pytest.fixture
def field(page: Page, place: Place) -> Locator:
    """The text field under Globex' post, with the caret in it."""
    return place.answer_to(page, "Globex", "globex")


def warned(page: Page, guest: Guest, text: str = PRAISE) -> None:
    page.keyboard.type(text)
    guest.wait(cls="confirm", text="Say that you work there")


def test_a_calm_notice_says_whose_post_this_is(guest: Guest, field: Locator) -> None:
    guest.wait(cls="notice", text="Globex is a competitor. If you mention Acme, say that you work there.")


def test_the_notice_says_of_a_person_that_they_work_for_a_competitor(
    page: Page, guest: Guest, place: Place
) -> None:
    place.answer_to(page, "Greta Global", "gretaglobal")
    guest.wait(cls="notice", text="Greta Global works for a competitor.")


def test_the_notice_goes_with_the_first_keystroke(page: Page, guest: Guest, field: Locator) -> None:
    guest.wait(cls="notice")
    page.keyboard.type("H")
    guest.wait_gone(cls="notice")


def test_the_notice_comes_once_per_post(page: Page, guest: Guest, field: Locator) -> None:
    guest.wait(cls="notice")
    guest.press("close")
    guest.wait_gone(cls="notice")
    page.keyboard.type("Hello")
    page.wait_for_function(
        "field => window.sitePage.modelText(field).includes('Hello')", arg=field.element_handle()
    )
    assert guest.find(cls="notice") is None


def test_no_notice_under_a_post_of_somebody_else(page: Page, guest: Guest, place: Place) -> None:
    place.answer_to(page, "Nora Neumann", "noraneumann")
    warn_if_any = guest.find(cls="notice")
    assert warn_if_any is None


def test_praise_without_saying_where_one_works_is_answered_with_the_reason_and_the_guideline(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest)
    guest.press("why")
    reason = guest.wait(cls="reason", text="Guideline: disclosure")
    assert "UWG" in reason.text


def written_by_one_who_chose_german(amira: BrowserContext, place: Place, text: str) -> Page:
    in_extension(amira, "() => chrome.storage.local.set({ settings: { language: 'de' } })")
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    page.keyboard.type(text)
    return page


def test_the_card_speaks_the_language_the_employee_chose_and_says_so_to_screen_readers(
    amira: BrowserContext, place: Place
) -> None:
    page = written_by_one_who_chose_german(amira, place, PRAISE)
    guest = Guest(page)
    guest.wait(cls="confirm", text="Sag dazu, dass du dort arbeitest")
    said = [node for node in guest.nodes() if node.tag == "p" and "Sag dazu" in node.text]
    assert [node.attributes["lang"] for node in said] == ["de"]


def test_the_fix_for_a_few_german_words_is_german_in_an_english_browser(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest, "HomeBot ist wunderbar!")
    guest.wait(name="fix", text="Insert: (Ich arbeite bei Acme)")


def test_the_fix_for_words_of_no_language_is_in_the_one_the_employee_chose(
    amira: BrowserContext, place: Place
) -> None:
    page = written_by_one_who_chose_german(amira, place, "HomeBot: super!")
    Guest(page).wait(name="fix", text="Ich arbeite bei Acme")


def test_taking_the_fix_puts_the_sentence_into_the_editors_model_and_the_card_turns_fine(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest)
    guest.press("fix")
    guest.wait(cls="fine")
    assert model(field).strip() == f"{FIX} {PRAISE}"


def test_the_fix_can_be_taken_by_keyboard(page: Page, guest: Guest, field: Locator) -> None:
    warned(page, guest)
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    page.keyboard.press("Enter")
    guest.wait(cls="fine")
    assert model(field).strip() == f"{FIX} {PRAISE}"


def test_typing_goes_on_after_the_fix(page: Page, guest: Guest, field: Locator) -> None:
    warned(page, guest)
    guest.press("fix")
    guest.wait(cls="fine")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Ask me anything.")
    page.wait_for_function(
        "field => window.sitePage.modelText(field).includes('anything.')", arg=field.element_handle()
    )
    assert model(field).strip() == f"{FIX} {PRAISE} Ask me anything."


def test_undo_takes_the_fix_back_in_one_step(page: Page, guest: Guest, field: Locator) -> None:
    warned(page, guest)
    page.wait_for_function(PAUSE, arg=page.evaluate("performance.now()"))
    guest.press("fix")
    guest.wait(cls="fine")
    page.keyboard.press("Control+z")
    guest.wait(cls="confirm")
    assert model(field).strip() == PRAISE


def test_after_the_undo_typing_goes_on_where_it_was(page: Page, guest: Guest, field: Locator) -> None:
    warned(page, guest)
    for _ in range(len(" at home.")):
        page.keyboard.press("ArrowLeft")
    page.wait_for_function(PAUSE, arg=page.evaluate("performance.now()"))
    guest.press("fix")
    guest.wait(cls="fine")
    page.keyboard.press("Control+z")
    guest.wait(cls="confirm")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.keyboard.type(" indeed")
    page.wait_for_function(
        "field => window.sitePage.modelText(field).includes('indeed')", arg=field.element_handle()
    )
    assert model(field).strip() == PRAISE.replace(" at home", " indeed at home")


def test_ignoring_it_is_asked_back_once_and_the_second_press_posts(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press")
    assert sent(page) == []
    page.locator(place.send).first.click()
    page.wait_for_function("window.sitePage.sent.length")
    assert [one["text"] for one in sent(page)] == [PRAISE]


def test_asking_back_it_names_the_button_as_the_site_does(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    button = page.locator(place.send).first
    name = button.inner_text().strip()
    button.click()
    guest.wait(cls="confirm", text=f"Press “{name}” again to send it as it is.")


def test_what_was_sent_against_the_advice_is_not_called_fine(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press")
    page.locator(place.send).first.click()
    page.wait_for_function("window.sitePage.sent.length")
    guest.wait_gone(cls="confirm")
    assert guest.find(cls="fine") is None


def test_a_text_that_is_taken_back_whole_leaves_nothing_to_show(
    page: Page, guest: Guest, field: Locator
) -> None:
    warned(page, guest)
    page.keyboard.press("Control+a")
    page.keyboard.press("Backspace")
    guest.wait_gone(cls="confirm")
    assert guest.find(cls="pill") is None


def test_submitting_by_keyboard_is_asked_back_once_too(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    warned(page, guest)
    page.keyboard.press("Control+Enter")
    guest.wait(cls="confirm", text="Press")
    assert sent(page) == []
    page.keyboard.press("Control+Enter")
    page.wait_for_function("window.sitePage.sent.length")
    assert [one["text"] for one in sent(page)] == [PRAISE]


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


def test_a_disclosed_comment_is_sent_without_a_word(
    page: Page, guest: Guest, field: Locator, place: Place
) -> None:
    text = "I work at Acme: HomeBot does the stairs, too. Have a look."
    page.keyboard.type(text)
    page.locator(place.send).first.click()
    page.wait_for_function("window.sitePage.sent.length")
    assert guest.find(cls="card") is None


def test_the_employers_giveaway_without_terms_is_warned_about(page: Page, guest: Guest, place: Place) -> None:
    place.write_post(page)
    page.keyboard.type("Giveaway time! Comment below and win a HomeBot from us at Acme.")
    card = guest.wait(cls="card", text="terms")
    assert "confirm" in card.classes


def test_escape_leaves_the_card_and_alt_shift_d_reaches_it(page: Page, guest: Guest, field: Locator) -> None:
    warned(page, guest)
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    page.keyboard.press("Escape")
    page.keyboard.type("!")
    page.wait_for_function(
        "field => window.sitePage.modelText(field).trim().endsWith('!')", arg=field.element_handle()
    )


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
    page.keyboard.type("You should try HomeBot instead, it is a wonderful help at home.")
    Guest(page).wait(cls="confirm", text="Say that you work there")
