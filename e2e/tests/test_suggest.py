"""Which suggestion stands below which post, how many, and for how long it is not wanted."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e import elsewhere
from e2e.backend import Backend
from e2e.employee import in_extension, options_url, sync
from e2e.guest import NOTHING, Guest, Node
from e2e.keys import write
from e2e.places import EMBER, FRAMES, SDUI, X
from e2e.tests.test_check import PRAISE
from e2e.tests.test_health import STATES

# a word of the fourth post, which is in German and by Acme
DISHWASHER = "Spülmaschine"
KITCHEN = {"name": "Kitchen", "words": [DISHWASHER]}
KEEP = "(values) => chrome.storage.local.set(values)"
FEED = "async () => (await chrome.storage.local.get('feed')).feed.items"
SUGGESTED = "async () => (await chrome.storage.local.get('suggested')).suggested"
YESTERDAY = "() => new Date(Date.now() - 24 * 3600 * 1000).toLocaleDateString('sv')"
WITHOUT_FEED = """async () => {
  const kept = await chrome.storage.local.get('feed');
  await chrome.storage.local.remove('feed');
  return kept;
}"""


def only(context: BrowserContext, *titles: str, words: tuple[str, ...] = (DISHWASHER,)) -> None:
    """Leave one item for each of these titles, in English and German in turn, all about the dishwasher."""
    items: list[dict[str, Any]] = in_extension(context, FEED)
    made = [
        item
        | {
            "title": title,
            "language": language,
            "topics": [KITCHEN | {"words": list(words)}],
            "pinned": False,
        }
        for title, language, item in zip(titles, ("en", "de"), items, strict=False)
    ]
    in_extension(context, KEEP, {"feed": {"items": made}})


def feed(context: BrowserContext, height: int = 860) -> tuple[Page, Guest]:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": height})
    SDUI.open(page)
    return page, Guest(page)


def scroll(page: Page, by: int) -> None:
    page.mouse.move(640, 400)
    page.mouse.wheel(0, by)
    page.evaluate(FRAMES)


def scrolled_past(page: Page, guest: Guest, posts: int = 14) -> Node | None:
    """The first suggestion in so many posts; None where there is none."""
    seen = page.locator(SDUI.post.format(author="", handle="")).filter(visible=True)
    for number in range(posts):
        while seen.count() <= number:
            scroll(page, 600)
        seen.nth(number).scroll_into_view_if_needed()
        page.evaluate(FRAMES)
        if found := guest.find(cls="suggestion"):
            return found
    return None


def test_a_suggestion_says_in_which_other_language_it_is(amira: BrowserContext) -> None:
    only(amira, "Plates", "Teller")
    said = []
    for _ in range(2):
        page, guest = feed(amira)
        said.append((scrolled_past(page, guest) or NOTHING).text)
        guest.press("refuse")
        guest.wait_gone(cls="suggestion")
        page.close()
    assert {"Plates" in text: "German" in text for text in said} == {True: False, False: True}


def test_what_comes_while_the_feed_is_open_is_suggested_below_what_is_in_view(amira: BrowserContext) -> None:
    """As on the first day: the feed is opened while the first sync goes on."""
    kept = in_extension(amira, WITHOUT_FEED)
    page, guest = feed(amira)
    while not any(seen for seen in in_extension(amira, STATES)):
        page.evaluate(FRAMES)
    page.evaluate(FRAMES)
    assert guest.find(cls="suggestion") is None
    in_extension(amira, KEEP, kept)
    guest.wait(cls="suggestion")


def test_nothing_is_suggested_once_the_site_went_on_to_search_without_loading_it(
    amira: BrowserContext,
) -> None:
    only(amira, "Loading the dishwasher")
    page, guest = feed(amira)
    page.evaluate("history.pushState({}, '', '/search/results/content/?keywords=robots')")
    assert scrolled_past(page, guest) is None


NO_FEEDS = [
    "https://www.linkedin.com/company/globex/posts/",
    "https://www.linkedin.com/in/nora-neumann/recent-activity/all/?dialect=ember",
    "https://x.com/globex",
]


@pytest.mark.parametrize("address", NO_FEEDS)
def test_on_a_page_that_is_no_feed_nothing_is_suggested_and_what_one_writes_is_checked(
    amira: BrowserContext, address: str
) -> None:
    place = X if "x.com" in address else EMBER if "ember" in address else SDUI
    page = amira.new_page()
    page.goto(address)
    guest = Guest(page)
    page.locator(place.post.format(author="", handle="")).first.wait_for()
    for _ in range(6):
        scroll(page, 400)
    guest.stays(lambda: guest.find(cls="suggestion") is None, "this is no feed")
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.wait(cls="confirm")


# as where the next page is still loading: the feed is out of sight, then gone, and later there is another
GONE_WHILE_HIDDEN = """async () => {
  const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const feed = document.querySelector('[data-testid=mainFeed]');
  const another = feed.cloneNode(true);
  const place = feed.parentElement;
  feed.style.display = 'none';
  await frames();
  feed.remove();
  await frames();
  place.append(another);
}"""


def test_the_feed_that_comes_after_one_that_went_while_it_was_hidden_is_suggested_in(
    amira: BrowserContext,
) -> None:
    only(amira, "Loading the dishwasher")
    page, guest = feed(amira)
    page.evaluate(FRAMES)
    page.evaluate(GONE_WHILE_HIDDEN)
    assert scrolled_past(page, guest, posts=6)


HIDDEN_FOR_GOOD = GONE_WHILE_HIDDEN.replace("feed.remove();", "")


def test_so_is_the_one_that_comes_beside_one_that_stays_hidden(amira: BrowserContext) -> None:
    only(amira, "Loading the dishwasher")
    page, guest = feed(amira)
    page.evaluate(FRAMES)
    page.evaluate(HIDDEN_FOR_GOOD)
    assert scrolled_past(page, guest, posts=6)


def test_of_two_that_fit_the_one_in_the_posts_language_comes(amira: BrowserContext) -> None:
    only(amira, "Loading the dishwasher", "Spülmaschine einräumen")
    shown = scrolled_past(*feed(amira))
    assert shown and "Spülmaschine einräumen" in shown.text


def test_what_is_about_co2_does_not_fit_whatever_has_a_word_with_co(amira: BrowserContext) -> None:
    only(amira, "Less CO₂", words=("CO₂", "🔥"))
    assert scrolled_past(*feed(amira)) is None


def test_later_is_for_today_and_not_for_me_is_for_good(amira: BrowserContext) -> None:
    only(amira, "Loading the dishwasher")
    page, guest = feed(amira)
    scrolled_past(page, guest)
    guest.press("later")
    guest.wait_gone(cls="suggestion")
    page.reload()
    assert scrolled_past(page, guest) is None
    [item] = [one for one, mark in in_extension(amira, SUGGESTED).items() if mark != "shared"]
    in_extension(amira, KEEP, {"suggested": {item: in_extension(amira, YESTERDAY)}})
    page.reload()
    assert scrolled_past(page, guest)
    guest.press("refuse")
    guest.wait_gone(cls="suggestion")
    assert in_extension(amira, SUGGESTED)[item] == "never"
    page.reload()
    assert scrolled_past(page, guest) is None


def test_what_was_posted_from_another_browser_is_not_suggested(
    amira: BrowserContext, backend: Backend
) -> None:
    item = in_extension(amira, FEED)[0]
    page, guest = feed(amira)
    elsewhere.post(page.request, backend, item["title"])
    sync(amira)
    assert in_extension(amira, SUGGESTED)[item["id"]] == "shared"
    in_extension(amira, KEEP, {"feed": {"items": [item | {"topics": [KITCHEN]}]}})
    page.reload()
    assert scrolled_past(page, guest) is None


def test_what_was_not_for_me_stays_so_though_it_was_posted_from_another_browser(
    amira: BrowserContext, backend: Backend
) -> None:
    item = in_extension(amira, FEED)[0]
    in_extension(amira, KEEP, {"suggested": {item["id"]: "never"}})
    elsewhere.post(amira.pages[0].request, backend, item["title"])
    sync(amira)
    assert in_extension(amira, SUGGESTED)[item["id"]] == "never"


# while it is looked up what one is to be reminded of
REFUSED_MEANWHILE = """async () => {
  const { vault } = await import('/background/store.js');
  const { markShared } = await import('/background/shares.js');
  const { all } = vault;
  vault.all = async (store) => {
    await chrome.storage.local.set({ suggested: { another: 'never' } });
    return all(store);
  };
  await markShared(['one']).finally(() => (vault.all = all));
}"""


def test_what_was_refused_while_another_one_was_noted_as_posted_stays_refused(amira: BrowserContext) -> None:
    in_extension(amira, REFUSED_MEANWHILE)
    assert {"one": "shared", "another": "never"}.items() <= in_extension(amira, SUGGESTED).items()


def test_what_was_not_for_me_is_listed_in_the_settings_and_comes_again_when_wanted(
    amira: BrowserContext,
) -> None:
    only(amira, "Loading the dishwasher")
    page, guest = feed(amira)
    scrolled_past(page, guest)
    guest.press("refuse")
    guest.wait_gone(cls="suggestion")
    settings = amira.new_page()
    settings.goto(options_url(amira))
    settings.get_by_role("listitem").filter(has_text="Loading the dishwasher").get_by_role("button").click()
    expect(settings.get_by_role("heading", name="Not for me")).to_have_count(0)
    page.bring_to_front()
    page.reload()
    assert scrolled_past(page, guest)


def test_what_was_withdrawn_goes_from_the_feed_with_the_next_sync_but_not_from_under_who_writes(
    amira: BrowserContext,
) -> None:
    only(amira, "Loading the dishwasher")
    page, guest = feed(amira)
    scrolled_past(page, guest)
    kept = in_extension(amira, FEED)
    in_extension(amira, KEEP, {"feed": {"items": []}})
    guest.wait_gone(cls="suggestion")
    in_extension(amira, KEEP, {"feed": {"items": kept}, "suggested": {}})
    page.reload()
    scrolled_past(page, guest)
    guest.press("share")
    guest.press(tag="textarea")
    in_extension(amira, KEEP, {"feed": {"items": []}})
    guest.stays(lambda: guest.find(tag="textarea"), "the field that is written in stays")
    guest.press("cancel")
    guest.wait_gone(cls="suggestion")


def test_where_sharing_is_switched_off_the_suggestion_in_sight_can_only_be_read(
    amira: BrowserContext,
) -> None:
    only(amira, "Loading the dishwasher")
    page, guest = feed(amira)
    scrolled_past(page, guest)
    settings = amira.new_page()
    settings.goto(options_url(amira))
    settings.locator("[data-name=share]").uncheck()
    page.bring_to_front()
    guest.wait_gone(name="share")
    guest.wait(name="later")


def test_at_most_one_is_in_sight_even_in_a_tall_window_and_none_above_the_first_post(
    amira: BrowserContext,
) -> None:
    page, guest = feed(amira, height=4500)
    first = guest.box(guest.wait(cls="suggestion"))
    post = page.locator(SDUI.post.format(author="", handle="")).first.bounding_box()
    assert first and post and first[1] >= post["y"] + post["height"] - 1
    for by in (*[700] * 12, *[-700] * 12):
        scroll(page, by)
        shown = [box for node in guest.nodes() if "suggestion" in node.classes and (box := guest.box(node))]
        assert len([box for box in shown if box[3] > 0 and box[1] < 4500]) <= 1


def test_one_that_is_written_in_stays_though_it_is_out_of_sight(amira: BrowserContext) -> None:
    page, guest = feed(amira)
    scrolled_past(page, guest)
    guest.press("share")
    guest.press(tag="textarea")
    page.keyboard.press("Control+a")
    write(page, "My own words")
    page.keyboard.press("Tab")
    for _ in range(12):
        scroll(page, 700)
    assert [node.tag for node in guest.nodes() if node.tag == "textarea"] == ["textarea"]


def test_when_the_site_turns_dark_what_stands_in_it_turns_dark_too(amira: BrowserContext) -> None:
    page, guest = feed(amira)
    scrolled_past(page, guest)
    assert "dark" not in guest.wait(cls="ground").classes
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert "dim" not in guest.wait(cls="dark").classes
    page.evaluate("document.documentElement.dataset.theme = 'dim'")
    assert "dark" in guest.wait(cls="dim").classes
