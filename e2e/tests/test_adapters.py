"""The adapters on living pages: which editor is which, whose post it answers, what is never read."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.tests.look_alikes import (
    DIALECTS,
    EDITORS,
    POST,
    ember_comment,
    ember_post,
    ember_reply,
    ember_repost,
    sdui_comment,
    sdui_post,
    sdui_reply,
    sdui_repost,
    x_home,
    x_post,
    x_quote,
    x_reply,
    x_status,
)
from e2e.world import World, beside, content_files

GLOBEX = {"name": "Globex", "kind": "company", "id": "globex"}
# opener -> surface, whose post it answers, library, where a node of ours must live
EDITOR_IS = {
    sdui_comment: ("comment", GLOBEX, "tiptap", "BODY"),
    sdui_reply: ("reply", GLOBEX, "tiptap", "BODY"),
    sdui_post: ("post", None, "tiptap", "DIALOG"),
    sdui_repost: ("repost", GLOBEX, "tiptap", "DIALOG"),
    ember_comment: ("comment", GLOBEX, "quill", "BODY"),
    ember_reply: ("reply", GLOBEX, "quill", "BODY"),
    ember_post: ("post", None, "quill", "#document-fragment"),
    ember_repost: ("repost", GLOBEX, "quill", "#document-fragment"),
    x_home: ("post", None, "draft", "BODY"),
    x_post: ("post", None, "draft", "DIV"),
    x_status: ("reply", GLOBEX, "draft", "BODY"),
    x_reply: ("reply", GLOBEX, "draft", "DIV"),
    x_quote: ("repost", GLOBEX, "draft", "DIV"),
}
LOOK = """
let site = location.host === 'x.com' ? x(hooks.x) : linkedin(hooks.linkedin);
const inner = (root) => root.activeElement;
const active = (root) => inner(root)?.shadowRoot ? active(inner(root).shadowRoot) : inner(root);
const composer = () => site.composerOf(active(document));
const rect = (element) => element?.getBoundingClientRect().toJSON() ?? null;
"""
ADAPTERS = content_files("/sites/") + LOOK
PLACES = "({box: rect(composer().box), submit: rect(site.submitOf(composer()))})"
# no tier of any hook says anything but this
ONLY = "site = location.host === 'x.com' ? x(%(all)s(hooks.x)) : linkedin(%(all)s(hooks.linkedin))"
ALL = "((table) => Object.fromEntries(Object.keys(table).map((name) => [name, [%s]])))"


def _every_hook_says(world: World, selector: str) -> None:
    world.evaluate(ONLY % {"all": ALL % json.dumps(selector)} + ", null")


def _frozen(page: Page, address: str, html: str) -> World:
    """The page at `address` is this one."""

    def answer(route: Route) -> None:
        route.fulfill(body=f"<!doctype html><body>{html}</body>", content_type="text/html; charset=utf-8")

    page.route(address, answer)
    page.goto(address)
    return beside(page, ADAPTERS)


def _at_rest(page: Page) -> str:
    """The page once a frame changes nothing more: X places its cells when it has measured them."""
    content, later = "", page.content()
    while content != later:
        page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
        content, later = later, page.content()
    return content


@pytest.mark.parametrize("open_editor", EDITORS, ids=lambda opener: opener.__name__)
def test_an_editor_is_known_with_its_target_and_nothing_on_the_page_is_touched(
    plain_page: Page, open_editor
) -> None:
    editor = open_editor(plain_page)
    editor.box.focus()
    before = _at_rest(plain_page)
    world = beside(plain_page, ADAPTERS)
    found = world.evaluate(
        "(({editor, box, layer, ...rest}) => ({...rest, layer: layer.nodeName}))(composer())"
    )
    surface, author, library, layer = EDITOR_IS[open_editor]
    assert (found["surface"], found["library"], found["layer"]) == (surface, library, layer)
    assert found["sure"] is True
    target = found["target"]
    assert (target and {key: target["author"][key] for key in GLOBEX}) == author
    assert not target or "Butler 3" in target["text"]
    assert plain_page.content() == before


@pytest.mark.parametrize("open_editor", EDITORS, ids=lambda opener: opener.__name__)
def test_the_submit_button_is_found_when_it_is_there_and_the_box_holds_it(
    plain_page: Page, open_editor
) -> None:
    editor = open_editor(plain_page)
    editor.box.press_sequentially("Well done")
    expect(editor.submit).to_be_enabled()
    places = beside(plain_page, ADAPTERS).evaluate(PLACES)
    box, submit, shown = places["box"], places["submit"], editor.submit.bounding_box()
    assert shown and (submit["x"], submit["y"]) == pytest.approx((shown["x"], shown["y"]))
    assert box["left"] <= submit["left"] and submit["right"] <= box["right"]
    assert box["top"] <= submit["top"] and submit["bottom"] <= box["bottom"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_posts_of_a_feed_are_read_and_a_slot_is_found_for_each(plain_page: Page, dialect: str) -> None:
    plain_page.goto(DIALECTS[dialect])
    expect(plain_page.locator(POST[dialect]).nth(2)).to_be_attached()
    world = beside(plain_page, ADAPTERS)
    assert world.evaluate("site.dialect(document)") == dialect
    posts = world.evaluate("site.posts(document).map((post) => site.readPost(post))")
    assert [post["author"]["name"] for post in posts[:3]] == ["Nora Neumann", "Globex", "Greta Global"]
    assert posts[2]["author"]["id"] in ("greta-global", "gretaglobal")
    assert all(post["id"] and post["permalink"] for post in posts if not post["promoted"])
    where = "x.lastElementChild" if dialect == "x" else "site.feed(document)"
    inside = f"site.posts(document).every((x) => site.slotAfter(x).parentElement === {where})"
    assert world.evaluate(inside) is True


# ---- where the hooks disagree, or say nothing ----


def _sdui(label: str, *, box: str, key: str = "CgsIgIDRwMHExcjOAQ", inside_list: bool = False) -> str:
    """One card with a header by somebody else; `box` and `key`: the post's, at comment box and card."""
    editor = (
        f'<div componentkey="commentBox-{box}-TFeedType_X"><div class="tiptap ProseMirror" tabindex="0"'
        ' contenteditable="true" role="textbox"><p><br></p></div></div><button>Comment</button>'
    )
    comments = (
        f'<div data-testid="B-commentListT"><section>{editor}</section></div>' if inside_list else editor
    )
    return f"""<div data-sdui-screen="com.linkedin.sdui.X"><div role="listitem" componentkey="aFeedType_X">
      <p><a href="/in/ben-brandt/"><figure></figure>Ben Brandt</a> gefällt das</p><hr>
      <a href="/company/globex/posts/"><figure></figure></a>
      <a href="/company/globex/posts/"><div aria-label="x"><p>Globex</p></div><p>48.213 Follower</p></a>
      <button aria-label="{label}"><svg id="overflow-web-ios-small"></svg></button>
      <p><span data-testid="expandable-text-box">Der Butler 3</span></p>
      <div componentkey="{key}-replaceableCommentToolsTFeedType_X"></div>{comments}</div></div>"""


FEED = "https://www.linkedin.com/feed/"
KEY, OTHER_KEY = "CgsIgIDRwMHExcjOAQ", "CgsIgMC7iOHxiOnOAQ"
ENGLISH = "Open control menu for post by Globex"


@pytest.mark.parametrize("label", [ENGLISH, "Kontrollmenü für Beitrag von Globex öffnen", "Menü öffnen"])
def test_the_author_is_found_in_any_language_below_a_header_of_somebody_else(
    plain_page: Page, label: str
) -> None:
    world = _frozen(plain_page, FEED, _sdui(label, box=KEY))
    author = world.evaluate("site.readPost(site.posts(document)[0]).author")
    assert author == GLOBEX | {"headline": "48.213 Follower"}


@pytest.mark.parametrize(
    ("html", "surface", "sure"),
    [
        (_sdui(ENGLISH, box=KEY), "comment", True),
        (_sdui(ENGLISH, box=OTHER_KEY), "comment", False),  # the box is for another post than the card's
        (_sdui(ENGLISH, box=KEY, inside_list=True), "reply", False),  # among comments, yet it says Comment
    ],
)
def test_an_editor_whose_signs_disagree_is_not_sure(
    plain_page: Page, html: str, surface: str, sure: bool
) -> None:
    world = _frozen(plain_page, FEED, html)
    composers = world.evaluate("site.composers(document).map(({surface, sure}) => [surface, sure])")
    assert composers == [[surface, sure]]


def test_a_comment_box_outside_of_a_known_post_is_never_read(plain_page: Page) -> None:
    html = _sdui(ENGLISH, box=KEY).replace("FeedType_X", "Another_X")
    assert _frozen(plain_page, FEED, html).evaluate("site.composers(document)") == []


def test_two_posts_that_could_be_answered_make_a_reply_unsure(plain_page: Page) -> None:
    focal = '<article data-testid="tweet" tabindex="-1"></article>'
    editor = '<div data-testid="tweetTextarea_0" contenteditable="true" role="textbox"></div>'
    inline = f'<div data-testid="inline_reply_offscreen">{editor}</div>'
    world = _frozen(plain_page, "https://x.com/home", f"<main>{focal}{focal}{inline}</main>")
    assert world.evaluate("site.composers(document).map(({sure}) => sure)") == [False]


def test_each_post_of_a_thread_is_an_editor_of_its_own(plain_page: Page) -> None:
    editors = "".join(
        f'<div data-testid="tweetTextarea_{n}" contenteditable="true" role="textbox"></div>' for n in (0, 1)
    )
    dialog = (
        f'<div role="dialog" aria-modal="true">{editors}<button data-testid="tweetButton"></button></div>'
    )
    world = _frozen(plain_page, "https://x.com/home", dialog)
    assert world.evaluate("site.composers(document).map(({surface}) => surface)") == ["post", "post"]
    assert world.evaluate("site.composers(document).every((one) => site.submitOf(one))") is True


# ---- never read, whatever the served hooks say ----

PRIVATE = [
    "https://www.linkedin.com/messaging/",
    "https://www.linkedin.com/login",
    "https://www.linkedin.com/search/results/all/",
    "https://x.com/messages",
    "https://x.com/i/flow/login",
    "https://x.com/search?q=robots",
]
WIDEST = ["*", "[contenteditable]", "body"]
READ = "[...document.querySelectorAll('*')].filter((one) => site.composerOf(one)).length"


@pytest.mark.parametrize("address", PRIVATE)
def test_private_pages_are_never_read(plain_page: Page, address: str) -> None:
    plain_page.goto(address)
    expect(plain_page.locator("input, textarea, [contenteditable]").first).to_be_attached()
    world = beside(plain_page, ADAPTERS)
    assert world.evaluate("site.readable(new URL(location.href))") is False
    for selector in WIDEST:
        _every_hook_says(world, selector)
        assert world.evaluate(READ) == 0
        assert world.evaluate("site.composers(document)") == []


_EDITOR = '<div class="ProseMirror ql-editor" contenteditable="true" role="textbox"></div>'
BESIDE_THE_FEED = {
    FEED: [
        f'<aside class="msg-overlay-conversation-bubble"><form class="msg-form">{_EDITOR}</form></aside>',
        f'<div data-sdui-screen="com.linkedin.sdui.messaging.Thread">{_EDITOR}</div>',
        f'<div role="search">{_EDITOR}</div>',
        f'<div class="artdeco-modal send-invite">{_EDITOR}</div>',
        f'<div id="interop-outlet"><template shadowrootmode="open"><div class="msg-overlay">{_EDITOR}'
        "</div></template></div>",
    ],
    "https://x.com/home": [
        f'<div data-testid="DMDrawer">{_EDITOR}</div>',
        f'<div data-testid="dmComposerTextInput_label">{_EDITOR}</div>',
        f'<form role="search">{_EDITOR}</form>',
    ],
}


@pytest.mark.parametrize(
    ("address", "html"), [(at, one) for at, each in BESIDE_THE_FEED.items() for one in each]
)
def test_messages_beside_the_feed_are_never_read(plain_page: Page, address: str, html: str) -> None:
    world = _frozen(plain_page, address, f'<div role="listitem">{html}</div>')
    for selector in WIDEST:
        _every_hook_says(world, selector)
        assert world.evaluate("site.composers(document)") == []


@pytest.mark.parametrize("selector", [":not(", "no-such-element", ""])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_hooks_that_fail_make_the_adapter_blind_and_never_throw(
    plain_page: Page, dialect: str, selector: str
) -> None:
    plain_page.goto(DIALECTS[dialect])
    expect(plain_page.locator(POST[dialect]).first).to_be_attached()
    world = beside(plain_page, ADAPTERS)
    _every_hook_says(world, selector)
    seen: Any = world.evaluate("[site.dialect(document), site.feed(document), site.posts(document), "
                               "site.comments(document), site.composers(document)]")  # fmt: skip
    assert seen == [None, None, [], [], []]
    assert not any(world.evaluate("Object.values(site.hits()).flat()"))


def test_hits_are_counted_by_name_and_tier_and_hold_no_words(plain_page: Page) -> None:
    plain_page.goto(DIALECTS["sdui"])
    expect(plain_page.locator(POST["sdui"]).first).to_be_attached()
    world = beside(plain_page, ADAPTERS)
    world.evaluate("site.posts(document).map((post) => site.readPost(post)), null")
    hits = world.evaluate("site.hits()")
    assert hits["sdui.card"][0] > 0
    assert not any(hits["ember.card"])
    assert all(isinstance(count, int) for tiers in hits.values() for count in tiers)
