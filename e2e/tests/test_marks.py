"""The words a finding is about are underlined, in every editor, without a node of ours in it."""

from playwright.sync_api import Page

from e2e.guest import Guest
from e2e.keys import write
from e2e.places import Place, X
from e2e.tests.where import EACH_SITE, ONE_SITE

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
DRAWN = """() => [...CSS.highlights].flatMap(([name, ranges]) =>
  [...ranges].map((range) => [name, String(range)]))"""
WAIT_DRAWN = "() => [...CSS.highlights.values()].some((ranges) => ranges.size)"
WAIT_CLEAR = "() => [...CSS.highlights.values()].every((ranges) => !ranges.size)"
TAKE_AWAY = "field => field.closest('[role=dialog], [role=listitem], .feed-shared-update-v2').remove()"
UNDERLINES = """(editor) => editor.getRootNode().adoptedStyleSheets.some(
  (sheet) => sheet.cssRules[0]?.cssRules?.[0].selectorText?.startsWith('::highlight'))"""


def test_the_products_name_is_underlined_under_a_competitors_post(page: Page, place: Place) -> None:
    dark = place is X
    if dark:
        page.emulate_media(color_scheme="dark")
    field = place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    page.wait_for_function(WAIT_DRAWN)
    [[name, words]] = page.evaluate(DRAWN)
    assert name == ("marked-dark" if dark else "marked-light")
    assert words in PRAISE and "HomeBot" in words
    assert field.evaluate(UNDERLINES)
    assert (
        field.evaluate("(editor) => editor.querySelectorAll('[class*=light], [class*=dark], mark').length")
        == 0
    )


@ONE_SITE
def test_nothing_looks_selected_where_somebody_forces_their_own_colours(
    page: Page, guest: Guest, place: Place
) -> None:
    page.emulate_media(forced_colors="active")
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.wait(cls="confirm")
    guest.stays(lambda: page.evaluate("CSS.highlights.size") == 0, "no highlight")


@ONE_SITE
def test_the_line_goes_when_the_words_go(page: Page, place: Place) -> None:
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    page.wait_for_function(WAIT_DRAWN)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    write(page, "Good luck with it.")
    page.wait_for_function(WAIT_CLEAR)


@ONE_SITE
def test_the_line_goes_with_the_fix(page: Page, place: Place) -> None:
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    page.wait_for_function(WAIT_DRAWN)
    Guest(page).press("fix")
    page.wait_for_function(WAIT_CLEAR)


def test_a_giveaway_is_underlined_in_the_post_dialog(page: Page, place: Place) -> None:
    field = place.write_post(page)
    write(page, "Win one of ten HomeBots from Acme! Comment below to enter the draw.")
    page.wait_for_function(WAIT_DRAWN)
    assert field.evaluate(UNDERLINES)


@EACH_SITE
def test_nothing_of_ours_stays_when_the_site_takes_the_editor_away(
    page: Page, guest: Guest, place: Place
) -> None:
    field = place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    page.wait_for_function(WAIT_DRAWN)
    field.evaluate(TAKE_AWAY)
    left = "() => [CSS.highlights.size, document.adoptedStyleSheets.length]"
    guest.until(
        lambda: page.evaluate(left) == [0, 0], lambda: f"marks and sheet to go: {page.evaluate(left)}"
    )
