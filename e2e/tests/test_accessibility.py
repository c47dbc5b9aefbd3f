"""With a keyboard, with a screen reader, in the dark: what we show can be used by everybody."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from e2e import employee
from e2e.backend import Backend
from e2e.employee import in_extension, options_url
from e2e.guest import FOCUSED, Guest
from e2e.keys import write
from e2e.places import FRAMES, SDUI, Place, model
from e2e.tests.test_tips import OVER_A_SITE, POST
from e2e.tests.where import ONE_SITE
from e2e.world import content_names

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is: rule and element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.fixture(params=["en", "de"])
def desk(request: pytest.FixtureRequest, backend: Backend) -> Iterator[BrowserContext]:
    """The signed-in browser of an employee who reads English, or German."""
    name = "extension_browser" if request.param == "en" else "german_browser"
    context = request.getfixturevalue(name)
    employee.forget(context)
    employee.sign_in(context, backend)
    yield context
    for page in context.pages[1:]:
        page.close()


@pytest.fixture
def page(desk: BrowserContext) -> Page:
    """In English light, in German dark: no colour depends on the language. Nothing is half faded in."""
    page = desk.new_page()
    german = in_extension(desk, "() => chrome.i18n.getMessage('language') === 'de'")
    page.emulate_media(color_scheme="dark" if german else "light", reduced_motion="reduce")
    return page


def test_the_popup_has_no_fault(page: Page, desk: BrowserContext) -> None:
    page.goto(options_url(desk).replace("options", "popup"))
    page.locator("[data-name=points]").wait_for()
    assert faults(page) == []
    page.locator("[data-name=share-linkedin]").first.click()
    page.locator("textarea").wait_for()
    assert faults(page) == []
    page.locator("[data-name=later]").first.click()
    page.locator("[data-name=remind]").wait_for()
    assert faults(page) == []


def test_the_popup_over_a_page_that_may_be_suggested_has_no_fault(page: Page, desk: BrowserContext) -> None:
    tip = {"url": "https://robots.example/", "title": "Robots", "note": "Stairs"}
    assert employee.tell(desk, {"type": "tip", **tip})["state"] == "sent"
    desk.new_page().goto(POST)
    page.add_init_script(OVER_A_SITE)
    page.goto(options_url(desk).replace("options", "popup"))
    page.locator("[data-name=tip-open]").wait_for()
    page.locator("[data-name=tip]").click()
    page.locator("textarea").wait_for()
    assert faults(page) == []


def test_the_popup_of_somebody_signed_out_has_no_fault(page: Page, desk: BrowserContext) -> None:
    employee.tell(desk, {"type": "signOut"})
    page.goto(options_url(desk).replace("options", "popup"))
    page.locator("[data-name=signIn]").wait_for()
    assert faults(page) == []


def test_the_options_page_has_no_fault(page: Page, desk: BrowserContext) -> None:
    in_extension(desk, "() => chrome.storage.local.set({ settings: { rulesOff: ['undisclosed-promo'] } })")
    page.goto(options_url(desk))
    page.locator("summary").last.press("Enter")
    page.locator("table").wait_for()
    assert faults(page) == []


def test_at_400_percent_the_settings_fit_and_a_rule_switched_off_has_a_line_of_its_own(
    page: Page, desk: BrowserContext
) -> None:
    in_extension(desk, "() => chrome.storage.local.set({ settings: { rulesOff: ['undisclosed-promo'] } })")
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(options_url(desk))
    said = page.locator("#of-on-undisclosed-promo").bounding_box()
    again = page.locator("[data-name=on-undisclosed-promo]").bounding_box()
    assert said and again and said["y"] + said["height"] <= again["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_where_the_keyboard_was_is_gone_it_goes_on_in_that_section_or_the_next(
    page: Page, desk: BrowserContext
) -> None:
    rules = "['undisclosed-promo', 'giveaway-no-terms']"
    in_extension(desk, f"() => chrome.storage.local.set({{ settings: {{ rulesOff: {rules} }} }})")
    page.goto(options_url(desk))
    turned_off = "section:has([data-name^=on-])"
    own = page.locator(f"{turned_off} h2").inner_text()
    following = page.locator(f"{turned_off} + section h2").first.inner_text()
    for rule, heading in [("undisclosed-promo", own), ("giveaway-no-terms", following)]:
        page.locator(f"[data-name=on-{rule}]").press("Enter")
        expect(page.get_by_role("heading", name=heading)).to_be_focused()


def test_the_first_page_has_no_fault(page: Page, desk: BrowserContext) -> None:
    page.goto(options_url(desk).replace("options", "welcome"))
    page.locator("[data-name=linkedin]").wait_for()
    assert faults(page) == []


def test_the_side_panel_has_no_fault(page: Page, desk: BrowserContext) -> None:
    in_extension(desk, employee.QUIET)
    page.goto(options_url(desk).replace("options", "panel"))
    feed = desk.new_page()
    SDUI.open(feed)
    page.locator(".suggestion [data-name=share]").click()
    page.locator("textarea").wait_for()
    SDUI.answer_to(feed, "Globex", "globex")
    write(feed, PRAISE)
    page.locator(".card [data-name=why]").click()
    assert faults(page) == []


# ---- what we show in a page: the same files on a page of ours, in shadow roots that axe can look into ----

OPEN_ROOTS = """
  const own = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) { return own.call(this, { ...init, mode: 'open' }); };
"""
STAGE = """async ([files, dark]) => {
  const there = [...document.scripts].map(({ src }) => src);
  document.head.querySelector('link').remove();
  document.body.className = '';
  document.body.style = `background: ${dark ? '#1b1f23' : '#fff'}; color: ${dark ? '#fff' : '#000'}`;
  document.body.replaceChildren();
  const stage = document.body.appendChild(document.createElement('main'));
  stage.append(Object.assign(document.createElement('h1'), { textContent: 'Feed' }));
  const bare = 'background: transparent; color: inherit'; // the card goes by what is painted behind it
  stage.append(Object.assign(document.createElement('textarea'), { ariaLabel: 'Comment', style: bare }));
  for (const file of files.filter((one) => !there.some((src) => src.endsWith(one)))) {
    const script = Object.assign(document.createElement('script'), { src: `../${file}` });
    const loaded = new Promise((done) => { script.onload = done; });
    document.head.append(script);
    await loaded;
  }
}"""
CARD = """(view) => {
  const editor = document.querySelector('textarea');
  const composer = { editor, box: editor, layer: document.querySelector('main'), surface: 'comment' };
  globalThis.before?.abort(); // else the last card comes back when its time is over
  const { signal } = (globalThis.before = new AbortController());
  card.create((onKey) => dock.create({ composer, onKey, signal }), {}).show(view);
}"""
FINDING = {
    "rule": "undisclosed-competitor",
    "label": "UNDISCLOSED_COMPETITOR",
    "span": None,
    "message": "You bring up Acme beside a competitor’s post. Say that you work there.",
    "why": "Readers must be able to tell an employee's words.",
    "guideline": "disclosure",
    "source": "UWG § 5a",
    "fix": {"kind": "insert_start", "text": "(I work at Acme) "},
}


def finding(severity: str, **more: Any) -> dict[str, Any]:
    two = [FINDING | {"severity": severity}, FINDING | {"severity": "note", "fix": None}]
    return {"kind": "finding", "findings": two, "holding": None, "failed": None, **more}


VIEWS = {
    "a notice": {"kind": "notice", "text": "Globex is a competitor. If you mention Acme, say so."},
    "fine": {"kind": "fine"},
    "cannot check": {"kind": "unable", "message": "Plainspoken was updated. Reload this page to go on."},
    "a hint": finding("note"),
    "a warning": finding("warn"),
    "asking back": finding("confirm", holding="Comment", failed="This editor did not take the text."),
}


@pytest.fixture
def stage(page: Page, desk: BrowserContext, request: pytest.FixtureRequest) -> Page:
    """A page with one text field and our content scripts, as dark or light as `page`."""
    page.add_init_script(OPEN_ROOTS)
    page.goto(options_url(desk))
    page.locator("details").first.wait_for()
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.evaluate(
        STAGE, [[name for name in content_names() if not name.endswith(("watch.js", "main.js"))], dark]
    )
    return page


PAINT = "() => { document.body.style.background = '#15202b'; document.body.style.color = '#fff'; }"


def test_the_card_has_no_fault(stage: Page) -> None:
    check(stage, list(VIEWS.values()))
    dark = stage.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert stage.locator("main > div .ground.dark:not(.dim)").count() == int(dark)


def test_the_card_has_no_fault_in_a_dim_theme_of_a_site(stage: Page) -> None:
    stage.evaluate(PAINT)
    check(stage, [VIEWS["asking back"]])
    assert stage.locator("main > div .ground.dark.dim").count() == 1


def check(stage: Page, views: list[dict[str, Any]]) -> None:
    """Each view, with all that can be opened in it."""
    for view in views:
        stage.evaluate("() => document.querySelectorAll('main > div').forEach((node) => node.remove())")
        stage.evaluate(CARD, view)
        for name in (None, "why", "menu"):  # as it comes, with the reason, with the menu
            button = stage.locator(f"main > div [data-name={name}]")
            if name and button.count():
                button.click()
            assert faults(stage) == [], (view["kind"], name)


SUGGESTION = """async () => {
  const { feed } = await chrome.storage.local.get('feed');
  await stored.follow(new AbortController().signal, () => {});
  const post = document.querySelector('textarea');
  const author = { name: 'Nora', kind: 'person', id: 'nora', headline: null };
  const site = {
    name: 'linkedin', feed: () => document.querySelector('main'), isFeed: () => true,
    posts: () => [post], slotAfter: () => post, composerOf: () => null,
    readPost: () => ({ author, promoted: false, text: feed.items[0].topics[0].words.join(' ') }),
  };
  suggest.start(site, false, new AbortController().signal);
}"""


def test_a_suggestion_and_its_form_have_no_fault(stage: Page) -> None:
    stage.evaluate(SUGGESTION)
    stage.locator("[data-name=share]").wait_for()
    assert faults(stage) == []
    stage.locator("[data-name=share]").click()
    stage.locator("main > div textarea").wait_for()
    assert faults(stage) == []


# ---- with the keyboard, and for a screen reader, on the sites themselves ----


@pytest.fixture
def warned(amira: BrowserContext, place: Place) -> Page:
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    Guest(page).wait(cls="confirm")
    return page


def tree(page: Page) -> list[tuple[str, str, dict[str, Any]]]:
    """Role, name and properties of all that a screen reader is told."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        (
            node["role"]["value"],
            node.get("name", {}).get("value", ""),
            {one["name"]: one["value"].get("value") for one in node.get("properties", [])},
        )
        for node in nodes
        if not node["ignored"]
    ]


@ONE_SITE
def test_a_screen_reader_hears_the_warning_and_finds_the_card_by_its_name(warned: Page) -> None:
    Guest(warned).wait(cls="live", text="Say that you work there")
    told = tree(warned)
    assert ("region", "Plainspoken") in [(role, name) for role, name, _ in told]
    live = [
        properties for role, _, properties in told if role == "status" and properties.get("live") == "polite"
    ]
    assert live
    heard = [name for role, name, _ in told if role == "StaticText"]
    assert (
        heard.count("You bring up Acme beside a competitor’s post. Say that you work there.") == 2
    )  # read, announced
    buttons = {name: properties for role, name, properties in told if role == "button"}
    assert "Insert: (I work at Acme)" in buttons
    assert buttons["Why?"]["expanded"] is False and buttons["More choices"]["expanded"] is False


@ONE_SITE
def test_a_screen_reader_hears_that_something_is_asked_back_and_that_all_is_well(
    warned: Page, place: Place
) -> None:
    guest = Guest(warned)
    warned.locator(place.send).click()
    guest.wait(cls="live", text="Say that you work there. Press “Reply” again to send it as it is.")
    guest.press("fix")
    guest.wait(cls="live", text="All clear")


def focused(page: Page) -> str:
    """The name of what has the keyboard, as a screen reader says it."""
    return next((name for _, name, properties in reversed(tree(page)) if properties.get("focused")), "")


def test_who_is_asked_back_at_the_sites_button_reaches_the_card_from_there(
    warned: Page, place: Place
) -> None:
    guest = Guest(warned)
    warned.locator(place.send).first.press("Enter")
    guest.wait(cls="asked")
    warned.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    assert focused(warned) == "Insert: (I work at Acme)"
    warned.keyboard.press("Enter")
    guest.wait(cls="fine")
    assert "(I work at Acme)" in model(warned.locator(place.field).first)


NEXT = """editor => {
  const all = [...document.querySelectorAll('a[href], button, input, [contenteditable=true], [tabindex]')];
  const isReached = (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility();
  const reached = all.filter((one) => one === editor || isReached(one));
  return reached[reached.indexOf(editor) + 1] === document.activeElement;
}"""


def with_more(page: Page, place: Place, sign: str) -> str:
    """The text, when one more sign is typed where the caret is."""
    page.keyboard.type(sign)
    field = page.locator(place.field).first
    page.wait_for_function(
        "([field, sign]) => sitePage.modelText(field).includes(sign)", arg=[field.element_handle(), sign]
    )
    return model(field).strip()


def test_past_the_end_of_a_card_that_was_called_the_site_goes_on_after_its_text_field(
    warned: Page, place: Place
) -> None:
    field = warned.locator(place.field).first
    warned.keyboard.press("Alt+Shift+KeyD")
    Guest(warned).wait_focus()
    for _ in range(3):
        warned.keyboard.press("Tab")
    assert field.evaluate(NEXT), warned.evaluate("document.activeElement.outerHTML")
    assert model(field).strip() == PRAISE
    assert warned.evaluate("sitePage.sent.length") == 0


def test_before_the_first_button_of_a_card_that_was_called_is_the_text_field_with_its_caret(
    warned: Page, place: Place
) -> None:
    warned.keyboard.press("ArrowLeft")
    warned.evaluate(FRAMES)  # until the editor knows where its caret is
    warned.keyboard.press("Alt+Shift+KeyD")
    Guest(warned).wait_focus()
    warned.keyboard.press("Shift+Tab")
    assert warned.evaluate(FOCUSED) == "theirs"
    assert with_more(warned, place, "?") == f"{PRAISE[:-1]}?{PRAISE[-1]}"


LAST = """() => {
  const last = document.body.appendChild(document.createElement('button'));
  last.textContent = 'Last';
  last.focus();
}"""


@pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)
def test_who_comes_to_the_card_along_the_page_goes_on_along_the_page(warned: Page) -> None:
    warned.evaluate(LAST)
    warned.keyboard.press("Shift+Tab")
    assert focused(warned) == "More choices"
    warned.keyboard.press("Tab")
    assert focused(warned) == "Last"


KEYS = """() => {
  window.keys = 0;
  addEventListener('keydown', (event) => (keys += Number(event.code === 'KeyD' && !event.defaultPrevented)));
}"""


@pytest.mark.parametrize("place", [SDUI], ids=lambda place: place.name)
def test_called_where_there_is_no_card_the_keyboard_stays_in_the_text_and_goes_on_along_the_page(
    amira: BrowserContext, place: Place
) -> None:
    page = amira.new_page()
    place.open(page)
    page.evaluate(KEYS)
    place.answer_to(page, "Nora Neumann", "noraneumann")
    page.keyboard.press("Alt+Shift+KeyD")
    assert page.evaluate("keys") == 1  # where it is a letter, as on a Mac, it is one
    write(page, "You are all idiots.")
    guest = Guest(page)
    guest.wait(cls="card")
    page.evaluate(LAST)
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "More choices"
    page.keyboard.press("Tab")
    assert focused(page) == "Last"
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    assert page.evaluate("keys") == 1  # heard by the card alone


@ONE_SITE
def test_arrow_keys_walk_the_menu_from_its_button_to_its_end_and_escape_goes_back_to_it(warned: Page) -> None:
    guest = Guest(warned)
    warned.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    for key in ("Tab", "Tab", "Enter"):
        warned.keyboard.press(key)
    guest.wait(name="menuFold")
    walked = {
        "ArrowDown": "Minimise",
        "End": "Turn off on this site",
        "ArrowUp": "This is wrong here",
        "Home": "Minimise",
        "Escape": "More choices",
    }
    scrolled = warned.evaluate("scrollY")
    for key, name in walked.items():
        warned.keyboard.press(key)
        assert focused(warned) == name, key
    guest.wait_gone(name="menuFold")
    assert warned.evaluate("scrollY") == scrolled


@ONE_SITE
def test_while_the_menu_is_open_arrow_keys_in_the_text_field_move_its_caret(
    warned: Page, place: Place
) -> None:
    guest = Guest(warned)
    guest.press("menu")
    guest.wait(name="menuFold")
    warned.keyboard.press("ArrowLeft")
    warned.evaluate(FRAMES)
    assert warned.evaluate(FOCUSED) == "theirs"
    assert with_more(warned, place, "?") == f"{PRAISE[:-1]}?{PRAISE[-1]}"


def test_the_card_can_be_walked_through_and_left_with_the_keyboard_alone(warned: Page, place: Place) -> None:
    guest = Guest(warned)
    warned.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    passed = [focused(warned)]
    for _ in range(2):
        warned.keyboard.press("Tab")
        passed.append(focused(warned))
    assert passed == ["Insert: (I work at Acme)", "Why?", "More choices"]
    warned.keyboard.press("Shift+Tab")
    warned.keyboard.press("Enter")
    guest.wait(cls="reason")
    assert focused(warned) == "Why?"  # drawn anew, the keyboard's place is kept
    warned.keyboard.press("Escape")
    guest.wait_gone(cls="reason")
    warned.keyboard.press("Tab")
    warned.keyboard.press("Space")
    guest.wait(name="menuFold")
    warned.keyboard.press("Tab")
    warned.keyboard.press("Escape")
    guest.wait_gone(name="menuFold")
    assert focused(warned) == "More choices"  # where it was opened
    warned.keyboard.press("Space")
    guest.wait(name="menuFold")
    warned.keyboard.press("Tab")
    assert focused(warned) == "Minimise"
    warned.keyboard.press("Enter")
    guest.wait(cls="pill")
    warned.keyboard.press("Enter")
    guest.wait(cls="confirm")
    warned.keyboard.press("Escape")
    assert warned.evaluate(FOCUSED) == "theirs"
    assert with_more(warned, place, "!") == f"{PRAISE}!"
