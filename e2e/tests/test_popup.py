"""What the popup tells and does."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import delete, update

from backend.db import now
from backend.shares.models import Share
from backend.sign_in.models import Device
from backend.tests.content.lengths import OVER_ON_X
from e2e import elsewhere, employee, mishaps
from e2e.backend import Backend
from e2e.browser import extension_id
from e2e.employee import QUIET
from e2e.guest import PATIENCE_S, Guest
from e2e.keys import write
from e2e.places import SDUI, X
from e2e.tests.test_tips import POST

# something changes elsewhere, and the worker has answered often enough for all that is shown
DRAW_ANEW = """async () => {
  const { settings } = await chrome.storage.local.get('settings');
  const features = { ...settings?.features, engagement: true };
  await chrome.storage.local.set({ settings: { ...settings, features } });
  for (let times = 0; times < 9; times++) await chrome.runtime.sendMessage({ type: 'status' });
}"""

SWITCHED = """(off) => chrome.storage.local.set(
  { settings: { features: { check: true, suggest: true, share: true, ...off } } }
)"""
DOING = {  # what is off: what is said
    "suggest": "I check what you write. Suggestions are off.",
    "check": "I suggest what fits. Checking is off.",
    "check suggest": "I do nothing",
}
ALL_SHARED = """async () => {
  const { feed } = await chrome.storage.local.get('feed');
  const suggested = Object.fromEntries(feed.items.map(({ id }) => [id, 'shared']));
  await chrome.storage.local.set({ suggested });
}"""

ONLY = """async (title) => {
  const { feed } = await chrome.storage.local.get('feed');
  await chrome.storage.local.set({ feed: { items: feed.items.filter((item) => item.title === title) } });
}"""

IN_GERMAN = "() => chrome.storage.local.set({ settings: { language: 'de' } })"
ENGLISH_UNWANTED = """async () => {
  const { feed } = await chrome.storage.local.get('feed');
  const english = feed.items.filter(({ language }) => language === 'en');
  await chrome.storage.local.set({ suggested: Object.fromEntries(english.map(({ id }) => [id, 'never'])) });
}"""


@pytest.fixture
def popup(amira: BrowserContext) -> Page:
    page = amira.new_page()
    page.goto(f"chrome-extension://{extension_id(amira)}/popup/popup.html")
    page.locator("[data-name=release]").wait_for()
    return page


@pytest.fixture
def over_linkedin(amira: BrowserContext) -> Iterator[Page]:
    """The popup as it opens over a LinkedIn tab: a window of its own that finds the tab active."""
    tab = amira.new_page()
    tab.goto(POST)
    tab.locator(SDUI.post.format(author="", handle="")).first.wait_for()
    page = amira.new_page()
    page.add_init_script(
        "const query = chrome.tabs.query;"
        "chrome.tabs.query = async wish => (await query({})).filter(tab => tab.url?.includes('linkedin'));"
    )
    page.goto(f"chrome-extension://{extension_id(amira)}/popup/popup.html")
    yield page


def test_three_suggestions_of_today(popup: Page) -> None:
    expect(popup.locator("article [data-name=share-linkedin]")).to_have_count(3)


def test_what_is_in_ones_own_language_is_offered_first(
    amira: BrowserContext, popup: Page, backend: Backend
) -> None:
    backend.run(lambda session: session.execute(delete(Share)))  # one of the English ones she has shared
    employee.sync(amira)
    popup.evaluate("() => chrome.storage.local.remove('suggested')")
    titles = popup.locator("article:has([data-name=share-x]) h3")
    for place in range(3):
        expect(titles.nth(place)).to_have_attribute("lang", "en")
    expect(popup.locator("article:has(h3[lang=en])").first).not_to_contain_text("·")
    popup.evaluate(IN_GERMAN)
    expect(titles.first).to_have_attribute("lang", "en")  # what is pinned stays first
    for place in (1, 2):
        expect(titles.nth(place)).to_have_attribute("lang", "de")


def test_a_suggestion_in_another_language_says_so(popup: Page) -> None:
    popup.evaluate(ENGLISH_UNWANTED)
    popup.reload()
    foreign = popup.locator("article", has=popup.locator("h3[lang=de]"))
    expect(foreign.first).to_contain_text("Acme Magazin · German")


def test_what_one_is_asked_to_share_can_be_read_first(popup: Page) -> None:
    for title in popup.locator("article:has([data-name=share-x]) h3 a").all():
        assert str(title.get_attribute("href")).startswith("https://")
    expect(popup.locator("article:has([data-name=share-x]) h3 a")).to_have_count(3)


def test_what_was_shared_before_is_offered_as_such(amira: BrowserContext, popup: Page) -> None:
    popup.evaluate(ALL_SHARED)
    popup.reload()
    expect(popup.locator("article", has=popup.locator("[data-name=share-x]")).first).to_contain_text(
        "· you shared it"
    )


def test_what_was_posted_from_another_browser_is_offered_as_such(
    amira: BrowserContext, popup: Page, backend: Backend
) -> None:
    first = popup.locator("article", has=popup.locator("[data-name=share-x]")).first.locator("h3")
    title = first.inner_text()
    elsewhere.post(popup.request, backend, title)
    popup.locator("[data-name=sync]").click()
    expect(first).not_to_have_text(title)
    popup.evaluate(ONLY, title)
    expect(popup.locator("article", has_text=title)).to_contain_text("· you shared it")


def test_a_button_that_is_being_pressed_stays_until_it_is_let_go(popup: Page) -> None:
    button = popup.locator("[data-name=snooze]")
    button.hover()
    popup.mouse.down()
    popup.evaluate(DRAW_ANEW)
    popup.mouse.up()
    expect(button).to_have_text("Resume now")
    expect(popup.locator("[data-name=engagement]")).to_be_checked()


def test_my_points_with_their_reasons(popup: Page) -> None:
    expect(popup.locator("[data-name=points]")).to_have_text("34")
    expect(popup.locator("ul.ledger li").first).to_contain_text("+10")


def test_the_reasons_are_told_in_the_language_the_employee_chose(amira: BrowserContext, popup: Page) -> None:
    first = popup.locator("ul.ledger li").first
    expect(first).to_contain_text("Somebody read: ")
    settings = amira.new_page()
    settings.goto(employee.options_url(amira))
    settings.get_by_label("Language", exact=True).select_option("de")
    expect(settings.get_by_label("Sprache", exact=True)).to_have_value("de")
    popup.bring_to_front()
    popup.locator("[data-name=sync]").click()
    expect(first).to_contain_text("Gelesen: ")


def test_the_release_in_force(popup: Page) -> None:
    expect(popup.locator("[data-name=release]")).to_contain_text("release 1")


def test_a_pause_keeps_the_page_quiet_until_it_is_ended(amira: BrowserContext, popup: Page) -> None:
    popup.locator("[data-name=snooze]").click()
    expect(popup.locator("[data-name=tab]")).to_contain_text("nothing is checked or suggested")
    page = amira.new_page()
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, "HomeBot is great, I can only recommend it.")
    guest = Guest(page)
    guest.stays(lambda: guest.find(cls="notice") is None, "no notice while it pauses")
    popup.bring_to_front()
    popup.locator("[data-name=snooze]").click()
    page.bring_to_front()
    guest.wait(cls="confirm")


def test_elsewhere_it_says_that_nothing_happens(popup: Page) -> None:
    expect(popup.locator("[data-name=tab]")).to_contain_text("Nothing happens in this tab")


@pytest.mark.parametrize("url", ["http://acme.example/", "javascript:alert(1)", "//acme.example/", ""])
def test_a_title_leads_to_no_page_but_a_secure_one(popup: Page, url: str) -> None:
    link = "(url) => title.of('h3', { title: 'News', language: 'en', url }).querySelector('a')?.href ?? null"
    assert popup.evaluate(link, url) is None
    assert popup.evaluate(link, "HTTPS://acme.example/") == "https://acme.example/"


@pytest.mark.parametrize(
    ("before", "words"), [("page", "On this LinkedIn tab I check"), ("panel", "Here beside the page")]
)
def test_a_site_that_one_has_switched_off_is_switched_on_again_as_it_was(
    amira: BrowserContext, over_linkedin: Page, before: str, words: str
) -> None:
    settings = amira.new_page()
    settings.goto(employee.options_url(amira))
    for mode in (before, "off"):
        settings.locator("[data-name=linkedin]").select_option(mode)
    settings.evaluate("switches.siteOff('linkedin')")  # once more, as from a card in a tab that has not heard
    over_linkedin.bring_to_front()
    expect(over_linkedin.locator("[data-name=tab]")).to_contain_text("Switched off on this site")
    over_linkedin.locator("[data-name=siteOn]").click()
    expect(over_linkedin.locator("[data-name=tab]")).to_contain_text(words)
    expect(over_linkedin.locator("[data-name=siteOn]")).to_have_count(0)


def test_signed_out_from_afar_one_still_finds_the_way_back_to_the_check(
    amira: BrowserContext, backend: Backend, over_linkedin: Page
) -> None:
    backend.run(lambda session: session.execute(update(Device).values(revoked_at=now())))
    employee.sync(amira)
    over_linkedin.evaluate("switches.siteOff('linkedin')")
    over_linkedin.bring_to_front()
    expect(over_linkedin.locator("[data-name=signIn]")).to_be_visible()
    expect(over_linkedin.locator("[data-name=tab]")).to_contain_text("Switched off on this site")
    over_linkedin.locator("[data-name=siteOn]").click()
    expect(over_linkedin.locator("[data-name=tab]")).to_have_count(0)
    over_linkedin.evaluate("switches.snooze()")
    over_linkedin.locator("[data-name=snooze]").click()
    expect(over_linkedin.locator("[data-name=snooze]")).to_have_count(0)
    over_linkedin.evaluate(QUIET)
    expect(over_linkedin.locator("[data-name=panel]")).to_be_visible()


@pytest.mark.parametrize("name", ["share-linkedin", "share-x", "later", "tip"])
def test_cancel_leads_the_keyboard_back_to_where_it_came_from(over_linkedin: Page, name: str) -> None:
    over_linkedin.locator("[data-name=release]").wait_for()
    button = over_linkedin.locator(f"[data-name={name}]").first
    button.focus()
    over_linkedin.keyboard.press("Enter")
    over_linkedin.locator("[data-name=cancel]").focus()
    over_linkedin.keyboard.press("Enter")
    expect(button).to_be_focused()


@pytest.mark.parametrize("names", [["acknowledge"], ["later", "inAnHour"]], ids=lambda names: names[-1])
def test_where_a_button_goes_with_its_press_the_keyboard_is_at_what_is_said_of_it(
    popup: Page, names: list[str]
) -> None:
    for name in names:
        popup.locator(f"[data-name={name}]").first.focus()
        popup.keyboard.press("Enter")
    expect(popup.get_by_role("status")).to_be_focused()
    popup.evaluate(DRAW_ANEW)
    expect(popup.get_by_role("status")).to_be_focused()


def test_over_linkedin_it_says_what_it_does_there(over_linkedin: Page) -> None:
    said = over_linkedin.locator("[data-name=tab]")
    expect(said).to_contain_text("On this LinkedIn tab I check")
    for features, words in DOING.items():
        over_linkedin.evaluate(SWITCHED, dict.fromkeys(features.split(), False))
        expect(said).to_contain_text(words)


def test_a_share_prepared_in_the_popup_asks_whether_it_was_posted(amira: BrowserContext, popup: Page) -> None:
    before = employee.tell(amira, {"type": "status"})["points"]["total"]
    popup.bring_to_front()
    popup.locator("[data-name=share-x]").first.click()
    with amira.expect_page() as composer:
        popup.locator("[data-name=open]").click()
    composer.value.close()
    popup.reload()
    title = popup.locator("article", has=popup.locator("[data-name=posted]")).locator("h3").inner_text()
    expect(popup.get_by_role("heading", name=title)).to_have_count(1)  # not among today's, too
    popup.locator("[data-name=posted]").click()
    expect(popup.locator("[data-name=posted]")).to_have_count(0)
    expect(popup.get_by_role("heading", name=title)).to_have_count(0)  # there is enough else for today
    expect(popup.get_by_role("status")).to_have_text("Noted: you posted it.")
    expect(popup.locator("[data-name=points]")).to_have_text(str(before + 2))


WITHDRAWN = "() => chrome.storage.local.set({ feed: { items: [] } })"


def test_a_share_under_way_is_named_though_its_item_was_withdrawn_meanwhile(
    amira: BrowserContext, popup: Page
) -> None:
    offered = popup.locator("article", has=popup.locator("[data-name=share-linkedin]")).first
    title = offered.locator("h3").inner_text()
    with amira.expect_page():
        offered.locator("[data-name=share-linkedin]").click()
        popup.locator("[data-name=open]").click()
    employee.in_extension(amira, WITHDRAWN)
    popup.reload()
    asked = popup.locator("article", has=popup.locator("[data-name=posted]"))
    expect(asked.locator("h3")).to_have_text(title)


def test_a_share_that_had_to_wait_is_opened_before_anybody_asks_whether_it_was_posted(
    amira: BrowserContext, popup: Page, backend: Backend
) -> None:
    with mishaps.stopped(backend):
        popup.locator("[data-name=share-x]").first.click()
        popup.locator("[data-name=open]").click()
        said = popup.get_by_role("status").filter(has_text="popup")
        listed = popup.get_by_text("Waiting for the server")  # in its place once the popup is drawn anew
        expect(said.or_(listed).first).to_be_visible()
    employee.sync(amira)
    popup.reload()
    expect(popup.get_by_text("Ready to be posted on X")).to_be_visible()
    with amira.expect_page() as composer:
        popup.locator("[data-name=again]").click()
    # X goes on from the first to the second by itself, with the text of the first
    expect(composer.value).to_have_url(re.compile(r"https://x\.com/(intent|compose)/post"))
    expect(composer.value.locator(X.draft).first).to_contain_text("/r/")
    expect(popup.get_by_text("Did you post it on X?")).to_be_visible()


def test_a_share_under_way_is_not_asked_for_once_more_while_somebody_writes_on(
    amira: BrowserContext, popup: Page, backend: Backend
) -> None:
    popup.locator("[data-name=share-x]").first.click()
    button = popup.locator("[data-name=open]")
    with amira.expect_page(), mishaps.holding_answers(backend, "/api/v1/shares") as waits:
        button.click()
        assert waits.wait(PATIENCE_S)
        popup.locator("textarea").press("End")
        write(popup, " And on")
        expect(button).to_be_disabled()


def test_the_fix_for_a_caption_is_one_click_away(popup: Page) -> None:
    popup.locator("[data-name=share-x]").first.click()
    text = popup.locator("textarea")
    text.fill("HomeBot is a wonderful help at home, you should try it.")
    expect(popup.locator(".finding")).to_contain_text("Worth a second look")
    popup.locator("[data-name=fix]").click()
    expect(popup.locator(".finding")).to_have_count(0)
    assert "Acme" in text.input_value()


def test_a_fix_for_which_a_caption_has_no_room_is_shown_instead(popup: Page) -> None:
    popup.locator("[data-name=share-linkedin]").first.click()
    text = popup.locator("textarea")
    praise = "HomeBot is a wonderful help at home, you should try it. " + "It folds. " * 294
    text.fill(praise)
    popup.locator("[data-name=fix]").click()
    expect(popup.get_by_role("alert")).to_contain_text("Write it yourself")
    assert text.input_value() == praise


def test_what_is_too_long_for_x_is_said_before_it_opens(popup: Page) -> None:
    article = popup.locator("article").first
    article.locator("[data-name=share-x]").click()
    text, said = article.locator("textarea"), article.locator("[data-name=tooLong]")
    for written, over in OVER_ON_X.items():
        text.fill(written)
        assert said.is_visible() == bool(over), written[-40:]
        assert (f"this is {over} over" in str(said.text_content())) == bool(over), written[-40:]
    article.locator("[data-name=cancel]").click()
    article.locator("[data-name=share-linkedin]").click()
    article.locator("textarea").fill("I" * 400)
    expect(said).to_be_hidden()


def test_points_are_gone_from_the_popup_when_switched_off(
    amira: BrowserContext, popup: Page, backend: Backend
) -> None:
    employee.choose(amira, "wants_points", False)
    popup.reload()
    expect(popup.get_by_text("Points are off")).to_be_visible()


def test_without_points_there_is_no_place_on_the_board(amira: BrowserContext) -> None:
    employee.choose(amira, "wants_points", False)
    settings = amira.new_page()
    settings.goto(employee.options_url(amira))
    expect(settings.locator("[data-name=on_leaderboard]")).to_be_disabled()
    settings.locator("[data-name=wants_points]").check()
    expect(settings.locator("[data-name=on_leaderboard]")).to_be_enabled()


OWN = "Plates? We argue about them."
FOR_LINKEDIN = "Plates are a long story."
KEPT = "async () => JSON.stringify(await chrome.storage.session.get())"


def test_own_words_outlive_the_other_caption_cancel_and_the_popup_itself(popup: Page) -> None:
    asked = popup.locator("article").first
    asked.locator("[data-name=share-linkedin]").click()
    caption = asked.locator("textarea").input_value()
    expect(asked.locator("textarea")).to_be_focused()
    asked.locator("textarea").fill(OWN)
    asked.get_by_role("radio").last.check()
    expect(asked.locator("textarea")).not_to_have_value(OWN)
    asked.get_by_role("radio").first.check()
    expect(asked.locator("textarea")).to_have_value(OWN)
    popup.reload()
    asked.locator("[data-name=share-linkedin]").click()
    expect(asked.locator("textarea")).to_have_value(OWN)
    asked.locator("textarea").fill("")
    asked.locator("[data-name=cancel]").click()
    asked.locator("[data-name=share-linkedin]").click()
    expect(asked.locator("textarea")).to_have_value(caption)


def test_own_words_outlive_a_no_and_are_gone_once_they_are_posted(amira: BrowserContext, popup: Page) -> None:
    article = popup.locator("article").first

    def open_with(own: str) -> None:
        article.locator("[data-name=share-x]").click()
        article.locator("textarea").fill(own)
        with amira.expect_page() as composer:
            article.locator("[data-name=open]").click()
        composer.value.close()
        popup.reload()

    article.locator("[data-name=share-linkedin]").click()
    article.locator("textarea").fill(FOR_LINKEDIN)
    article.locator("[data-name=cancel]").click()
    open_with(OWN)
    popup.locator("[data-name=notPosted]").click()
    expect(popup.locator("[data-name=notPosted]")).to_have_count(0)
    article.locator("[data-name=share-x]").click()
    expect(article.locator("textarea")).to_have_value(OWN)
    article.locator("[data-name=cancel]").click()
    open_with(OWN)
    popup.locator("[data-name=posted]").click()
    expect(popup.locator("[data-name=posted]")).to_have_count(0)
    left = employee.in_extension(amira, KEPT)
    assert (OWN in left, FOR_LINKEDIN in left) == (False, True)


def test_own_words_are_gone_with_the_one_who_signs_out(amira: BrowserContext, popup: Page) -> None:
    popup.locator("[data-name=share-linkedin]").first.click()
    popup.locator("textarea").fill(OWN)
    assert OWN in employee.in_extension(amira, KEPT)
    employee.tell(amira, {"type": "signOut"})
    assert OWN not in employee.in_extension(amira, KEPT)


def test_a_browser_that_somebody_else_connected_in_her_name_is_told_until_she_knows_it(
    popup: Page, amira: BrowserContext, backend: Backend
) -> None:
    told = popup.locator("[data-name=browsers]")
    expect(told).to_have_count(0)
    backend.token(employee.AMIRA)
    employee.sync(amira)
    popup.reload()
    expect(told).to_contain_text("“test browser”, on ")
    with amira.expect_page() as opened:
        told.get_by_role("button", name="My devices").click()
    expect(opened.value.locator("main th", has_text="test browser")).to_have_count(2)
    told.get_by_role("button", name="That was me").click()
    expect(told).to_have_count(0)
    employee.sync(amira)
    popup.reload()
    popup.locator("[data-name=release]").wait_for()
    expect(told).to_have_count(0)
    backend.token(employee.AMIRA)
    employee.sync(amira)
    popup.reload()
    expect(told).to_have_count(1)


def test_two_browsers_that_are_known_at_once_are_both_told_no_more(amira: BrowserContext) -> None:
    know = "ids => Promise.all(ids.map(id => chrome.runtime.sendMessage({ type: 'knowBrowser', id })))"
    employee.in_extension(amira, know, ["one", "another"])
    known = "async () => (await import('/background/store.js')).vault.get('keys', 'knownBrowsers')"
    assert {"one", "another"} <= set(employee.in_extension(amira, known))


def test_her_own_signing_out_and_in_again_is_no_other_browser(
    popup: Page, amira: BrowserContext, backend: Backend
) -> None:
    employee.tell(amira, {"type": "signOut"})
    employee.sign_in(amira, backend)
    popup.reload()
    popup.locator("[data-name=release]").wait_for()
    assert employee.tell(amira, {"type": "status"})["me"]["other_browsers"]
    expect(popup.locator("[data-name=browsers]")).to_have_count(0)
