"""The look-alike sites behave as the sites do: editors with models, endless feeds, nodes that come and go."""

import base64
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from e2e.sites import app as sites

SDUI, EMBER, X = (
    "https://www.linkedin.com/feed/",
    "https://www.linkedin.com/feed/?dialect=ember",
    "https://x.com/home",
)
DIALECTS = {"sdui": SDUI, "ember": EMBER, "x": X}
POST = {
    "sdui": '[role="listitem"]:has(button[aria-label^="Open control menu for post by "])',
    "ember": ".feed-shared-update-v2[data-urn]",
    "x": 'article[data-testid="tweet"]',
}
GREETING = "Well done."


@dataclass
class Editor:
    """An open editor: where one types, what submits, and where the text must appear when sent."""

    box: Locator
    submit: Locator
    sent: Locator

    def model(self) -> str:
        return self.box.evaluate("element => sitePage.modelText(element)")


def sdui_comment(page: Page) -> Editor:
    page.goto(SDUI)
    card = page.locator(POST["sdui"]).nth(1)
    card.locator("button:has(svg#comment-small)").click()
    box = card.locator('[componentkey^="commentBox-"] [contenteditable]')
    comments = card.locator('[componentkey^="replaceableComment_urn:li:comment:"][id]')
    return Editor(box, card.locator('[componentkey^="commentButtonSection"] button'), comments)


def sdui_reply(page: Page) -> Editor:
    comment = sdui_comment(page)
    comment.sent.nth(0).get_by_role("button", name="Reply").click()
    return Editor(comment.box.nth(1), comment.submit, comment.sent)


def sdui_dialog(page: Page) -> Editor:
    dialog = page.locator('dialog[open] [data-sdui-screen*="sharing.ShareCompose"]')
    box = dialog.locator('[componentkey="ShareBox_textEditor"][contenteditable="true"]')
    return Editor(box, dialog.locator("button:not(:has(svg))"), page.locator(POST["sdui"]))


def sdui_post(page: Page) -> Editor:
    page.goto(SDUI)
    page.locator('[aria-label="Start a post"]').click()
    return sdui_dialog(page)


def sdui_repost(page: Page) -> Editor:
    page.goto(SDUI)
    page.locator("button:has(svg#repost-small)").nth(1).click()
    page.get_by_text("Repost with your thoughts").click()
    expect(page.locator("#ShareBoxpreviewCard")).to_contain_text("Globex")
    return sdui_dialog(page)


def ember_comment(page: Page) -> Editor:
    page.goto(EMBER)
    card = page.locator(POST["ember"]).nth(1)
    card.locator("button.comment-button").click()
    box = card.locator("form.comments-comment-box__form .ql-editor")
    return Editor(
        box, card.locator(".comments-comment-box__submit-button--cr"), card.locator("article[data-id]")
    )


def ember_reply(page: Page) -> Editor:
    comment = ember_comment(page)
    comment.sent.nth(0).locator(".comments-comment-social-bar__reply-action-button--cr").first.click()
    return Editor(comment.box.nth(1), comment.submit, comment.sent)


def ember_dialog(page: Page) -> Editor:
    dialog = page.locator("#interop-outlet .share-box-v2__modal")  # Playwright looks into open shadow roots
    return Editor(
        dialog.locator(".ql-editor"),
        dialog.locator(".share-actions__primary-action"),
        page.locator(POST["ember"]),
    )


def ember_post(page: Page) -> Editor:
    page.goto(EMBER)
    page.locator('[aria-label="Start a post"]').click()
    return ember_dialog(page)


def ember_repost(page: Page) -> Editor:
    page.goto(EMBER)
    page.locator(".social-reshare-button").nth(1).click()
    page.get_by_text("Repost with your thoughts").locator("visible=true").click()
    return ember_dialog(page)


def x_editor(page: Page, scope: str) -> Editor:
    box = page.locator(f'{scope} [data-testid^="tweetTextarea_"][contenteditable="true"]')
    return Editor(box, page.locator(f'{scope} [data-testid^="tweetButton"]'), page.locator(POST["x"]))


def x_home(page: Page) -> Editor:
    page.goto(X)
    return x_editor(page, '[data-testid="primaryColumn"]')


def x_post(page: Page) -> Editor:
    page.goto(X)
    page.locator('[data-testid="SideNav_NewTweet_Button"]').click()
    expect(page).to_have_url("https://x.com/compose/post")
    return x_editor(page, '#layers [role="dialog"][aria-modal="true"]')


def x_status(page: Page) -> Editor:
    page.goto(X)
    page.locator("article time").nth(1).click()
    expect(page.locator('article[tabindex="-1"]')).to_contain_text("Globex")
    return x_editor(page, '[data-testid="inline_reply_offscreen"]')


def x_reply(page: Page) -> Editor:
    x_status(page)
    page.locator('article[tabindex="-1"] [data-testid="reply"]').click()
    return x_editor(page, '#layers [aria-modal="true"]')


def x_quote(page: Page) -> Editor:
    page.goto(X)
    page.locator('[data-testid="retweet"]').nth(1).click()
    page.get_by_role("menuitem", name="Quote").click()
    return x_editor(page, '#layers [aria-modal="true"]')


EDITORS = [
    sdui_comment, sdui_reply, sdui_post, sdui_repost,
    ember_comment, ember_reply, ember_post, ember_repost,
    x_home, x_post, x_status, x_reply, x_quote,
]  # fmt: skip
each_editor = pytest.mark.parametrize("open_editor", EDITORS, ids=lambda opener: opener.__name__)
each_dialect = pytest.mark.parametrize("dialect", DIALECTS)


@each_editor
def test_the_model_follows_typing_and_only_a_text_can_be_submitted(plain_page: Page, open_editor) -> None:
    editor = open_editor(plain_page)
    assert not editor.submit.count() or editor.submit.is_disabled()
    before = editor.model()

    editor.box.press_sequentially(GREETING)

    expect(editor.submit).to_be_enabled()
    assert editor.model() == before + GREETING
    assert plain_page.complaints == []


@each_editor
def test_what_is_sent_appears_on_the_page_and_leaves_the_editor(plain_page: Page, open_editor) -> None:
    editor = open_editor(plain_page)
    editor.box.press_sequentially(GREETING)
    editor.submit.click()

    expect(editor.submit.and_(plain_page.locator(":enabled"))).to_have_count(0)
    assert not editor.box.count() or editor.model() == ""
    [sent] = plain_page.evaluate("sitePage.sent")
    assert sent["text"].endswith(GREETING)
    if open_editor is not x_reply:  # the status page shows it among the replies only
        expect(editor.sent.filter(has_text=GREETING).first).to_be_attached()
    assert plain_page.complaints == []


HOW = {
    "an untrusted click": lambda editor: editor.submit.evaluate("button => button.click()"),
    "Ctrl+Enter": lambda editor: editor.box.press("Control+Enter"),
    "Cmd+Enter": lambda editor: editor.box.press("Meta+Enter"),
}


@pytest.mark.parametrize("submit", HOW.values(), ids=HOW)
@pytest.mark.parametrize("open_editor", [sdui_comment, ember_comment, ember_post, x_home])
def test_the_sites_submit_in_other_ways_too(plain_page: Page, open_editor, submit) -> None:
    editor = open_editor(plain_page)
    editor.box.press_sequentially(GREETING)
    expect(editor.submit).to_be_enabled()
    submit(editor)
    expect(editor.sent.filter(has_text=GREETING).first).to_be_attached()
    assert [sent["text"] for sent in plain_page.evaluate("sitePage.sent")] == [GREETING]


def test_on_x_a_toast_leads_to_what_was_posted(plain_page: Page) -> None:
    editor = x_post(plain_page)
    editor.box.press_sequentially(GREETING)
    editor.submit.click()

    plain_page.locator('[data-testid="toast"] a[href*="/status/"]').click()

    expect(plain_page.locator('article[tabindex="-1"]')).to_contain_text(GREETING)


@each_dialect
def test_the_feed_goes_on_without_end(plain_page: Page, dialect: str) -> None:
    plain_page.goto(DIALECTS[dialect])
    posts = plain_page.locator(POST[dialect])
    expect(posts.first).to_contain_text("Nora Neumann")
    twentieth = posts.filter(has_text="HomeBots die Flure").first
    plain_page.mouse.move(600, 500)
    for _ in range(60):
        if twentieth.count():
            break
        plain_page.mouse.wheel(0, 700)
    expect(twentieth).to_be_attached()
    assert plain_page.complaints == []


def test_x_takes_cells_far_away_out_of_the_document(plain_page: Page) -> None:
    plain_page.goto(X)
    first = plain_page.locator(POST["x"], has_text="Three months with a household robot")
    expect(first).to_be_visible()
    plain_page.mouse.move(600, 500)
    plain_page.mouse.wheel(0, 4000)
    expect(first).to_have_count(0)
    plain_page.mouse.wheel(0, -4000)
    expect(first).to_be_visible()


def test_ember_keeps_the_wrapper_of_an_occluded_post(plain_page: Page) -> None:
    plain_page.goto(EMBER)
    expect(plain_page.locator(".occludable-update-hint").first).to_be_attached()
    wrappers = plain_page.locator('[data-id^="urn:li:activity:"], [data-id^="urn:li:aggregate:("]')
    assert wrappers.count() > plain_page.locator(POST["ember"]).count() > 2


@pytest.mark.parametrize(
    "open_editor", [sdui_comment, sdui_post, ember_comment, ember_post, x_home, x_post, x_status]
)
def test_a_remount_replaces_the_nodes_and_keeps_the_draft(plain_page: Page, open_editor) -> None:
    editor = open_editor(plain_page)
    editor.box.press_sequentially(GREETING)
    expect(editor.submit).to_be_enabled()
    old_box, old_post = editor.box.element_handle(), plain_page.locator("h2, article").first.element_handle()

    plain_page.evaluate("sitePage.remount()")

    expect(editor.box).to_have_text(GREETING)
    assert not old_box.evaluate("node => node.isConnected") and not old_post.evaluate(
        "node => node.isConnected"
    )
    editor.box.click()
    editor.box.press("End")
    editor.box.press_sequentially(" Truly.")
    assert editor.model() == GREETING + " Truly."
    assert plain_page.complaints == []


@pytest.mark.parametrize(
    ("open_editor", "address"),
    [
        (sdui_dialog, SDUI + "?shareActive=true&text=Look%20here%0Ahttps%3A%2F%2Fexample.org%2Fr%2Fab"),
        (ember_dialog, EMBER + "&shareActive=true&text=Look%20here%0Ahttps%3A%2F%2Fexample.org%2Fr%2Fab"),
        (
            lambda page: x_editor(page, '#layers [aria-modal="true"]'),
            "https://x.com/intent/post?text=Look%20here&url=https%3A%2F%2Fexample.org%2Fr%2Fab",
        ),
    ],
    ids=DIALECTS,
)
def test_a_share_address_opens_the_composer_filled(plain_page: Page, open_editor, address: str) -> None:
    plain_page.goto(address)
    editor = open_editor(plain_page)
    expect(editor.submit).to_be_enabled()
    assert editor.model().split() == ["Look", "here", "https://example.org/r/ab"]


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


@pytest.mark.parametrize("theme", ["dark", "dim"])
@each_dialect
def test_a_theme_can_be_asked_for(plain_page: Page, dialect: str, theme: str) -> None:
    separator = "&" if "?" in DIALECTS[dialect] else "?"
    plain_page.goto(f"{DIALECTS[dialect]}{separator}theme={theme}")
    red, green, blue = plain_page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert max(red, green, blue) < 60


def test_without_bundles_the_app_says_how_to_make_them(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(sites, "BUILT", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"node e2e/sites/build\.mjs"):
        sites.create_app()
