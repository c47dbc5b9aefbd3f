"""The adapters on living pages: which editor is which, whose post it answers, what is never read."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.frozen import ADAPTERS, FEED, X_HOME, frozen
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
    x_thread,
)
from e2e.world import World, beside

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
    x_thread: ("post", None, "draft", "DIV"),
    x_status: ("reply", GLOBEX, "draft", "BODY"),
    x_reply: ("reply", GLOBEX, "draft", "DIV"),
    x_quote: ("repost", GLOBEX, "draft", "DIV"),
}
PLACES = "({box: rect(composer().box), submit: rect(site.submitOf(composer()))})"
# no tier of any hook says anything but this
ONLY = "site = location.host === 'x.com' ? x(%(all)s(hooks.x)) : linkedin(%(all)s(hooks.linkedin))"
ALL = "((table) => Object.fromEntries(Object.keys(table).map((name) => [name, [%s]])))"


def _every_hook_says(world: World, selector: str) -> None:
    world.evaluate(ONLY % {"all": ALL % json.dumps(selector)} + ", null")


def _at_rest(page: Page) -> str:
    """The page once a frame changes nothing more: X places its cells when it has measured them."""
    content, later = "", page.content()
    while content != later:
        page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
        content, later = later, page.content()
    return content


@pytest.mark.parametrize("open_editor", EDITORS, ids=lambda opener: opener.__name__)
def test_an_editor_is_known_with_its_target_and_its_button_and_nothing_on_the_page_is_touched(
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

    editor.box.press_sequentially("Well done")
    expect(editor.submit).to_be_enabled()
    places = world.evaluate(PLACES)
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
    assert world.evaluate("site.posts(document).every((post) => site.like(post)?.liked === false)") is True
    where = "x.lastElementChild" if dialect == "x" else "site.feed(document)"
    inside = f"site.posts(document).every((x) => site.slotAfter(x).parentElement === {where})"
    assert world.evaluate(inside) is True


def test_a_like_is_known_by_place_and_icon_where_its_label_is_in_another_language(plain_page: Page) -> None:
    def action(icon: str, label: str = "") -> str:
        return f'<div><button aria-label="{label}"><svg id="{icon}"></svg></button></div>'

    bar = (
        action("thumbs-up-outline-small", "Reaktion: keine")
        + action("comment-small")
        + action("repost-small")
    )
    menu = '<button aria-label="Open control menu for post by Acme"></button>'
    world = frozen(
        plain_page, FEED, f'<div role="listitem" componentkey="aFeedType_B">{menu}<div>{bar}</div></div>'
    )
    liked = "site.like(site.posts(document)[0]).liked"
    assert world.evaluate(liked) is False
    world.evaluate("document.querySelector('#thumbs-up-outline-small').id = 'thumbs-up-filled', null")
    assert world.evaluate(liked) is True


def test_each_post_of_a_thread_is_an_editor_of_its_own(plain_page: Page) -> None:
    editors = "".join(
        f'<div data-testid="tweetTextarea_{n}" contenteditable="true" role="textbox"></div>' for n in (0, 1)
    )
    dialog = (
        f'<div role="dialog" aria-modal="true">{editors}<button data-testid="tweetButton"></button></div>'
    )
    world = frozen(plain_page, X_HOME, dialog)
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
    X_HOME: [
        f'<div data-testid="DMDrawer">{_EDITOR}</div>',
        f'<div data-testid="dmComposerTextInput_label">{_EDITOR}</div>',
        f'<form role="search">{_EDITOR}</form>',
    ],
}


@pytest.mark.parametrize(
    ("address", "html"), [(at, one) for at, each in BESIDE_THE_FEED.items() for one in each]
)
def test_messages_beside_the_feed_are_never_read(plain_page: Page, address: str, html: str) -> None:
    world = frozen(plain_page, address, f'<div role="listitem">{html}</div>')
    for selector in WIDEST:
        _every_hook_says(world, selector)
        assert world.evaluate("site.composers(document)") == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_hooks_that_fail_make_the_adapter_blind_and_never_throw(plain_page: Page, dialect: str) -> None:
    plain_page.goto(DIALECTS[dialect])
    expect(plain_page.locator(POST[dialect]).first).to_be_attached()
    world = beside(plain_page, ADAPTERS)
    for selector in (":not(", "no-such-element", ""):
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
