"""Quiet mode: notice, warning, fix and suggestion stand in the side panel, and nothing is in the page."""

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from backend.sites import modes
from e2e.backend import Backend
from e2e.browser import extension_id
from e2e.employee import go_quiet, in_extension, options_url, sync
from e2e.guest import Guest
from e2e.keys import write
from e2e.looks import looks
from e2e.places import FRAMES, Place
from e2e.tests import look_alikes
from e2e.tests.where import ONE_SITE

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
GIVEAWAY = "Win one of ten HomeBots from Acme! Comment below to enter the draw."
CLOSED = """async () => {
  await chrome.sidePanel.setOptions({ enabled: false });
  await chrome.sidePanel.setOptions({ enabled: true, path: 'panel/panel.html' });
}"""
SIDE_PANELS = "async () => (await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] })).length"
ANSWERS_LATE = """() => {
    const send = chrome.runtime.sendMessage;
    const asked = new Promise((go) => { window.answer = go; });
    chrome.runtime.sendMessage = async (message) => {
        const reply = await send(message);
        await asked;
        return reply;
    };
}"""
CHANGED = """async () => {
  const { settings } = await chrome.storage.local.get('settings');
  await chrome.storage.local.set({ settings: { ...settings, CHANGES } });
}"""
PAUSED = "snoozedUntil: Date.now() + 3_600_000"
AWAKE = "snoozedUntil: 0"
NOT_SUGGESTED = "features: { check: true, suggest: false, share: true }"
SUGGESTED = "features: { check: true, suggest: true, share: true }"
OFFERED = "async () => Object.keys((await chrome.storage.local.get('suggested')).suggested ?? {}).length"
FORGED = "field => field.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))"
IN_CARD = "() => document.activeElement.closest('#card') !== null"


@pytest.fixture
def panel(amira: BrowserContext) -> Page:
    """The side panel, which Amira chose for both sites."""
    return go_quiet(amira)


@pytest.fixture
def page(panel: Page, amira: BrowserContext, place: Place) -> Page:
    """The feed, in front: the panel follows the tab that is."""
    page = amira.new_page()
    place.open(page)
    expect(panel.locator("#about")).to_contain_text("Here beside the page")
    return page


def change(context: BrowserContext, changes: str) -> None:
    """Of the settings."""
    in_extension(context, CHANGED.replace("CHANGES", changes))


def answer(page: Page, place: Place, text: str) -> Locator:
    field = place.answer_to(page, "Globex", "globex")
    write(page, text)
    return field


def read_on(page: Page) -> None:
    page.mouse.move(640, 600)
    page.mouse.wheel(0, 300)


def begin_share(page: Page, panel: Page) -> None:
    """What the panel offers while she reads."""
    read_on(page)
    panel.locator("[data-name=share]").click()


def scroll_until(page: Page, wanted: Locator) -> None:
    """Read on, post by post, until it is there."""
    for _ in range(200):
        if wanted.count():
            return
        page.evaluate("scrollBy(0, 200)")
        page.evaluate(FRAMES)
    raise AssertionError(f"the feed brings no {wanted}")


def model(page: Page, field: Locator) -> str:
    return str(page.evaluate("field => sitePage.modelText(field).trim()", field.element_handle()))


def test_the_warning_stands_in_the_panel_and_the_page_is_the_one_that_others_see(
    page: Page, panel: Page, without_us: Page, place: Place
) -> None:
    place.open(without_us)
    place.answer_to(page, "Globex", "globex")
    expect(panel.locator(".notice")).to_contain_text("Globex")
    write(page, PRAISE)
    expect(panel.locator(".card")).to_contain_text("Say that you work there")
    answer(without_us, place, PRAISE)
    assert looks(page) == looks(without_us)


def test_the_fix_taken_in_the_panel_stands_in_the_editors_model(
    page: Page, panel: Page, place: Place
) -> None:
    field = answer(page, place, PRAISE)
    panel.locator("[data-name=fix]").click()
    expect(panel.locator(".fine")).to_be_visible()
    assert "(I work at Acme)" in model(page, field)
    page.keyboard.type(" Really")
    assert "Really" in model(page, field)


@ONE_SITE
def test_a_fix_taken_with_the_keyboard_leaves_the_keyboard_at_the_card(
    page: Page, panel: Page, place: Place
) -> None:
    answer(page, place, PRAISE)
    panel.locator("[data-name=fix]").press("Enter")
    expect(panel.locator(".fine")).to_be_focused()
    expect(panel.locator(".fine")).to_have_count(0)
    assert panel.evaluate(IN_CARD)


@ONE_SITE
def test_nothing_is_asked_back(page: Page, panel: Page, place: Place) -> None:
    answer(page, place, PRAISE)
    expect(panel.locator(".card")).to_be_visible()
    page.locator(place.send).first.click()
    page.wait_for_function("() => window.sitePage.sent.length")


@ONE_SITE
def test_a_suggestion_is_shared_from_the_panel(
    amira: BrowserContext, page: Page, panel: Page, place: Place
) -> None:
    read_on(page)
    expect(panel.locator(".suggestion")).to_contain_text("fits this post")
    panel.locator("[data-name=share]").click()
    with amira.expect_page() as opened:
        panel.locator("[data-name=open]").click()
    assert place.platform in opened.value.url
    expect(panel.locator("#shared")).to_contain_text("You press Post there")
    page.bring_to_front()
    expect(panel.locator("#shared")).to_be_empty()
    expect(panel.locator(".suggestion")).to_have_count(0)


@ONE_SITE
def test_what_was_shared_is_said_beside_the_next_suggestion_until_somebody_goes_on_reading(
    amira: BrowserContext, page: Page, panel: Page, place: Place
) -> None:
    begin_share(page, panel)
    with amira.expect_page() as opened:
        panel.locator("[data-name=open]").click()
    expect(panel.locator("#shared")).to_contain_text("You press Post there")
    there = opened.value
    expect(there.locator(place.draft).first).to_be_focused()
    there.locator("[data-testid=app-bar-close]").click()
    scroll_until(there, panel.locator(".suggestion"))
    expect(panel.locator("#shared")).to_contain_text("You press Post there")
    panel.locator("[data-name=later]").click()
    scroll_until(there, panel.locator(".suggestion"))
    expect(panel.locator("#shared")).to_be_empty()


@ONE_SITE
def test_a_share_answered_late_leaves_nothing_behind_in_the_panel(
    amira: BrowserContext, page: Page, panel: Page, place: Place
) -> None:
    begin_share(page, panel)
    panel.evaluate(ANSWERS_LATE)
    with amira.expect_page():
        panel.locator("[data-name=open]").click()
    amira.new_page().goto("https://example.org/")
    expect(panel.locator("#about")).to_contain_text("Nothing happens in this tab")
    page.bring_to_front()
    expect(panel.locator("#about")).to_contain_text("Here beside the page")
    panel.evaluate("() => window.answer()")
    expect(panel.locator(".suggestion")).to_have_count(0)


@ONE_SITE
def test_a_caption_being_written_stays_when_another_tab_comes_to_the_front(
    amira: BrowserContext, page: Page, panel: Page, place: Place
) -> None:
    begin_share(page, panel)
    panel.locator("textarea").fill("My own words")
    amira.new_page().goto("https://example.org/")
    expect(panel.locator("#about")).to_contain_text("Nothing happens in this tab")
    expect(panel.locator("textarea")).to_have_value("My own words")


@ONE_SITE
@pytest.mark.parametrize(
    ("silenced", "back", "said"),
    [
        (NOT_SUGGESTED, SUGGESTED, "Suggestions are off"),
        (PAUSED, AWAKE, "nothing is checked or suggested"),
    ],
    ids=["suggestions are off", "it pauses"],
)
def test_no_suggestion_stands_in_the_panel_when_none_is_wanted_but_what_is_being_written_stays(
    amira: BrowserContext, page: Page, panel: Page, silenced: str, back: str, said: str
) -> None:
    read_on(page)
    expect(panel.locator(".suggestion")).to_be_visible()
    change(amira, silenced)
    expect(panel.locator(".suggestion")).to_have_count(0)
    change(amira, back)
    panel.locator("[data-name=share]").click()
    panel.locator("textarea").fill("My own words")
    change(amira, silenced)
    expect(panel.locator("#about")).to_contain_text(said)
    expect(panel.locator("textarea")).to_have_value("My own words")
    panel.locator("[data-name=cancel]").click()
    expect(panel.locator(".suggestion")).to_have_count(0)


@ONE_SITE
def test_what_was_withdrawn_goes_from_the_panel_with_the_next_sync(
    amira: BrowserContext, page: Page, panel: Page
) -> None:
    read_on(page)
    expect(panel.locator(".suggestion [data-name=share]")).to_be_visible()
    in_extension(amira, "() => chrome.storage.local.set({ feed: { items: [] } })")
    expect(panel.locator(".suggestion")).to_have_count(0)


@ONE_SITE
def test_what_waits_for_a_panel_is_not_spent_by_one_that_pauses(
    amira: BrowserContext, page: Page, panel: Page
) -> None:
    read_on(page)
    expect(panel.locator(".suggestion")).to_be_visible()
    change(amira, PAUSED)
    in_extension(amira, "() => chrome.storage.local.remove('suggested')")
    panel.reload()
    expect(panel.locator("#about")).to_contain_text("nothing is checked or suggested")
    Guest(panel).stays(lambda: in_extension(amira, OFFERED) == 0, "none is spent")
    change(amira, AWAKE)
    expect(panel.locator(".suggestion")).to_be_visible()
    assert in_extension(amira, OFFERED) == 1


@ONE_SITE
def test_the_site_cannot_choose_which_text_field_the_panel_speaks_of(page: Page, panel: Page) -> None:
    second = look_alikes.x_thread(page).box
    first = page.locator("#layers [data-testid=tweetTextarea_0]")
    second.click()
    write(page, GIVEAWAY)
    expect(panel.locator(".card")).to_contain_text("giveaway")
    first.evaluate(FORGED)
    Guest(page).stays(lambda: "giveaway" in panel.locator(".card").inner_text(), "it speaks of the second")
    first.click()
    expect(panel.locator(".card")).to_have_count(0)


def width(panel: Page, selector: str) -> float:
    panel.set_viewport_size({"width": 360, "height": 800})
    box = panel.locator(selector).bounding_box()
    assert box
    return box["width"]


@ONE_SITE
def test_a_rule_switched_off_in_the_panel_is_confirmed_and_undone_there(
    page: Page, panel: Page, place: Place
) -> None:
    answer(page, place, PRAISE)
    panel.locator("[data-name=menu]").click()
    panel.locator("[data-name=menuRuleOff]").click()
    expect(panel.locator(".notice")).to_contain_text("off for you")
    # beside its buttons it would be a column
    assert width(panel, ".notice span") > width(panel, ".notice") * 3 / 4
    panel.locator("[data-name=undo]").click()
    expect(panel.locator(".card")).to_be_visible()


@ONE_SITE
def test_the_site_switched_off_in_the_panel_is_said_there(page: Page, panel: Page, place: Place) -> None:
    answer(page, place, PRAISE)
    panel.locator("[data-name=menu]").click()
    panel.locator("[data-name=menuSiteOff]").click()
    expect(panel.locator("#about")).to_have_text("Switched off on this site.")
    expect(panel.locator(".card")).to_have_count(0)


@ONE_SITE
def test_what_was_switched_off_in_the_panel_is_switched_on_again_there(
    page: Page, panel: Page, place: Place
) -> None:
    answer(page, place, PRAISE)
    for choice, way_back in (("menuSiteOff", "siteOn"), ("menuSnooze", "snooze")):
        panel.locator("[data-name=menu]").click()
        panel.locator(f"[data-name={choice}]").click()
        panel.locator(f"#back [data-name={way_back}]").press("Enter")
        expect(panel.locator("#back")).to_be_empty()
        assert panel.evaluate(IN_CARD)
        expect(panel.locator(".card")).to_contain_text("Say that you work there")


@ONE_SITE
def test_the_panel_follows_the_tab_in_front(
    amira: BrowserContext, page: Page, panel: Page, place: Place
) -> None:
    answer(page, place, PRAISE)
    expect(panel.locator(".card")).to_be_visible()
    other = amira.new_page()
    other.goto("https://example.org/")
    expect(panel.locator(".card")).to_have_count(0)
    expect(panel.locator("#about")).to_contain_text("Nothing happens in this tab")
    page.bring_to_front()
    expect(panel.locator(".card")).to_be_visible()


def test_the_organisation_chooses_where_everybody_starts_and_amira_may_choose_otherwise(
    amira: BrowserContext, backend: Backend
) -> None:
    backend.run(lambda session: modes.choose(session, {"linkedin": "panel", "x": "off"}))
    sync(amira)
    settings = amira.new_page()
    settings.goto(options_url(amira))
    linkedin, x = settings.locator("[data-name=linkedin]"), settings.locator("[data-name=x]")
    expect(linkedin.locator("option:checked")).to_have_text("Default: In the side panel only")
    linkedin.select_option("page")
    expect(linkedin.locator("option:checked")).to_have_text("In the page")
    expect(x).to_be_disabled()
    expect(settings.get_by_text("switched this site off for everybody")).to_be_visible()


@ONE_SITE
def test_the_popup_opens_the_panel_at_the_side(amira: BrowserContext, page: Page, panel: Page) -> None:
    popup = amira.new_page()
    popup.goto(f"chrome-extension://{extension_id(amira)}/popup/popup.html")
    page.bring_to_front()
    popup.reload()
    popup.locator("[data-name=panel]").click()
    Guest(page).until(lambda: in_extension(amira, SIDE_PANELS) == 1, lambda: "the side panel to be open")
    in_extension(amira, CLOSED)
    Guest(page).until(lambda: in_extension(amira, SIDE_PANELS) == 0, lambda: "the side panel to be closed")


@ONE_SITE
def test_the_panel_does_not_say_press_again_of_what_was_asked_before_the_card_moved_there(
    amira: BrowserContext, place: Place
) -> None:
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest = Guest(page)
    guest.wait(cls="confirm", text="Say that you work there")
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press")
    card = go_quiet(amira).locator("#card")
    page.bring_to_front()
    page.locator(place.field).first.click()
    expect(card).to_contain_text("Say that you work there")
    expect(card).not_to_contain_text("Press")
