"""Shapes in which the sites show posts and editors, beside the look-alikes: one small page each."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from e2e.frozen import FEED, X_HOME, frozen
from e2e.tests.test_unsure import (
    ENGLISH,
    KEY,
    NAME,
    QUILL,
    TIPTAP,
    WORDS,
    modal,
    new_box,
    old_card,
    tweet,
    typed,
)
from e2e.world import World

GRETA = ("in/greta-global", "Greta Global")
GLOBEX = {"name": "Globex", "kind": "company", "id": "globex"}
URN = "urn:li:activity:7450000000000000000"
TAIL = "TFeedType_FEED_DETAIL"
MENU = f'<button aria-label="{ENGLISH}"></button>'
HERS = MENU.replace("Globex", "Greta Global")
TOOLS = f'<div componentkey="{KEY}-replaceableCommentTools{TAIL}"></div>'
COMMENT = f'<div componentkey="replaceableComment_urn:li:comment:({URN},1)"><p>Nice</p></div>'
LIST = f'<div data-testid="{KEY}-commentList{TAIL}">'


def actor(page: str, name: str, *lines: str) -> str:
    """The name alone is a link; what stands below it is between that and an empty one."""
    link = f'<a href="/{page}/">'
    below = "".join(f"<div>{line}</div>" for line in lines)
    return f"{link}<figure></figure></a>{link}<div aria-label='x'><p>{name}</p></div></a>{below}{link}</a>"


def post(key: str, inside: str, role: str = "") -> str:
    return f'<div {role} componentkey="{key}">{inside}</div>'


def by_globex(below: str = MENU) -> str:
    return f"{actor('company/globex', 'Globex')}{below}<p>{WORDS}</p>"


def composing(buttons: str) -> str:
    screen = "com.linkedin.sdui.sharing.ShareCompose"
    return f'<dialog open><div data-sdui-screen="{screen}">{TIPTAP}{buttons}</div></dialog>'


def on_linkedin(page: Page, html: str) -> World:
    return frozen(page, FEED, f'<main data-sdui-screen="com.linkedin.sdui.X">{html}</main>')


def read(world: World) -> list[dict[str, Any]]:
    return world.evaluate("site.posts(document).map((post) => site.readPost(post))")


def editors(world: World) -> list[list[Any]]:
    """Surface, sureness, id of the author that is answered, words of the button that submits."""
    return world.evaluate("""site.composers(document).map((one) =>
      [one.surface, one.sure, one.target?.author?.id ?? null, site.submitOf(one)?.textContent ?? null])""")


# ---- LinkedIn, newer: posts ----


def test_a_headline_that_is_no_link_is_read_and_no_line_below_it(plain_page: Page) -> None:
    lines = ("<p>Ingenieurin bei Globex</p>", "<p componentkey='t'>4 Tag(e) •</p>", "<p>Folgen</p>")
    card = f"{actor(*GRETA, *lines)}{HERS}<p>{WORDS}</p><p>A poll</p>"
    [found] = read(on_linkedin(plain_page, post("update-card-focusTFeedType_X", card, "role='listitem'")))
    assert found["author"] == {
        "name": "Greta Global", "kind": "person", "id": "greta-global", "headline": "Ingenieurin bei Globex",
    }  # fmt: skip


def test_where_no_line_stands_between_the_links_nothing_further_down_is_taken_for_a_headline(
    plain_page: Page,
) -> None:
    card = f"{actor(*GRETA)}{HERS}<p>{WORDS}</p><p>A poll</p>"
    [found] = read(on_linkedin(plain_page, post("expandedTFeedType_X", card, "role='listitem'")))
    assert found["author"]["headline"] is None


@pytest.mark.parametrize(
    "shape",
    [
        post("expandedTFeedType_X", post("T", by_globex() + TOOLS, "role='listitem'")),
        post("expandedTFeedType_X", post("expandedTFeedType_X", by_globex() + TOOLS, "role='listitem'")),
        post("update-card-focusTFeedType_X", by_globex() + TOOLS),
        post("update-card-focusTFeedType_X", by_globex("<button>…</button>") + TOOLS, "role='listitem'"),
    ],
    ids=["key around the item", "key on both", "no item", "no menu"],
)
def test_a_post_is_known_by_its_key_wherever_that_stands(plain_page: Page, shape: str) -> None:
    world = on_linkedin(plain_page, shape)
    [found] = read(world)
    assert {key: found["author"][key] for key in GLOBEX} == GLOBEX
    assert (found["id"] or "").startswith("urn:li:")
    assert world.evaluate("site.postAt(document.querySelector('figure')) === site.posts(document)[0]") is True


@pytest.mark.parametrize(("age", "promoted"), [("2 Std. • Bearbeitet •", False), ("Anzeige", True)])
def test_a_post_that_shows_its_age_is_no_ad_whatever_its_icons(
    plain_page: Page, age: str, promoted: bool
) -> None:
    below = f"<div><p componentkey='t'>{age}</p></div>{MENU}"
    new = post("expandedTFeedType_X", by_globex(below), "role='listitem'")
    old = old_card(f'<span class="update-components-actor__sub-description">{age}</span>')
    assert [one["promoted"] for one in read(on_linkedin(plain_page, new + old))] == [promoted, promoted]


def test_comments_are_known_by_either_of_their_keys(plain_page: Page) -> None:
    comment = f'<div componentkey="CommentComponentReference_urn:li:comment:(activity:1,2)">{WORDS}</div>'
    world = on_linkedin(plain_page, post("expandedTFeedType_X", by_globex() + comment, "role='listitem'"))
    assert world.evaluate("site.comments(document).length") == 1
    assert [one["id"] for one in read(world)] == ["urn:li:activity:1"]


# ---- LinkedIn, newer: a post's own page ----

BOX = new_box().replace("-TFeedType_X", f"-{TAIL}")
REPLY = BOX.replace(">Comment<", ">Reply<")
BESIDE = post(f"expanded{TAIL}", by_globex()) + TOOLS
IN_ONE_LIST = post(f"update-card-focus{TAIL}", by_globex() + TOOLS, "role='listitem'")
OWN_PAGE: dict[str, tuple[str, list[list[Any]]]] = {
    "a box beside the post": (BESIDE + f"<div>{BOX}</div>", [["comment", True, "globex", "Comment"]]),
    "a box beside the post, comments below": (
        f"{BESIDE}<div>{BOX}</div>{LIST}{COMMENT}</div>",
        [["comment", True, "globex", "Comment"]],
    ),
    "an answer in the list beside the post": (
        f"{BESIDE}{LIST}{COMMENT}<div>{REPLY}</div></div>",
        [["reply", True, "globex", "Reply"]],
    ),
    "post, box and comments in one list": (
        f"{LIST}{IN_ONE_LIST}<div>{BOX}</div>{COMMENT}<div>{REPLY}</div></div>",
        [["comment", True, "globex", "Comment"], ["reply", True, "globex", "Reply"]],
    ),
    "a box for another post": (BESIDE + BOX.replace(TAIL, "UFeedType_FEED_DETAIL"), []),
    "a box for one of two": (BESIDE + BESIDE + BOX, []),
}


@pytest.mark.parametrize("page", OWN_PAGE)
def test_on_its_own_page_a_post_is_answered_by_the_box_that_names_it(plain_page: Page, page: str) -> None:
    html, expected = OWN_PAGE[page]
    assert editors(on_linkedin(plain_page, html)) == expected


def test_on_its_own_page_a_post_has_the_id_that_its_tools_beside_it_name(plain_page: Page) -> None:
    other = TOOLS.replace(TAIL, "UFeedType_FEED_DETAIL").replace(KEY, "CgsIgMC7iOHxiOnOAQ")
    [found] = read(on_linkedin(plain_page, other + BESIDE))
    [alone] = read(on_linkedin(plain_page, other + post(f"expanded{TAIL}", by_globex())))
    assert (bool(found["id"]), alone["id"]) == (True, None)


# ---- LinkedIn: what submits ----


def test_the_button_that_submits_a_comment_is_known_by_its_view_name(plain_page: Page) -> None:
    submit = '<button>Abbrechen</button><button data-view-name="comment-post">Kommentieren</button>'
    box = f"<div>{new_box().replace('<button>Comment</button>', submit)}</div>"
    world = on_linkedin(plain_page, post("expandedTFeedType_X", by_globex() + box, "role='listitem'"))
    assert editors(world) == [["comment", True, "globex", "Kommentieren"]]


def test_what_opens_something_in_the_dialog_is_not_what_posts(plain_page: Page) -> None:
    buttons = '<button aria-haspopup="dialog">Media</button><button>Posten</button>'
    assert editors(on_linkedin(plain_page, composing(buttons))) == [["post", True, None, "Posten"]]


def test_the_dialog_is_read_under_the_address_that_it_has_of_its_own(plain_page: Page) -> None:
    world = frozen(
        plain_page, "https://www.linkedin.com/sharing/compose", composing("<button>Posten</button>")
    )
    assert world.evaluate("site.readable(new URL(location.href))") is True
    assert editors(world) == [["post", True, None, "Posten"]]


def test_the_older_dialog_is_known_by_its_editor_before_it_has_a_button(plain_page: Page) -> None:
    html = f'<div role="dialog"><div class="share-creation-state__text-editor">{QUILL}</div></div>'
    assert editors(frozen(plain_page, FEED, html)) == [["post", True, None, None]]


# ---- LinkedIn, older: the feed ----


def test_each_post_of_the_older_feed_has_its_slot_though_each_stands_in_a_box_of_its_own(
    plain_page: Page,
) -> None:
    item = '<div><div data-id="urn:li:activity:{n}">{card}</div></div>'
    items = "".join(item.format(n=n, card=old_card()) for n in (1, 2, 3))
    world = frozen(plain_page, FEED, f'<main><div id="list">{items}</div></main>')
    slots = "site.posts(document).map((post) => site.slotAfter(post)?.parentElement?.id ?? null)"
    assert world.evaluate(slots) == ["list", "list", "list"]


FEEDS = {
    "/": True, "/feed/": True, "/feed/foryou/": True, "/feed/following": True,
    "/feed/followers/": False, f"/feed/update/{URN}/": False, "/feed/hashtag/robots/": False,
}  # fmt: skip


def test_the_feed_is_known_by_each_of_its_addresses(plain_page: Page) -> None:
    world = frozen(plain_page, FEED, "")
    ask = f"{json.dumps(list(FEEDS))}.map((path) => site.isFeed(new URL(path, location.href)))"
    assert world.evaluate(ask) == list(FEEDS.values())


# ---- X ----

QUOTED = f"<button>{NAME.format(name='initech').replace('<a ', '<i ').replace('</a>', '</i>')}"
QUOTED += '<span>@initech</span><div data-testid="tweetText">Inner</div></button>'
WITHOUT_WORDS = tweet().replace("</article>", f"{QUOTED}</article>")


def test_a_quoted_post_that_is_a_button_lends_its_words_to_nobody(plain_page: Page) -> None:
    world = frozen(plain_page, X_HOME, modal(WITHOUT_WORDS + typed("Reply")))
    assert [(one["author"]["id"], one["text"]) for one in read(world)] == [("globex", "")]
    assert editors(world) == [["reply", True, "globex", "Reply"]]


def test_a_post_that_is_quoted_as_a_button_is_read(plain_page: Page) -> None:
    quoted = f"<button>{NAME.format(name='globex')}<div data-testid='tweetText'>Inner</div></button>"
    world = frozen(plain_page, X_HOME, modal(typed("Post") + quoted))
    assert editors(world) == [["repost", True, "globex", "Post"]]
    assert world.evaluate("site.composers(document)[0].target.text") == "Inner"
