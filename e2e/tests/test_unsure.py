"""Where the hooks disagree, or say nothing: no target and no author is guessed."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from e2e.frozen import ADAPTERS, FEED, X_HOME, frozen
from e2e.guest import Guest
from e2e.keys import write
from e2e.places import EMBER, SDUI
from e2e.tests.look_alikes import Editor, ember_reply, sdui_reply, x_status
from e2e.world import beside

# ---- pieces of pages, as the sites have them ----

KEY, OTHER_KEY = "CgsIgIDRwMHExcjOAQ", "CgsIgMC7iOHxiOnOAQ"
ENGLISH = "Open control menu for post by Globex"
TIPTAP = '<div class="tiptap ProseMirror" contenteditable="true" role="textbox"><p><br></p></div>'
QUILL = '<div class="ql-editor" contenteditable="true" role="textbox"></div>'
WORDS = '<span data-testid="expandable-text-box">Der Butler 3</span>'
FORM = f"""<form class="comments-comment-box__form">{QUILL}
  <button class="comments-comment-box__submit-button--cr">Comment</button></form>"""
EMBEDDED = """<div class="update-components-mini-update-v2"><div class="update-components-text">Inner</div>
  <a class="update-components-actor__meta-link" href="{href}">Initech</a></div>"""


def new_card(label: str = ENGLISH, *, above: str = "", words: str = WORDS, box: str = "") -> str:
    """A card of the newer dialect by Globex, below a header by somebody else."""
    return f"""<div data-sdui-screen="com.linkedin.sdui.X"><div role="listitem" componentkey="aFeedType_X">
      <p><a href="/in/ben-brandt/"><figure></figure>Ben Brandt</a> gefällt das</p><hr>{above}
      <a href="/company/globex/posts/"><figure></figure></a>
      <a href="/company/globex/posts/"><div aria-label="x"><p>Globex</p></div><p>48.213 Follower</p></a>
      <button aria-label="{label}"><svg id="overflow-web-ios-small"></svg></button><p>{words}</p>
      <div componentkey="{KEY}-replaceableCommentToolsTFeedType_X"></div>{box}</div></div>"""


def new_box(key: str = KEY) -> str:
    return f'<div componentkey="commentBox-{key}-TFeedType_X">{TIPTAP}</div><button>Comment</button>'


def new_dialog(preview: str) -> str:
    return f"""<dialog open><div data-sdui-screen="com.linkedin.sdui.sharing.ShareCompose">{TIPTAP}
      <div id="ShareBoxpreviewCard">{preview}</div><button>Post</button></div></dialog>"""


def old_card(content: str = "", below: str = "") -> str:
    """A card of the older dialect by Globex."""
    return f"""<div class="feed-shared-update-v2" data-urn="urn:li:activity:1">
      <a class="update-components-actor__meta-link" href="/company/globex/posts">Globex</a>
      {content}{below}</div>"""


def old_dialog(preview: str) -> str:
    return f"""<div class="share-box-v2__modal" role="dialog">{QUILL}{preview}
      <button class="share-actions__primary-action">Post</button></div>"""


NAME = '<div data-testid="User-Name"><a href="/{name}"><div dir="ltr">Globex</div></a></div>'


def tweet(name: str = "globex", picture: str = "globex", more: str = "") -> str:
    return f"""<article data-testid="tweet" {more}><div data-testid="UserAvatar-Container-{picture}"></div>
      {NAME.format(name=name)}</article>"""


STATUS = "https://x.com/globex/status/1"
FOCAL = tweet(more='tabindex="-1"')


def typed(word: str) -> str:
    editor = '<div data-testid="tweetTextarea_0" contenteditable="true" role="textbox"></div>'
    return f'<div>{editor}<button data-testid="tweetButton">{word}</button></div>'


def inline(posts: str) -> str:
    return f"<main>{posts}<div data-testid='inline_reply_offscreen'>{typed('Reply')}</div></main>"


def modal(content: str) -> str:
    return f'<div role="dialog" aria-modal="true">{content}</div>'


# ---- which editor is it? ----

IN_LIST = f'<div data-testid="B-commentListT"><section>{new_box()}</section></div>'
NOTE = f'<dialog open data-sdui-screen="com.linkedin.sdui.Note">{TIPTAP}<button>Send</button></dialog>'
OLD_NOTE = f'<div class="artdeco-modal" role="dialog">{QUILL}<button>Send</button></div>'
COMMENT_IN_LIST = old_card("", f'<div class="comments-comments-list">{FORM}</div>')
# what the page is like -> address, page, surface and sureness of every editor in it
EDITORS: dict[str, tuple[str, str, list[Any]]] = {
    "a box below its post": (FEED, new_card(box=new_box()), [["comment", True]]),
    "a box for another post than the card's": (FEED, new_card(box=new_box(OTHER_KEY)), [["comment", False]]),
    "a box among comments that says Comment": (FEED, new_card(box=IN_LIST), [["reply", False]]),
    "a box outside of a known post": (FEED, new_card(box=new_box()).replace("FeedType_X", "Another_X"), []),
    "a form among comments that says Comment": (FEED, COMMENT_IN_LIST, [["reply", False]]),
    "a form between two posts": (FEED, old_card() + FORM + old_card(), []),
    "a dialog of another kind": (FEED, NOTE, []),
    "an older dialog of another kind": (FEED, OLD_NOTE, []),
    "a dialog with a link": (FEED, new_dialog('<a href="https://acme.example/">A</a>'), [["post", True]]),
    "a dialog with words of nobody we can read": (FEED, new_dialog(WORDS), [["post", False]]),
    "an older dialog with a shared post": (
        FEED,
        old_dialog(EMBEDDED.format(href="/company/initech/")),
        [["repost", True]],
    ),
    "an older dialog with a post of nobody we can read": (
        FEED,
        old_dialog(EMBEDDED.format(href="#")),
        [["repost", False]],
    ),
    "a reply on a page of one post": (X_HOME, inline(FOCAL), [["reply", True]]),
    "a reply on a page of two posts": (X_HOME, inline(FOCAL + FOCAL), [["reply", False]]),
    "a reply on a page of no post": (X_HOME, inline(""), [["reply", False]]),
    "a dialog that says Reply and shows no post": (X_HOME, modal(typed("Antworten")), [["post", False]]),
    "a dialog that says Post below a post": (X_HOME, modal(tweet() + typed("Post")), [["reply", False]]),
    "a reply on a page of one post, without the sign of a reply": (
        STATUS,
        FOCAL + typed("Réponse"),
        [["post", False]],
    ),
    "a dialog below words of somebody that are no post we know": (
        X_HOME,
        modal(NAME.format(name="globex") + typed("Réponse")),
        [["post", False]],
    ),
    "a dialog in a language we do not know": (X_HOME, modal(tweet() + typed("Réponse")), [["reply", True]]),
}


@pytest.mark.parametrize("page", EDITORS)
def test_no_editors_target_is_guessed(plain_page: Page, page: str) -> None:
    address, html, editors = EDITORS[page]
    world = frozen(plain_page, address, html)
    assert world.evaluate("site.composers(document).map(({surface, sure}) => [surface, sure])") == editors


# ---- whose post is it? ----

LINKED = f"<a href='/feed/update/urn:li:activity:1/'>{WORDS}</a>"
TWO_MENUS = "<button aria-label='Open control menu for post by Initech'></button>"
NAMESAKE = "<a href='/company/globex-fans/'><p>Globex</p></a>"
SHARED = EMBEDDED.format(href="/company/initech/")
MENTION = "<a href='/company/globex-fans/'>Globex</a>"
ICON = "<button><svg id='comment-small'></svg></button>"
KEYLESS = f"<div data-testid='mainFeed'>{new_card(box=ICON)}</div>".replace("aFeedType_X", "another")
ALONE = "Kontrollmenü für Beitrag von Globex öffnen"
# what the post is like -> address, page, author's id, text
POSTS: dict[str, tuple[str, str, str | None, str]] = {
    "in English": (FEED, new_card(), "globex", "Der Butler 3"),
    "in German": (FEED, new_card(ALONE), "globex", "Der Butler 3"),
    "without a name in its menu": (FEED, new_card("Menü öffnen"), "globex", "Der Butler 3"),
    "that shares another, without words": (FEED, new_card(words=LINKED), "globex", ""),
    "that names a namesake in words we cannot find": (FEED, new_card(words=MENTION), "globex", ""),
    "without a key we know": (FEED, KEYLESS, "globex", "Der Butler 3"),
    "with menus for two": (FEED, new_card(above=TWO_MENUS), None, "Der Butler 3"),
    "of one of two with the same name": (FEED, new_card(above=NAMESAKE), None, "Der Butler 3"),
    "an older one that shares another, without words": (FEED, old_card(SHARED), "globex", ""),
    "an older one that shares another": (
        FEED,
        old_card('<div class="update-components-text">Look</div>' + SHARED),
        "globex",
        "Look",
    ),
    "with name and picture of two accounts": (X_HOME, tweet("globex", "acme"), None, ""),
    "an advertisement": (X_HOME, f"<div data-testid='placementTracking'>{tweet()}</div>", "globex", ""),
}


@pytest.mark.parametrize("post", POSTS)
def test_a_post_is_its_own_authors_or_nobodys(plain_page: Page, post: str) -> None:
    address, html, author, text = POSTS[post]
    read = frozen(plain_page, address, html).evaluate("site.readPost(site.posts(document)[0])")
    assert ((read["author"] or {}).get("id"), read["text"]) == (author, text)


# ---- one hook after the other is gone ----

WRONG = """(() => {
  const name = location.host === 'x.com' ? 'x' : 'linkedin';
  const seen = (table) => {
    const site = { linkedin, x }[name](table);
    const posts = site.posts(document).map((post) => [post, site.readPost(post)]);
    const editors = site.composers(document).filter(({ sure }) => sure);
    return [
      ...posts.map(([post, { id, author }]) => [post, id, author?.id]),
      ...editors.map(({ editor, surface, target }) => [editor, surface, target?.id, target?.author?.id]),
    ];
  };
  const known = new Map(seen(hooks[name]).map(([node, ...parts]) => [node, parts]));
  const without = (tiers) => [[], ...tiers.map((_, at) => tiers.toSpliced(at, 1))];
  const tables = Object.entries(hooks[name]).flatMap(([hook, tiers]) =>
    without(tiers).map((left) => [hook, left, { ...hooks[name], [hook]: left }]));
  const differs = ([node, ...parts]) => parts.some((part, at) => part && part !== known.get(node)?.[at]);
  const wrong = tables.filter(([, , table]) => seen(table).some(differs));
  return [known.size, wrong.map(([hook, left]) => [hook, left])];
})()"""


@pytest.mark.parametrize("open_editor", [sdui_reply, ember_reply, x_status], ids=lambda one: one.__name__)
def test_a_hook_that_is_gone_may_cost_an_answer_but_gives_no_wrong_one(
    plain_page: Page, open_editor: Callable[[Page], Editor]
) -> None:
    open_editor(plain_page).box.press_sequentially("Well done")
    known, wrong = beside(plain_page, ADAPTERS).evaluate(WRONG)
    assert (known > 1, wrong) == (True, [])


# ---- and then we keep quiet ----

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
RENAME = """([from, to]) => {
  const label = (name) => `Open control menu for post by ${name}`;
  const menu = document.querySelector(`[aria-label="${label(from)}"]`);
  menu.setAttribute('aria-label', label(to));
  menu.closest('[role=listitem]').querySelectorAll('p.name').forEach((one) => { one.textContent = to; });
}"""
MOVE = """field => document.querySelector('.feed-shared-update-v2').append(
  field.closest('form.comments-comment-box__form'))"""


def test_where_id_and_name_disagree_nothing_is_said_until_they_agree(
    amira: BrowserContext,
) -> None:
    page = amira.new_page()
    SDUI.open(page)
    page.evaluate(RENAME, ["Globex", "Acme"])
    SDUI.answer_to(page, "Acme", "")
    write(page, PRAISE)
    guest = Guest(page)
    page.wait_for_function("() => document.querySelector('.ProseMirror').textContent.includes('at home.')")
    guest.stays(lambda: guest.find(cls="card") is None, "nothing is said")
    page.evaluate(RENAME, ["Acme", "Globex"])
    page.keyboard.type(" Really.")
    guest.wait(cls="confirm", text="Say that you work there")


def test_an_editor_that_the_site_moves_is_judged_by_the_post_it_came_to(amira: BrowserContext) -> None:
    page = amira.new_page()
    EMBER.open(page)
    field = EMBER.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest = Guest(page)
    guest.wait(cls="confirm", text="beside a competitor’s post")
    field.evaluate(MOVE)
    field.press("End")
    page.keyboard.type(" Really.")
    guest.wait(cls="card", text="Say that Acme is your employer")
