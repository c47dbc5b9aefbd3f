"""Where we are not wanted we are not; and what a page can find out about us, or forge."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from e2e import content_world
from e2e.browser import extension_id
from e2e.employee import in_extension, options_url
from e2e.guest import FOCUSED, Guest
from e2e.keys import write
from e2e.looks import at_leisure, looks
from e2e.origins import FOREIGN_HOST
from e2e.places import EMBER, FRAMES, SDUI, Place, model
from e2e.tests.where import EACH_SITE, ONE_SITE
from e2e.traces import listening

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
NAMES = "boxes => boxes.map(({ dataset }) => dataset.name)"


def switch(context: BrowserContext, platform: str, on: bool) -> None:
    """As Amira does it, in the settings."""
    page = context.new_page()
    page.goto(options_url(context))
    choice = page.locator(f"[data-name={platform}]")
    choice.select_option("page" if on else "off")
    expect(choice).to_have_value("page" if on else "off")
    page.close()


def write_under_globex(page: Page, place: Place) -> Locator:
    """Open the feed, answer Globex' post; the caret stays in the field."""
    place.open(page)
    return answer(page, place)


def answer(page: Page, place: Place) -> Locator:
    field = place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    page.wait_for_function(
        "([field, text]) => sitePage.modelText(field).trim() === text", arg=[field.element_handle(), PRAISE]
    )
    return field


def test_on_any_other_site_there_is_nothing_of_ours(
    amira: BrowserContext, plain_browser: BrowserContext
) -> None:
    address = f"https://{FOREIGN_HOST}/feed/"
    with_us, without = amira.new_page(), plain_browser.new_page()
    for page in (with_us, without):
        page.goto(address)
        answer(page, SDUI)
    assert Guest(with_us).nodes() == []
    with pytest.raises(RuntimeError, match="no content script of ours"):
        content_world.of(with_us)
    assert looks(with_us) == looks(without)


def test_switched_off_the_page_is_the_one_that_others_see(
    amira: BrowserContext, without_us: Page, place: Place
) -> None:
    switch(amira, place.platform, False)
    page = amira.new_page()
    for one in (page, without_us):
        place.open(one)
        one.mouse.move(640, 600)
    assert looks(page) == looks(without_us)
    for one in (page, without_us):
        answer(one, place)
    assert looks(page) == looks(without_us)
    assert Guest(page).nodes() == []


@EACH_SITE
def test_switched_on_the_page_is_not_the_one_that_others_see(
    amira: BrowserContext, without_us: Page, place: Place
) -> None:
    """Else the test above could not fail."""
    page = amira.new_page()
    for one in (page, without_us):
        write_under_globex(one, place)
    Guest(page).wait(cls="confirm")
    assert looks(page) != looks(without_us)


@EACH_SITE
def test_switching_off_takes_everything_out_of_the_open_page_and_switching_on_brings_it_back(
    amira: BrowserContext, without_us: Page, place: Place
) -> None:
    page = amira.new_page()
    write_under_globex(page, place)
    guest = Guest(page)
    guest.wait(cls="confirm")
    switch(amira, place.platform, False)
    guest.wait_gone(cls="card")
    guest.until(lambda: guest.nodes() == [], lambda: f"nothing of ours to be left: {guest.nodes()[:1]}")
    assert page.evaluate("() => [CSS.highlights.size, document.adoptedStyleSheets.length]") == [0, 0]
    page.bring_to_front()
    page.keyboard.type(" ")
    page.locator(place.send).first.click()  # nobody asks back
    page.wait_for_function("() => sitePage.sent.length > 0")
    switch(amira, place.platform, True)
    page.bring_to_front()
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.wait(cls="confirm")


@ONE_SITE
def test_switched_on_again_the_open_editor_is_checked_at_once(amira: BrowserContext, place: Place) -> None:
    switch(amira, place.platform, False)
    page = amira.new_page()
    write_under_globex(page, place)
    switch(amira, place.platform, True)
    Guest(page).wait(cls="confirm")


@EACH_SITE
def test_one_site_off_leaves_the_other_on(amira: BrowserContext, place: Place) -> None:
    switch(amira, "x" if place.platform == "linkedin" else "linkedin", False)
    page = amira.new_page()
    write_under_globex(page, place)
    Guest(page).wait(cls="confirm")


# ---- switched off from the card, and the way back ----


@ONE_SITE
@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("menuSnooze", "Paused for an hour."),
        ("menuRuleOff", "This rule is off for you. The settings bring it back."),
        ("menuSiteOff", "Turned off on"),
        ("menuHideHere", "Hidden for this text field."),
    ],
)
def test_what_the_menu_switches_off_is_confirmed_and_can_be_undone(
    warned: tuple[Page, Guest, Locator], entry: str, said: str
) -> None:
    _, guest, _ = warned
    guest.press("menu")
    guest.press(entry)
    guest.wait(cls="notice", text=said)
    guest.wait_gone(cls="confirm")  # a site goes with what the browser has kept, a moment after what is said
    guest.press("undo")
    guest.wait(cls="confirm")


@ONE_SITE
def test_what_was_hidden_at_a_text_field_comes_back_when_it_is_asked_for(
    warned: tuple[Page, Guest, Locator],
) -> None:
    page, guest, _ = warned
    guest.press("menu")
    guest.press("menuHideHere")
    guest.wait(cls="notice", text="Hidden")
    page.keyboard.type("!")
    guest.wait_gone(cls="notice")
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait(cls="confirm")
    guest.wait_focus()


@ONE_SITE
def test_with_the_keyboard_alone_a_site_is_turned_off_and_on_again(
    warned: tuple[Page, Guest, Locator],
) -> None:
    page, guest, _ = warned
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    for key in ("Tab", "Tab", "Enter", *["Tab"] * 6, "Enter"):  # past "Why?", the menu, its last entry
        page.keyboard.press(key)
    guest.wait(cls="notice", text="Turned off on")
    guest.wait_focus()
    page.keyboard.press("Enter")
    guest.wait(cls="confirm")


@ONE_SITE
def test_turned_off_with_the_mouse_the_way_back_is_reached_with_the_keyboard(
    warned: tuple[Page, Guest, Locator],
) -> None:
    page, guest, _ = warned
    guest.press("menu")
    guest.press("menuSiteOff")
    guest.wait(cls="notice")
    assert page.evaluate(FOCUSED) == "theirs"
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    page.keyboard.press("Enter")
    guest.wait(cls="confirm")


# those of ten seconds wait until they are told to come
HOLD_BACK = """(() => {
  const later = setTimeout;
  globalThis.late = [];
  globalThis.setTimeout = (work, ms) => (ms === 10_000 ? late.push(work) : later(work, ms));
})()"""


@ONE_SITE
def test_a_confirmation_ends_with_its_text_field(amira: BrowserContext, place: Place) -> None:
    page = amira.new_page()
    place.open(page)
    content_world.of(page).evaluate(HOLD_BACK)
    answer(page, place)
    page.keyboard.insert_text(" You are all idiots.")
    guest = Guest(page)
    guest.wait(cls="card", text="1 of")
    guest.press("menu")
    guest.press("menuWrong")
    guest.wait(cls="notice", text="Noted.")
    page.locator(place.field).first.evaluate("field => field.remove()")
    guest.wait_gone(cls="notice")
    content_world.of(page).evaluate("late.forEach((work) => work())")
    assert page.evaluate("CSS.highlights.size") == 0


@ONE_SITE
def test_the_confirmation_goes_when_the_text_changes(warned: tuple[Page, Guest, Locator]) -> None:
    page, guest, _ = warned
    guest.press("menu")
    guest.press("menuSiteOff")
    guest.wait(cls="notice")
    page.keyboard.type("!")
    guest.until(lambda: guest.nodes() == [], lambda: "nothing of ours to be left")


@ONE_SITE
def test_a_pause_takes_the_suggestion_out_of_the_feed(
    amira: BrowserContext, page: Page, guest: Guest
) -> None:
    guest.wait(cls="suggestion")
    settings = amira.new_page()
    settings.goto(f"chrome-extension://{extension_id(amira)}/popup/popup.html")
    settings.locator("[data-name=snooze]").click()
    page.bring_to_front()
    guest.wait_gone(cls="suggestion")


@ONE_SITE
def test_a_pause_is_told_in_the_settings_and_ended_there(
    amira: BrowserContext, warned: tuple[Page, Guest, Locator]
) -> None:
    page, guest, _ = warned
    guest.press("menu")
    guest.press("menuSnooze")
    guest.wait(cls="notice")
    settings = amira.new_page()
    settings.goto(options_url(amira))
    expect(settings.get_by_text("nothing is checked or suggested")).to_be_visible()
    settings.locator("[data-name=snooze]").click()
    expect(settings.get_by_text("nothing is checked or suggested")).to_have_count(0)
    page.bring_to_front()
    guest.wait(cls="confirm")


PAUSED = "() => chrome.storage.local.set({ settings: { snoozedUntil: Date.now() + 3_600_000 } })"
TWO_HOURS_LATER = "(() => { const now = Date.now; Date.now = () => now() + 7_200_000; })()"


@ONE_SITE
def test_once_a_pause_is_over_what_was_written_in_it_is_asked_back(
    amira: BrowserContext, place: Place
) -> None:
    in_extension(amira, PAUSED)
    page = amira.new_page()
    write_under_globex(page, place)
    guest = Guest(page)
    guest.stays(lambda: guest.find(cls="card") is None, "it pauses")
    content_world.of(page).evaluate(TWO_HOURS_LATER)
    page.locator(place.send).first.click()
    guest.wait(cls="confirm", text="Press “Reply” again")
    assert page.evaluate("sitePage.sent.length") == 0


PAUSED_BY_A_FAST_CLOCK = PAUSED.replace("3_600_000", "90 * 86_400_000")
AN_HOUR_BEFORE_IT_ENDS = TWO_HOURS_LATER.replace("7_200_000", "90 * 86_400_000 - 3_600_000")


@ONE_SITE
def test_a_pause_begun_while_the_clock_was_wrong_ends_once_it_is_right(
    amira: BrowserContext, place: Place
) -> None:
    in_extension(amira, PAUSED_BY_A_FAST_CLOCK)
    page = amira.new_page()
    write_under_globex(page, place)
    guest = Guest(page)
    guest.wait(cls="confirm")
    content_world.of(page).evaluate(AN_HOUR_BEFORE_IT_ENDS)
    write(page, " Really.")
    guest.stays(lambda: guest.find(cls="confirm"), "nor does it hold later")


OFF_AS_IT_IS_WRITTEN = """editors.write = async () => {
  await chrome.storage.local.set({ settings: { sites: { linkedin: 'off', x: 'off' } } });
  while (CSS.highlights.size) await new Promise(requestAnimationFrame);
  return 'changed';
}"""


@ONE_SITE
def test_switched_off_while_a_fix_is_written_no_line_is_drawn_any_more(
    amira: BrowserContext, warned: tuple[Page, Guest, Locator]
) -> None:
    page, guest, _ = warned
    content_world.of(page).evaluate(f"({OFF_AS_IT_IS_WRITTEN}, 0)")
    guest.press("fix")
    guest.wait_gone(cls="card")
    guest.stays(lambda: page.evaluate("CSS.highlights.size") == 0, "nothing of ours")


@ONE_SITE
def test_a_rule_turned_off_is_listed_by_what_it_says_and_turned_on_again(
    amira: BrowserContext, warned: tuple[Page, Guest, Locator]
) -> None:
    page, guest, _ = warned
    guest.press("menu")
    guest.press("menuRuleOff")
    guest.wait(cls="notice")
    settings = amira.new_page()
    settings.goto(options_url(amira))
    rule = settings.locator("li", has_text="You bring up Acme beside a competitor’s post.")
    rule.get_by_role("button", name="Turn on again").click()
    expect(rule).to_have_count(0)
    page.bring_to_front()
    guest.wait(cls="confirm")


def test_the_boxes_of_the_settings_keep_their_order(amira: BrowserContext) -> None:
    settings = amira.new_page()
    settings.goto(options_url(amira))
    boxes = settings.locator("input[type=checkbox]")
    boxes.first.wait_for()
    order = boxes.evaluate_all(NAMES)
    for name in reversed(order):  # without points there is no place on the board
        box = settings.locator(f"[data-name={name}]")
        on = box.is_checked()
        box.click()
        expect(box).to_be_checked(checked=not on)
        assert boxes.evaluate_all(NAMES) == order


BOTH_AT_ONCE = """names => names.forEach((name) => document.querySelector(`[data-name=${name}]`).click())"""


def test_two_boxes_ticked_at_once_are_both_changed(amira: BrowserContext) -> None:
    settings = amira.new_page()
    settings.goto(options_url(amira))
    settings.locator("[data-name=check]").wait_for()
    settings.evaluate(BOTH_AT_ONCE, ["engagement", "suggest"])
    kept = settings.evaluate("async () => (await chrome.storage.local.get('settings')).settings.features")
    assert (kept["engagement"], kept["suggest"]) == (True, False)
    popup = amira.new_page()
    popup.goto(options_url(amira).replace("options", "popup"))
    expect(popup.locator("[data-name=engagement]")).to_be_checked()
    expect(settings.locator("[data-name=suggest]")).not_to_be_checked()


# ---- what a page can find out ----

PROBES = """async (id) => {
  const files = ['manifest.json', 'icon.png', 'mark.svg', 'content/main.js', 'popup/popup.html', '_locales'];
  const fetched = await Promise.all(files.map((file) =>
    fetch(`chrome-extension://${id}/${file}`).then(() => true, () => false)));
  const image = (file) => new Promise((done) => {
    const node = new Image();
    node.onload = () => done(true);
    node.onerror = () => done(false);
    node.src = `chrome-extension://${id}/${file}`;
  });
  return [...fetched, await image('icon.png'), await image('mark.svg')];
}"""
OUR_NAMES = "() => Object.getOwnPropertyNames(window).sort()"


@EACH_SITE
def test_a_page_cannot_load_a_file_of_ours(amira: BrowserContext, place: Place) -> None:
    page = amira.new_page()
    place.open(page)
    assert page.evaluate(PROBES, extension_id(amira)) == [False] * 8


@EACH_SITE
def test_a_page_finds_no_name_of_ours(amira: BrowserContext, without_us: Page, place: Place) -> None:
    page = amira.new_page()
    for one in (page, without_us):
        write_under_globex(one, place)
    Guest(page).wait(cls="confirm")
    assert page.evaluate(OUR_NAMES) == without_us.evaluate(OUR_NAMES)


@ONE_SITE
def test_a_page_cannot_look_into_what_we_show(amira: BrowserContext, place: Place) -> None:
    """Neither a shadow root, nor by a changed attachShadow, nor our words in its own document."""
    page = amira.new_page()
    page.add_init_script("""
      window.caught = 0;
      const own = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) {
        if (this.localName === 'div' && init.mode === 'closed') caught += 1;
        return own.call(this, { ...init, mode: 'open' });
      };
    """)
    write_under_globex(page, place)
    Guest(page).wait(cls="confirm")
    assert page.evaluate("caught") == 0
    assert "Say that you work there" not in looks(page)


# ---- what a page can forge ----

FORGED_CLICKS = """() => {
  const hosts = [];
  const walk = (root) => root.querySelectorAll('*').forEach((node) => {
    if (node.style?.zIndex === '2147483000') hosts.push(node);
    if (node.shadowRoot) walk(node.shadowRoot);
  });
  walk(document);
  for (const host of hosts) {
    const { left, top, width, height } = host.getBoundingClientRect();
    for (let x = left; x < left + width; x += 10) for (let y = top; y < top + height; y += 10) {
      const init = { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y };
      ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'].forEach((type) =>
        host.dispatchEvent(new MouseEvent(type, init)));
    }
    host.click();
  }
  return hosts.length;
}"""
FORGED_KEY = """(field) => field.dispatchEvent(new KeyboardEvent('keydown', {
  key: 'D', code: 'KeyD', altKey: true, shiftKey: true, bubbles: true, composed: true,
}))"""
FORGED_LETTER = """(field) => field.dispatchEvent(new KeyboardEvent('keydown', {
  key: 'a', code: 'KeyA', bubbles: true, composed: true,
}))"""


@pytest.fixture
def warned(amira: BrowserContext, place: Place) -> tuple[Page, Guest, Locator]:
    """The card stands beside the field."""
    page = amira.new_page()
    field = write_under_globex(page, place)
    guest = Guest(page)
    guest.wait(cls="confirm")
    return page, guest, field


def words(guest: Guest) -> list[str]:
    return [node.text for node in guest.nodes()]


@ONE_SITE
def test_clicks_forged_by_the_page_do_nothing(warned: tuple[Page, Guest, Locator]) -> None:
    page, guest, field = warned
    before = words(guest)
    assert page.evaluate(FORGED_CLICKS) >= 1
    at_leisure(page)
    assert words(guest) == before
    assert field.evaluate("field => sitePage.modelText(field).trim()") == PRAISE


@ONE_SITE
def test_a_key_forged_by_the_page_does_not_take_the_keyboard_from_the_text(
    warned: tuple[Page, Guest, Locator],
) -> None:
    """Else the page could make the next Enter, meant for the text, press a button of ours."""
    page, guest, field = warned
    before = words(guest)
    field.evaluate(FORGED_KEY)
    assert page.evaluate(FOCUSED) == "theirs"
    assert words(guest) == before


@ONE_SITE
@pytest.mark.parametrize("key", [FORGED_KEY, FORGED_LETTER], ids=["ours", "any"])
def test_nor_does_one_once_the_site_was_turned_off_and_the_way_back_stays(
    warned: tuple[Page, Guest, Locator], key: str
) -> None:
    page, guest, field = warned
    guest.press("menu")
    guest.press("menuSiteOff")
    guest.wait(cls="notice", text="Turned off on")
    before = words(guest)
    field.evaluate(key)
    page.evaluate(FRAMES)
    assert page.evaluate(FOCUSED) == "theirs"
    assert words(guest) == before


@ONE_SITE
def test_a_share_is_not_counted_as_posted_because_the_page_pressed_the_button(
    amira: BrowserContext, place: Place
) -> None:
    ours, page = listening(amira), amira.new_page()
    place.open(page)
    for code in ("forged1234", "person5678"):
        place.answer_to(page, "Globex", "globex")
        write(page, f"Read this: https://acme.example/r/{code} ")
        send = page.locator(place.send).first
        if code.startswith("person"):
            send.click()
        else:
            send.evaluate("button => button.click()")
        page.wait_for_function("code => sitePage.sent.some(({ text }) => text.includes(code))", arg=code)
    ours.wait_for_function("() => heard.length")
    assert [message["code"] for message in ours.evaluate("heard")] == ["person5678"]


# the click itself brings the site to put another post there
ANOTHER_POST_WITH_THE_CLICK = """([button, card]) => {
  const change = () => card.setAttribute('data-urn', 'urn:li:activity:7000000000000000001');
  button.addEventListener('pointerdown', change);
}"""


def test_a_share_is_counted_as_posted_though_another_post_took_the_place_of_the_one_answered(
    amira: BrowserContext,
) -> None:
    ours, page = listening(amira), amira.new_page()
    EMBER.open(page)
    EMBER.answer_to(page, "Globex", "globex")
    write(page, "Read this: https://acme.example/r/person5678 ")
    send, card = page.locator(EMBER.send).first, EMBER.post_by(page, "Globex", "globex")
    page.evaluate(ANOTHER_POST_WITH_THE_CLICK, [send.element_handle(), card.element_handle()])
    send.click()
    ours.wait_for_function("() => heard.length")
    assert [message["code"] for message in ours.evaluate("heard")] == ["person5678"]


def being_sent(amira: BrowserContext) -> tuple[Page, Page, Locator, Locator]:
    """A share the site has not answered yet: what is heard, her tab, its text field, the post above."""
    ours, page = listening(amira), amira.new_page()
    EMBER.open(page)
    field, card = EMBER.answer_to(page, "Globex", "globex"), EMBER.post_by(page, "Globex", "globex")
    write(page, "Read this: https://acme.example/r/person5678 ")
    send = page.locator(EMBER.send).first
    send.evaluate(REFUSES)
    send.click()
    return ours, page, field, card


ANOTHER_POST = "card => card.setAttribute('data-urn', 'urn:li:activity:7000000000000000001')"
# the site is slow: first another post stands there, then it takes what was written
SLOWLY = """([field, card]) => {
  card.setAttribute('data-urn', 'urn:li:activity:7000000000000000001');
  field.append(document.createElement('p'));
}"""


def test_a_share_is_counted_as_posted_though_another_post_came_while_it_was_being_sent(
    amira: BrowserContext,
) -> None:
    ours, page, field, card = being_sent(amira)
    page.evaluate(SLOWLY, [field.element_handle(), card.element_handle()])
    Guest(page).stays(lambda: True, "judged anew")
    field.evaluate("field => field.remove()")
    ours.wait_for_function("() => heard.length")
    assert [message["code"] for message in ours.evaluate("heard")] == ["person5678"]


# all of it before what was written is looked at
AT_ONCE = """async ([field, card]) => {
  field.append(document.createElement('p'));
  await new Promise((done) => setTimeout(done));
  field.blur();
  card.setAttribute('data-urn', 'urn:li:activity:7000000000000000001');
  field.focus();
  field.remove();
}"""


def test_a_share_is_told_once_though_another_post_came_in_the_moment_it_was_sent(
    amira: BrowserContext,
) -> None:
    ours, page, field, card = being_sent(amira)
    page.evaluate(AT_ONCE, [field.element_handle(), card.element_handle()])
    ours.wait_for_function("() => heard.length")
    Guest(page).stays(lambda: ours.evaluate("heard.length") == 1, "told once")


@pytest.mark.parametrize("place", [EMBER], ids=lambda place: place.name)
@pytest.mark.parametrize(("entry", "said"), [("menuHideHere", "Hidden"), ("menuWrong", "Noted.")])
def test_what_was_put_aside_at_a_text_field_stays_so_though_its_post_is_drawn_anew(
    warned: tuple[Page, Guest, Locator], entry: str, said: str
) -> None:
    page, guest, _ = warned
    guest.press("menu")
    guest.press(entry)
    guest.wait(cls="notice", text=said)
    EMBER.post_by(page, "Globex", "globex").evaluate(ANOTHER_POST)
    page.keyboard.type("!")
    guest.until(lambda: not any(said in text for text in words(guest)), lambda: f"{said!r} to be gone")
    shown = ("confirm", "notice") if entry == "menuHideHere" else ("confirm",)
    guest.stays(lambda: not any(guest.find(cls=cls) for cls in shown), "put aside")


REFUSES = """button => button.addEventListener('click', (event) => event.stopImmediatePropagation(), true)"""


def close(field: Locator) -> None:
    field.page.locator("[data-testid=app-bar-close], button[aria-label=Dismiss]").first.click()


def escape(field: Locator) -> None:
    field.page.keyboard.press("Escape")


def empty(field: Locator) -> None:
    field.focus()
    field.page.keyboard.press("ControlOrMeta+a")
    field.page.keyboard.press("Backspace")


def share(page: Page, place: Place, code: str) -> Locator:
    """Written anew, with a tracked link."""
    place.open(page)
    field = place.write_post(page)
    write(page, f"Read this: https://acme.example/r/{code} ")
    return field


def beside(field: Locator) -> None:
    """X closes its dialog then."""
    field.page.mouse.click(8, 8)
    if field.count():
        close(field)


@pytest.mark.parametrize("give_up", [close, escape, empty, beside])
def test_a_share_is_not_counted_as_posted_where_the_site_refused_and_the_employee_gave_up(
    amira: BrowserContext, place: Place, give_up: Callable[[Locator], None]
) -> None:
    ours, page = listening(amira), amira.new_page()
    field = share(page, place, "refused123")
    publish = page.locator(place.publish).first
    publish.evaluate(REFUSES)
    publish.click()
    give_up(field)
    Guest(page).until(lambda: not field.count() or not model(field).strip(), lambda: "it to be given up")
    at_leisure(page)
    share(page, place, "person5678")
    page.locator(place.publish).first.click()
    ours.wait_for_function("() => heard.length")
    assert [message["code"] for message in ours.evaluate("heard")] == ["person5678"]
