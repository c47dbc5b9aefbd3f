"""The card beside the text field: where it stands, and that it stays in reach. One story, on every site."""

import math
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize

from e2e.employee import in_extension
from e2e.guest import NOTHING, Box, Guest
from e2e.keys import write
from e2e.places import EMBER, FRAMES, SDUI, Place
from e2e.tests.look_alikes import sdui_repost
from e2e.tests.where import EACH_SITE, ONE_SITE

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
GIVEAWAY = "Win one of ten HomeBots from Acme! Comment below to enter the draw."
INLINE = "[data-testid=primaryColumn] [data-testid=tweetTextarea_0]"
OPENS_DIALOG = "[data-testid=SideNav_NewTweet_Button]"
INLINE_SEND = "[data-testid=primaryColumn] [data-testid=tweetButtonInline]"
PUSH = """field => {
  const around = field.closest('[role=dialog], [role=listitem], .feed-shared-update-v2');
  around.style.marginTop = '60px';
}"""
LOW = {"width": 760, "height": 300}
PARTS = {"why": {"cls": "reason"}, "menu": {"name": "menuFold"}}
NARROW: ViewportSize = {"width": 320, "height": 640}
PHONE: ViewportSize = {"width": 400, "height": 700}
FLAT: ViewportSize = {"width": 720, "height": 450}
SMALL: ViewportSize = {"width": 1024, "height": 768}
TINY: ViewportSize = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
FLATTEST: ViewportSize = {"width": 640, "height": 210}
LOWEST: ViewportSize = {"width": 341, "height": 162}  # what a browser leaves of 1366 × 768 at 400 %
HALF: ViewportSize = {"width": 512, "height": 384}  # 1024 × 768 at 200 %
ZOOMED: ViewportSize = {"width": 640, "height": 430}  # what is left of the usual window

LENGTHEN = """async () => {
  const languages = JSON.parse((await chrome.storage.local.get('guidelines')).guidelines);
  for (const { parts } of Object.values(languages))
    for (const part of parts) part.body = Array(9).fill(part.body).flat();
  await chrome.storage.local.set({ guidelines: JSON.stringify(languages) });
}"""


@pytest.fixture
def field(page: Page, place: Place) -> Locator:
    """The text field under Globex' post, with praise in it."""
    field = place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    return field


def card(guest: Guest) -> Box:
    """Where the warning is."""
    return guest.box(guest.wait(cls="confirm")) or pytest.fail("the card is not to be seen")


def hover(page: Page, guest: Guest) -> None:
    """Put the pointer on the card and leave it there."""
    left, top, right, _ = card(guest)
    page.mouse.move((left + right) / 2, top + 20)


def scroll_over(page: Page, guest: Guest) -> None:
    """Turn the wheel over the card, until something has scrolled."""
    hover(page, guest)
    page.evaluate("addEventListener('scroll', () => { window.scrolled = true }, true)")
    page.mouse.wheel(0, 40)
    page.wait_for_function("() => window.scrolled")


def below(field: Locator, guest: Guest) -> float:
    """How far below the text the card stands."""
    return card(guest)[1] - bottom(field)


def right(field: Locator) -> float:
    return float(field.evaluate("field => field.getBoundingClientRect().right"))


def bottom(field: Locator) -> float:
    return float(field.evaluate("field => field.getBoundingClientRect().bottom"))


def in_window(page: Page, box: Box) -> bool:
    size = page.viewport_size or NARROW
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= size["width"] and bottom <= size["height"]


def lies_in(part: Box, whole: Box) -> bool:
    return whole[1] <= part[1] and part[3] <= whole[3]


def begins_in_sight(guest: Guest, **part: str) -> bool:
    """Its first lines are; what is longer than the card is scrolled."""
    return card(guest)[1] <= there(guest, **part)[1] <= card(guest)[3] - 20


def there(guest: Guest, **wanted: str) -> Box:
    return guest.box(guest.wait(**wanted)) or pytest.fail(f"{wanted} is not to be seen")


def at_rest(page: Page, guest: Guest) -> bool:
    before = card(guest)
    page.evaluate(FRAMES)
    return card(guest) == before


def lowered(page: Page, field: Locator, guest: Guest) -> None:
    """Make the window end just below the card."""
    lower = math.ceil(card(guest)[3]) + 12
    page.set_viewport_size({"width": 760, "height": lower})
    page.evaluate(FRAMES)
    guest.until(lambda: at_rest(page, guest), lambda: "the card to stand still in the new window")


@ONE_SITE
def test_when_the_page_moves_the_text_field_the_card_goes_along_though_the_pointer_is_on_it(
    page: Page, guest: Guest, field: Locator
) -> None:
    before, at = below(field, guest), bottom(field)
    hover(page, guest)
    field.evaluate(PUSH)
    guest.until(lambda: bottom(field) > at, lambda: "the text field to move")
    guest.until(lambda: abs(below(field, guest) - before) < 1, lambda: "the card to follow")


@EACH_SITE
def test_the_wheel_over_the_card_scrolls_the_page_and_the_card_stays_by_its_text(
    page: Page, guest: Guest, field: Locator
) -> None:
    before, at = below(field, guest), bottom(field)
    scroll_over(page, guest)
    guest.until(lambda: abs(below(field, guest) - before) < 1, lambda: "the card to follow")
    assert bottom(field) in (at, at - 40)  # in a dialog the text stays


@ONE_SITE
def test_a_card_that_grows_at_the_lower_edge_stays_under_the_pointer_and_in_the_window(
    page: Page, guest: Guest, field: Locator
) -> None:
    lowered(page, field, guest)
    left, top, right, _ = card(guest)
    for part in ("why", "menu"):
        guest.press(part)
        guest.wait(**PARTS[part])
        guest.until(lambda: in_window(page, card(guest)), lambda: "the card to be inside the window")
        assert card(guest)[0] == left and card(guest)[2] == right and card(guest)[1] <= top


@pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)
def test_a_card_above_the_text_grows_upwards(page: Page, guest: Guest, field: Locator) -> None:
    page.set_viewport_size(NARROW)
    field.evaluate("field => field.scrollIntoView({ block: 'end' })")
    top = lambda: field.bounding_box()["y"]  # noqa: E731
    guest.until(lambda: card(guest)[3] <= top(), lambda: "the card to stand above")
    guest.press("menu")
    there(guest, name="menuSiteOff")
    guest.until(lambda: card(guest)[3] <= top(), lambda: f"{card(guest)} to end above {top()}")
    assert card(guest)[1] >= 0


def below_bar(page: Page, guest: Guest) -> bool:
    """Does whichever form of it is seen leave LinkedIn's own bar free? X has none."""
    seen = seen_of(guest, "confirm")
    bars = page.locator("header:not([role=banner])")
    return seen is not None and not any(over(seen, place_of(one)) for one in bars.all())


@EACH_SITE
def test_in_a_low_window_every_part_of_the_card_is_in_reach(page: Page, guest: Guest, field: Locator) -> None:
    page.set_viewport_size(LOW)
    field.scroll_into_view_if_needed()
    guest.until(lambda: below_bar(page, guest), lambda: "card or pill to leave the bar free")
    if seen_of(guest, "pill"):
        guest.press("unfold")
    for part in ("menu", "why"):
        guest.press(part)
        opened = PARTS[part]
        guest.wait(**opened)
        guest.until(lambda: in_window(page, card(guest)), lambda: "the card to be inside the window")
        guest.until(lambda of=opened: begins_in_sight(guest, **of), lambda: "what was opened to be seen")
        guest.press(part)  # closed again


@EACH_SITE
@pytest.mark.parametrize("part", ["menu", "why"])
@pytest.mark.parametrize("height", [420, 360])
def test_in_a_low_window_what_is_said_stays_in_sight_above_what_was_opened(
    page: Page, guest: Guest, place: Place, part: str, height: int
) -> None:
    page.set_viewport_size({"width": 1280, "height": height})
    place.write_post(page)
    write(page, GIVEAWAY)
    guest.wait(cls="confirm")
    page.locator(place.publish).first.click()
    guest.wait(cls="asked")
    guest.press(part)
    guest.until(lambda: begins_in_sight(guest, **PARTS[part]), lambda: "what was opened to be seen")
    heading, message = (
        there(guest, tag="h2", text="Please check"),
        there(guest, tag="p", text="Say where they are"),
    )
    assert heading[3] <= message[1] and message[3] <= card(guest)[3]


def test_in_a_narrow_window_the_card_fits(page: Page, guest: Guest, field: Locator) -> None:
    page.set_viewport_size(NARROW)
    guest.press("why")
    guest.wait(cls="reason")
    guest.until(lambda: in_window(page, card(guest)), lambda: "the card to be inside the window")


def over(one: Box, other: Box) -> bool:
    """Do they overlap?"""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def place_of(locator: Locator) -> Box:
    box = locator.first.bounding_box()
    assert box
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def covered(guest: Guest, page: Page, place: Place, shown: str) -> list[Locator]:
    """The text field and its button, as far as `shown` lies over them."""
    box = guest.box(guest.find(cls=shown) or NOTHING)
    controls = [one for one in (page.locator(place.field), page.locator(place.send)) if one.count()]
    return [one for one in controls if box and over(box, place_of(one))]


@pytest.mark.parametrize("size", [NARROW, ZOOMED], ids=["320 wide", "at 200 %"])
def test_with_little_room_neither_notice_nor_card_nor_pill_covers_the_text_or_its_button(
    page: Page, guest: Guest, place: Place, size: ViewportSize
) -> None:
    """The pointer rests in the text field, where it was clicked."""
    page.set_viewport_size(size)
    place.answer_to(page, "Globex", "globex")
    guest.wait(cls="notice")
    guest.until(lambda: not covered(guest, page, place, "notice"), lambda: "the notice beside the text")
    write(page, PRAISE)
    guest.wait(cls="confirm")
    guest.until(lambda: not covered(guest, page, place, "confirm"), lambda: "the card beside the text")
    assert in_window(page, card(guest))
    guest.press("menu")
    guest.press("menuFold")
    page.mouse.move(1, 1)
    guest.wait(cls="pill")
    guest.until(lambda: not covered(guest, page, place, "pill"), lambda: "the pill beside the text")


def goes_on(now: Box, before: Box) -> bool:
    """Did it grow out of the place where it was?"""
    return now[0] == before[0] and min(abs(now[1] - before[1]), abs(now[3] - before[3])) < 2


@pytest.mark.parametrize("size", [PHONE, SMALL], ids=["400 × 700", "1024 × 768"])
def test_why_however_long_covers_neither_the_text_nor_its_button_and_keeps_heading_and_fix(
    amira: BrowserContext, page: Page, guest: Guest, place: Place, size: ViewportSize
) -> None:
    in_extension(amira, LENGTHEN)
    page.set_viewport_size(size)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.until(lambda: at_rest(page, guest), lambda: "the card to stand still")
    before = card(guest)
    guest.press("why")
    guest.wait(cls="reason")
    guest.until(lambda: goes_on(card(guest), before), lambda: f"{card(guest)} to go on from {before}")
    for pointer in ("where it pressed", "away"):
        if pointer == "away":
            page.mouse.move(1, 1)
        guest.until(lambda: not covered(guest, page, place, "confirm"), lambda: "the card beside the text")
        guest.until(lambda: in_window(page, card(guest)), lambda: "the card to be inside the window")
        guest.until(lambda: begins_in_sight(guest, cls="reason"), lambda: "the reason to be seen")
        [heading] = [guest.box(node) for node in guest.nodes() if node.tag == "h2" and "check" in node.text]
        fix = there(guest, name="fix")
        assert heading and card(guest)[1] <= heading[1] and heading[3] <= fix[1] + 1
        assert fix[3] <= there(guest, cls="reason")[1] + 1 and fix[3] <= card(guest)[3]


def test_where_a_card_has_no_room_a_pill_stands_for_it_and_opens_it_until_somebody_types_on(
    page: Page, guest: Guest, place: Place
) -> None:
    page.set_viewport_size(TINY)
    field = place.answer_to(page, "Globex", "globex")
    write(page, f"{PRAISE} It folds the laundry, waters the plants and never asks for a day off.")
    said = "the finding to be said, whose pill takes the place of the notice's"
    guest.until(lambda: "You bring up Acme" in (guest.find(cls="live") or NOTHING).text, lambda: said)
    guest.wait(cls="pill")
    assert guest.box(guest.find(cls="card") or NOTHING) is None
    assert covered(guest, page, place, "pill") == []
    guest.press("unfold")
    guest.wait(cls="card", text="Say that you work there")
    guest.until(lambda: in_window(page, card(guest)), lambda: "the card to be inside the window")
    field.press("!")
    guest.wait_gone(cls="card")


def seen_of(guest: Guest, shown: str) -> Box | None:
    """Whichever form of it there is room for."""
    return next((box for node in guest.nodes() if shown in node.classes and (box := guest.box(node))), None)


AVATAR = "[data-testid=primaryColumn] [data-testid^=UserAvatar-Container]"


@ONE_SITE
def test_in_a_narrow_window_the_words_that_confirm_something_stand_above_the_way_back(
    page: Page, guest: Guest, place: Place
) -> None:
    page.set_viewport_size(NARROW)
    place.write_post(page)
    write(page, GIVEAWAY)
    guest.press("menu")
    guest.press("menuRuleOff")
    notice, words = there(guest, cls="notice"), there(guest, tag="span")
    # beside the buttons they would be a column
    assert words[2] - words[0] > (notice[2] - notice[0]) * 3 / 4
    assert words[3] <= there(guest, name="undo")[1]


@ONE_SITE
@pytest.mark.parametrize("size", [TINY, LOWEST], ids=["320 × 256", "341 × 162"])
def test_what_stands_at_the_side_of_a_text_lies_on_no_picture(
    page: Page, guest: Guest, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    field = page.locator(INLINE)
    field.click()
    write(page, GIVEAWAY)
    pill = there(guest, cls="pill")
    assert pill[2] <= place_of(field)[0]
    assert not over(pill, place_of(page.locator(AVATAR)))
    field.press("ControlOrMeta+a")
    page.keyboard.insert_text("A nice day.")
    fine = guest.until(lambda: seen_of(guest, "fine"), lambda: "the tick to be seen")
    assert not over(fine, place_of(page.locator(AVATAR)))


CHOICE = """box => {
  const choice = document.createElement('select');
  choice.style.cssText = 'width: 100%; height: 100%';
  box.replaceChildren(choice);
}"""


@pytest.mark.parametrize("place", [SDUI, EMBER], ids=lambda place: place.name)
def test_at_the_side_of_a_text_longer_than_the_window_the_card_leaves_the_sites_bar_free(
    page: Page, guest: Guest, field: Locator
) -> None:
    write(page, " It is quiet." * 250)
    guest.until(lambda: card(guest)[0] > right(field), lambda: "the card to stand at its side")
    header = place_of(page.locator("header"))
    assert field.evaluate("field => field.getBoundingClientRect().top") < header[3]
    assert not over(card(guest), header)
    guest.press("why")
    guest.wait(cls="reason")
    assert not over(card(guest), header) and in_window(page, card(guest))


@pytest.mark.parametrize("place", [SDUI, EMBER], ids=lambda place: place.name)
@pytest.mark.parametrize("part", ["why", "menu"])
def test_above_a_text_what_was_opened_leaves_the_sites_bar_free(
    page: Page, guest: Guest, place: Place, part: str
) -> None:
    page.set_viewport_size(ZOOMED)
    field = place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    top = lambda: place_of(field)[1]  # noqa: E731
    guest.until(lambda: card(guest)[3] <= top(), lambda: "the card to stand above")
    guest.press(part)
    guest.wait(**PARTS[part])
    header = place_of(page.locator("header"))
    guest.until(lambda: not over(card(guest), header), lambda: f"{card(guest)} to leave {header} free")
    assert card(guest)[3] <= top() and begins_in_sight(guest, **PARTS[part])


@ONE_SITE
def test_what_stands_at_the_side_of_a_text_lies_on_no_choice_of_the_site(page: Page, guest: Guest) -> None:
    page.set_viewport_size(TINY)
    field = page.locator(INLINE)
    avatar = page.locator(AVATAR).first
    avatar.evaluate(CHOICE)
    field.click()
    write(page, GIVEAWAY)
    pill = there(guest, cls="pill")
    assert pill[2] <= place_of(field)[0]
    assert not over(pill, place_of(avatar))


@ONE_SITE
def test_where_a_card_has_no_room_a_question_comes_over_the_text_and_leaves_the_button_free(
    page: Page, guest: Guest, place: Place
) -> None:
    page.set_viewport_size(TINY)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    page.locator(place.send).click()
    guest.wait(cls="card", text="Press")
    guest.until(
        lambda: not over(card(guest), place_of(page.locator(place.send))), lambda: "the button to be free"
    )
    page.locator(place.send).click()
    page.wait_for_function("() => sitePage.sent.length === 1")


# what can be pressed at a place of ours, and is seen there but for us
PRESSED = """([left, top, right, bottom]) => {
  const over = (box) => box.left < right && box.right > left && box.top < bottom && box.bottom > top;
  const all = [...document.querySelectorAll('main button, main a')];
  return all.filter((one) => over(one.getBoundingClientRect())).map((one) => one.textContent);
}"""


@pytest.mark.parametrize("size", [TINY, FLATTEST], ids=["320 × 256", "640 × 210"])
@pytest.mark.parametrize("place", [SDUI, EMBER], ids=lambda place: place.name)
def test_in_a_low_window_what_nobody_asked_for_lies_on_nothing_of_the_site_that_can_be_pressed(
    page: Page, guest: Guest, place: Place, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    place.answer_to(page, "Globex", "globex")
    for text in ("", PRAISE):
        write(page, text)
        shown = "confirm" if text else "note"
        guest.until(lambda of=shown: seen_of(guest, of) or seen_of(guest, "notice"), lambda: "something")
        pressed = lambda of=shown: page.evaluate(PRESSED, seen_of(guest, of) or seen_of(guest, "notice"))  # noqa: E731
        guest.until(lambda of=pressed: not of(), lambda of=pressed: f"the site to be free: {of()}")
    guest.press("unfold")
    guest.wait(cls="card", text="Say that you work there")


@pytest.mark.parametrize("place", [SDUI, EMBER], ids=lambda place: place.name)
def test_in_a_dialog_that_fills_the_window_a_pill_by_the_sites_button_opens_the_card(
    page: Page, guest: Guest, place: Place
) -> None:
    page.set_viewport_size(HALF)
    place.write_post(page)
    write(page, GIVEAWAY)
    pill = there(guest, cls="pill")
    buttons = page.locator(place.publish).locator("xpath=ancestor::*[last()]").locator("button:visible")
    assert not [one for one in buttons.all() if over(pill, place_of(one))]
    assert not over(pill, place_of(page.locator(place.draft)))
    guest.press("unfold")
    guest.wait(cls="card", text="The terms of this giveaway are missing")
    assert in_window(page, card(guest))
    assert not over(card(guest), place_of(page.locator(place.publish)))


WORDS = "(field) => [...field.querySelectorAll('p')].at(-1).getBoundingClientRect().bottom"


@pytest.mark.parametrize("place", [SDUI, EMBER], ids=lambda place: place.name)
def test_in_a_dialog_that_hides_its_own_button_the_pill_stands_below_the_words_and_opens_the_card(
    page: Page, guest: Guest, place: Place
) -> None:
    page.set_viewport_size(TINY)
    field = place.write_post(page)
    write(page, GIVEAWAY)
    pill = there(guest, cls="pill")
    assert field.evaluate(WORDS) <= pill[1]
    assert in_window(page, pill)
    guest.press("unfold")
    guest.wait(cls="card", text="The terms of this giveaway are missing")


@pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)
def test_in_a_dialog_that_fills_the_window_the_notice_is_behind_a_pill_too(page: Page, guest: Guest) -> None:
    page.set_viewport_size(HALF)
    sdui_repost(page).box.click()
    guest.wait(cls="pill")
    guest.press("unfold")
    assert in_window(page, there(guest, cls="notice"))


@pytest.mark.parametrize("place", [SDUI, EMBER], ids=lambda place: place.name)
def test_where_there_is_no_room_what_was_put_aside_is_confirmed_with_the_way_back(
    page: Page, guest: Guest, place: Place
) -> None:
    page.set_viewport_size(HALF)
    place.write_post(page)
    write(page, GIVEAWAY)
    guest.press("unfold")
    guest.press("menu")
    guest.press("menuHideHere")
    assert in_window(page, there(guest, cls="notice"))
    assert not over(there(guest, cls="notice"), place_of(page.locator(place.publish)))
    guest.press("undo")
    guest.wait(cls="pill")


@ONE_SITE
def test_behind_a_dialog_of_the_site_nothing_is_seen_until_it_is_closed(page: Page, guest: Guest) -> None:
    page.locator(INLINE).click()
    write(page, GIVEAWAY)
    guest.wait(cls="card")
    page.locator(OPENS_DIALOG).click()
    guest.wait_gone(cls="card")
    page.keyboard.press("Escape")
    guest.wait(cls="card")


@ONE_SITE
@pytest.mark.parametrize("size", [TINY, LOWEST], ids=["320 × 256", "341 × 162"])
def test_with_the_sites_button_in_the_middle_of_the_smallest_window_a_question_leaves_it_free_and_is_read(
    page: Page, guest: Guest, place: Place, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    page.locator(INLINE).click()
    write(page, GIVEAWAY)
    guest.wait(cls="pill")
    page.locator(INLINE_SEND).evaluate("button => button.scrollIntoView({ block: 'center' })")
    page.locator(INLINE_SEND).click()
    guest.wait(cls="card", text="Press")
    guest.until(
        lambda: not over(card(guest), place_of(page.locator(INLINE_SEND))), lambda: "the button to be free"
    )
    guest.until(lambda: lies_in(there(guest, cls="asked"), card(guest)), lambda: "the question to be seen")
    guest.until(lambda: in_window(page, card(guest)), lambda: "the card to be in the window")


@ONE_SITE
@pytest.mark.parametrize(("size", "part"), [(PHONE, "why"), (FLAT, "menu")], ids=["400 × 700", "720 × 450"])
def test_asked_back_with_something_open_the_question_and_the_fix_are_in_sight(
    page: Page, guest: Guest, place: Place, size: ViewportSize, part: str
) -> None:
    page.set_viewport_size(size)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.press(part)
    guest.wait(**PARTS[part])
    page.locator(place.send).first.click()
    guest.wait(cls="card", text="Press")
    guest.wait_gone(**PARTS[part])
    for shown in ({"cls": "quiet", "text": "Press"}, {"name": "fix"}):
        guest.until(lambda of=shown: lies_in(there(guest, **of), card(guest)), lambda: "all to be in sight")


@pytest.mark.parametrize("place", [SDUI, EMBER], ids=lambda place: place.name)
def test_the_notice_stays_within_its_post(page: Page, guest: Guest, place: Place) -> None:
    page.set_viewport_size(SMALL)
    place.answer_to(page, "Globex", "globex")
    left, _, right, _ = place_of(place.post_by(page, "Globex", "globex"))
    notice = there(guest, cls="notice")
    assert left < notice[0] < notice[2] < right


@ONE_SITE
def test_the_notice_below_a_dialog_does_not_touch_its_edge(page: Page, guest: Guest, place: Place) -> None:
    place.answer_to(page, "Globex", "globex")
    dialog = place_of(page.locator("[role=dialog][aria-modal=true]"))
    assert there(guest, cls="notice")[1] > dialog[3]


@ONE_SITE
def test_on_a_right_to_left_page_the_card_stands_at_the_right_of_the_text_and_reads_from_the_left(
    page: Page, guest: Guest, place: Place
) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")
    field = place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.until(
        lambda: abs(card(guest)[2] - place_of(field)[2]) < 2, lambda: "the card at the right end of the text"
    )
    assert (guest.find(cls="ground") or NOTHING).attributes["dir"] == "ltr"


@ONE_SITE
def test_a_notice_at_a_text_field_that_opened_out_of_sight_goes_along_when_it_is_scrolled_into_view(
    page: Page, guest: Guest, place: Place
) -> None:
    """The pointer rests where the button was that opened it: the notice comes up under it."""
    button = place.post_by(page, "Globex", "globex").locator(place.answer).first
    button.evaluate("button => button.scrollIntoView({ block: 'end' })")
    button.click()
    field = page.locator(place.field).first
    field.focus()
    for _ in range(20):
        page.mouse.wheel(0, 10)
        page.evaluate(FRAMES)
    guest.until(
        lambda: 0 < there(guest, cls="notice")[1] - bottom(field) < 160, lambda: "the notice to stand below"
    )


TAKE_AWAY = """() => [...document.querySelectorAll('div')]
  .filter(({ style }) => style.zIndex === '2147483000').forEach((host) => host.remove())"""


@ONE_SITE
def test_a_card_that_the_page_took_away_is_back_with_the_next_words_though_the_advice_is_the_same(
    page: Page, guest: Guest, field: Locator
) -> None:
    before = guest.wait(cls="confirm").text
    page.evaluate(TAKE_AWAY)
    assert guest.find(cls="confirm") is None
    write(page, " Really.")
    assert guest.wait(cls="confirm").text == before


@ONE_SITE
def test_the_reason_makes_room_as_soon_as_somebody_types_on(page: Page, guest: Guest, field: Locator) -> None:
    guest.press("why")
    guest.wait(cls="reason")
    field.press("!")
    guest.wait_gone(cls="reason")
    guest.wait(cls="confirm", text="Say that you work there")


@ONE_SITE
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_what_we_show_fades_in_but_for_who_wants_no_motion(
    page: Page, guest: Guest, place: Place, motion: Literal["no-preference", "reduce"]
) -> None:
    page.emulate_media(reduced_motion=motion)
    moved: list[str] = []
    session = page.context.new_cdp_session(page)
    session.on("Animation.animationStarted", lambda event: moved.append(event["animation"]["name"]))
    session.send("Animation.enable")
    place.answer_to(page, "Globex", "globex")
    guest.wait(cls="notice")
    page.evaluate(FRAMES)
    if motion == "no-preference":
        guest.until(lambda: "appear" in moved, lambda: f"it to fade in, not {moved}")
    session.send("Animation.getPlaybackRate")  # its answer comes after all that began before
    assert ("appear" in moved) == (motion == "no-preference"), moved


@ONE_SITE
def test_a_card_in_which_something_was_opened_stays_when_the_pointer_leaves_it(
    page: Page, guest: Guest, place: Place
) -> None:
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    hover(page, guest)
    guest.press("why")
    guest.wait(cls="reason")
    guest.until(lambda: at_rest(page, guest), lambda: "the card to stand still")
    before = card(guest)
    page.mouse.move(1, 1)
    page.evaluate(FRAMES)
    assert card(guest) == before
    guest.press("why")
    guest.wait_gone(cls="reason")
    page.mouse.move(1, 1)
    page.evaluate(FRAMES)
    assert card(guest)[0] == before[0]
