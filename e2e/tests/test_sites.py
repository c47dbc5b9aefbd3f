"""The look-alike sites behave as the sites do: endless feeds, nodes that come and go, hooks, policy."""

import base64
import re

import pytest
from playwright.sync_api import Error, Page, expect

from e2e.sites import app as sites
from e2e.tests.look_alikes import DIALECTS, EMBER, GREETING, POST, SDUI, X, ember_dialog

TWO_FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
each_dialect = pytest.mark.parametrize("dialect", DIALECTS)


@each_dialect
def test_the_feed_goes_on_without_end(plain_page: Page, dialect: str) -> None:
    plain_page.goto(DIALECTS[dialect])
    posts = plain_page.locator(POST[dialect])
    expect(posts.first).to_contain_text("Nora Neumann")
    twentieth = posts.filter(has_text="HomeBots die Flure").first
    plain_page.mouse.move(600, 500)
    assert any(_turn_the_wheel(plain_page) or twentieth.count() for _ in range(60))
    assert plain_page.complaints == []


@each_dialect
def test_a_narrow_window_is_wide_enough(plain_page: Page, dialect: str) -> None:
    for width in (690, 320):
        plain_page.set_viewport_size({"width": width, "height": 740})
        plain_page.goto(DIALECTS[dialect])
        expect(plain_page.locator(POST[dialect]).first).to_be_visible()
        assert plain_page.evaluate("document.scrollingElement.scrollWidth") == width


def _turn_the_wheel(page: Page) -> None:
    page.mouse.wheel(0, 700)
    page.evaluate(TWO_FRAMES)  # a wheel turned faster than the page draws moves nothing


def test_x_takes_cells_far_away_out_of_the_document(plain_page: Page) -> None:
    plain_page.goto(X)
    first = plain_page.locator(POST["x"], has_text="Three months with a household robot")
    expect(first).to_be_visible()
    plain_page.mouse.move(600, 500)
    plain_page.mouse.wheel(0, 4000)
    expect(first).to_have_count(0)
    plain_page.mouse.wheel(0, -4000)
    expect(first).to_be_visible()


def test_a_list_of_x_that_was_taken_away_does_not_grow(plain_page: Page) -> None:
    plain_page.goto(X)
    expect(plain_page.locator(POST["x"]).first).to_be_visible()
    taken = plain_page.evaluate_handle(
        "() => { const list = document.querySelector('.timeline'); list.remove(); return list; }"
    )
    before = taken.evaluate("(list) => list.childElementCount")
    for _ in range(30):
        plain_page.evaluate(TWO_FRAMES)
    assert taken.evaluate("(list) => list.childElementCount") <= before


def test_ember_keeps_the_wrapper_of_an_occluded_post(plain_page: Page) -> None:
    plain_page.goto(EMBER)
    expect(plain_page.locator(".occludable-update-hint").first).to_be_attached()
    wrappers = plain_page.locator('[data-id^="urn:li:activity:"], [data-id^="urn:li:aggregate:("]')
    assert wrappers.count() > plain_page.locator(POST["ember"]).count() > 2


def _numbers(packed: str) -> tuple[int, list[int]]:
    """Field number of the protobuf in a componentkey, and the zigzag numbers inside."""
    data = base64.b64decode(packed + "=" * (-len(packed) % 4))
    numbers = re.findall(rb"[\x08\x10]([\x80-\xff]*[\x00-\x7f])", data[2:])  # a tag, then a varint
    return data[0] >> 3, [
        sum((byte & 127) << 7 * at for at, byte in enumerate(each)) >> 1 for each in numbers
    ]


def test_a_card_hides_the_name_of_its_post_as_linkedin_does(plain_page: Page) -> None:
    plain_page.goto(SDUI)
    kinds = {1: "activity", 2: "ugcPost", 3: "groupPost"}
    for number in (0, 1, 2):
        card = plain_page.locator(POST["sdui"]).nth(number)
        card.locator("button:has(svg#comment-small)").click()
        tools = card.locator('[componentkey*="-replaceableCommentTools"]').get_attribute("componentkey")
        field, ids = _numbers(tools.split("-replaceableCommentTools")[0])
        comment = card.locator('[componentkey^="replaceableComment_"]').first.get_attribute("componentkey")
        parent = re.search(r"\((urn:li:\w+:[\d-]+),", comment)[1]
        assert parent == f"urn:li:{kinds[field]}:{'-'.join(map(str, ids))}"
        box = card.locator('[componentkey^="commentBox-"]').get_attribute("componentkey")
        assert box.startswith("commentBox-" + tools.split("-replaceableCommentTools")[0] + "-")


def test_the_first_profile_link_of_a_card_with_a_header_is_not_the_authors(plain_page: Page) -> None:
    plain_page.goto(SDUI)
    card = plain_page.locator(POST["sdui"], has_text="commented on this").first
    assert "/in/nora-neumann/" in card.locator("a").first.get_attribute("href")
    expect(card.locator('[aria-label="Open control menu for post by Greta Global"]')).to_be_visible()


def test_promoted_posts_are_told_apart_without_words(plain_page: Page) -> None:
    plain_page.goto(SDUI)
    promoted = plain_page.locator(POST["sdui"]).filter(has_not=plain_page.locator("svg#close-small"))
    expect(promoted.first).to_contain_text("Kaffeewerk Nord")
    expect(promoted.locator("svg#globe-americas-small, svg#people-small, svg#group-small")).to_have_count(0)
    plain_page.goto(X)
    advertisement = plain_page.locator('[data-testid="placementTracking"] > article')
    plain_page.mouse.move(600, 500)
    plain_page.mouse.wheel(0, 1500)
    expect(advertisement).to_contain_text("Kaffeewerk Nord")
    expect(advertisement.locator("time")).to_have_count(0)


NEVER_READ = [
    "https://www.linkedin.com/messaging/", "https://www.linkedin.com/login", "https://x.com/messages",
    "https://www.linkedin.com/search/results/all/", "https://x.com/search", "https://x.com/i/flow/login",
]  # fmt: skip


@pytest.mark.parametrize("address", NEVER_READ)
def test_the_surfaces_that_are_never_read_have_something_to_type_into(plain_page: Page, address: str) -> None:
    plain_page.goto(address)
    if "linkedin.com/search" in address:
        plain_page.locator("button:has(svg#comment-small)").first.click()
    field = plain_page.locator('[contenteditable="true"], textarea').first
    field.press_sequentially(GREETING)
    assert GREETING in (
        field.input_value() if field.evaluate("node => 'value' in node") else field.inner_text()
    )
    assert plain_page.complaints == []


def test_a_cookie_chooses_the_dialect_where_the_address_cannot(plain_page: Page) -> None:
    plain_page.context.add_cookies([{"name": "dialect", "value": "ember", "url": SDUI}])
    plain_page.goto(SDUI + "?shareActive=true&text=Look")
    expect(ember_dialog(plain_page).box).to_have_text("Look")


def test_a_foreign_origin_serves_the_same_feed_and_editor(plain_page: Page) -> None:
    plain_page.goto("https://example.org/")
    expect(plain_page.locator('[data-testid="mainFeed"]')).to_be_visible()
    plain_page.locator("button:has(svg#comment-small)").first.click()
    plain_page.locator('[componentkey^="commentBox-"] [contenteditable]').press_sequentially(GREETING)
    expect(plain_page.locator('[componentkey^="commentButtonSection"] button')).to_be_enabled()


def test_the_old_address_of_x_leads_to_the_new_one(plain_page: Page) -> None:
    plain_page.goto("https://twitter.com/home")
    assert plain_page.url == X


@each_dialect
def test_the_policy_refuses_an_inline_style(plain_page: Page, dialect: str) -> None:
    plain_page.goto(DIALECTS[dialect])
    with plain_page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        plain_page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert plain_page.complaints  # so the other tests would have seen it


@pytest.mark.parametrize("dialect", ["sdui", "x"])
def test_trusted_types_refuse_a_plain_string(plain_page: Page, dialect: str) -> None:
    plain_page.goto(DIALECTS[dialect])
    with pytest.raises(Error, match="TrustedHTML"):
        plain_page.evaluate("document.body.innerHTML = ''")


@each_dialect
def test_a_theme_can_be_asked_for(plain_page: Page, dialect: str) -> None:
    separator = "&" if "?" in DIALECTS[dialect] else "?"
    for theme in ("dark", "dim"):
        plain_page.goto(f"{DIALECTS[dialect]}{separator}theme={theme}")
        red, green, blue = plain_page.evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        )
        assert max(red, green, blue) < 60


def test_without_bundles_the_app_says_how_to_make_them(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(sites, "BUILT", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"node e2e/sites/build\.mjs"):
        sites.create_app()
