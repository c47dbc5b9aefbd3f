"""How a visitor finds their way on each look-alike site: stories are written once, and run on all."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# two: what was changed by now has been drawn then
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SCROLLS = 200  # many times the sample feed


@dataclass(frozen=True)
class Place:
    """One dialect of one site. Selectors are those of a visitor: menus, buttons, text fields."""

    name: str
    platform: str
    feed: str  # address of the feed
    post: str  # an author's post; {author} is the name shown, {handle} the one on X
    answer: str  # the button below a post that opens the text field
    field: str  # that text field, from the page
    send: str  # the button that sends what is in it
    start: str  # opens the site's own post dialog
    draft: str  # the text field in it
    publish: str  # its Post button

    def open(self, page: Page) -> None:
        """Go to the feed and wait for its first post."""
        page.goto(self.feed)
        page.locator(self.post.format(author="", handle="")).first.wait_for()

    def post_by(self, page: Page, author: str, handle: str) -> Locator:
        """The first post by this author, scrolled to. AssertionError: the feed has none."""
        post = page.locator(self.post.format(author=author, handle=handle)).first
        for _ in range(SCROLLS):
            if post.count():
                post.scroll_into_view_if_needed()
                return post
            page.mouse.move(640, 600)
            page.mouse.wheel(0, 600)
            page.evaluate(FRAMES)
        raise AssertionError(f"no post by {author} in {SCROLLS} screens of {page.url}")

    def answer_to(self, page: Page, author: str, handle: str) -> Locator:
        """Open the text field under the author's first post and put the caret into it."""
        post = self.post_by(page, author, handle)
        post.locator(self.answer).first.click()
        if self.platform == "linkedin":
            post.locator(self.field).first.wait_for()  # until then the first one may be another post's
        field = page.locator(self.field).first
        field.click()
        return field

    def write_post(self, page: Page) -> Locator:
        """Open the post dialog and put the caret into its text field."""
        page.locator(self.start).first.click()
        field = page.locator(self.draft).first
        field.click()
        return field


SDUI = Place(
    name="LinkedIn SDUI",
    platform="linkedin",
    feed="https://www.linkedin.com/feed/",
    post='[role=listitem]:has(button[aria-label^="Open control menu for post by {author}"])',
    answer="button:has(svg#comment-small)",
    field="[componentkey^=commentBox-] .ProseMirror",
    send="[componentkey*=commentButtonSection] button",
    start='[aria-label="Start a post"]',
    draft="dialog [componentkey=ShareBox_textEditor]",
    publish='dialog button:text-is("Post")',
)
EMBER = Place(
    name="LinkedIn Ember",
    platform="linkedin",
    feed="https://www.linkedin.com/feed/?dialect=ember",
    post='.feed-shared-update-v2:has(button[aria-label^="Open control menu for post by {author}"])',
    answer="button.comment-button",
    field="form.comments-comment-box__form .ql-editor",
    send="button.comments-comment-box__submit-button--cr",
    start=".share-box-feed-entry__trigger",
    draft="#interop-outlet .share-box-v2__modal .ql-editor",
    publish="#interop-outlet .share-actions__primary-action",
)
X = Place(
    name="X",
    platform="x",
    feed="https://x.com/home",
    post='article[data-testid=tweet]:has([data-testid="User-Name"] a[href^="/{handle}"])',
    answer="[data-testid=reply]",
    field="[role=dialog][aria-modal=true] [data-testid=tweetTextarea_0]",
    send="[role=dialog] [data-testid=tweetButton]",
    start="[data-testid=SideNav_NewTweet_Button]",
    draft="[role=dialog][aria-modal=true] [data-testid=tweetTextarea_0]",
    publish="[role=dialog] [data-testid=tweetButton]",
)
PLACES = (SDUI, EMBER, X)
MODEL = "(field) => window.sitePage.modelText(field)"


def model(field: Locator) -> str:
    """What the editor library itself holds."""
    return str(field.evaluate(MODEL))
