"""How the editors of the look-alike sites are opened: one function each, and what is true of all of them."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

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


def x_thread(page: Page) -> Editor:
    """The second post of a thread; the first says little."""
    first = x_post(page)
    first.box.press_sequentially("Two things.")
    page.locator('[data-testid="addButton"]').click()
    layer = '#layers [role="dialog"][aria-modal="true"]'
    second = page.locator(f'{layer} [data-testid="tweetTextarea_1"]')
    return Editor(second, first.submit, first.sent)


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
    x_home, x_post, x_thread, x_status, x_reply, x_quote,
]  # fmt: skip
