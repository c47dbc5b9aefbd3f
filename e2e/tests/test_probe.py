"""`make probe`: the adapters' counts on saved pages, ours and (where they are at hand) captured ones."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from e2e.probe import Found, probe

ROOT = Path(__file__).resolve().parents[2]
CAPTURED = ROOT.parent / "shared" / "pages"


def _key(activity: int) -> str:
    """How SDUI cards carry a post's number: unpadded base64 of {1: {1: zigzag}}."""
    rest, varint = activity << 1, bytearray()
    while rest:
        rest, low = rest >> 7, rest & 127
        varint.append(low | (128 if rest else 0))
    packed = bytes([0x0A, len(varint) + 1, 0x08]) + varint
    return base64.b64encode(packed).decode().rstrip("=")


def _card(name: str, page: str, number: int, header: str = "", promoted: bool = False, more: str = "") -> str:
    """A post as LinkedIn's newer pages have it; `header` stands above the author, `more` below the text."""
    token = f"T{number}FeedType_MAIN_FEED_RELEVANCE"
    seen = "" if promoted else '<svg id="globe-americas-small"></svg>'
    hide = "" if promoted else '<button><svg id="close-small"></svg></button>'
    face = f'<figure><img alt="View {name}’s profile"></figure>'
    return f"""<div role="listitem" componentkey="expanded{token}">{header}
      <a href="/{page}/">{face}</a>
      <a href="/{page}/"><div aria-label="x"><p>{name}</p></div><p componentkey="t">1h {seen}</p></a>
      <button aria-label="Open control menu for post by {name}"></button>{hide}
      <p><span data-testid="expandable-text-box">Words</span></p>
      <div componentkey="{_key(number)}-replaceableCommentTools{token}"></div>{more}</div>"""


_LIKER = '<p><a href="/in/nora-neumann/"><figure></figure>Nora Neumann</a> likes this</p><hr>'
_COMMENT = '<div componentkey="replaceableComment_urn:li:comment:(urn:li:activity:7,8)">Nice</div>'
_BOX = (
    f'<div componentkey="commentBox-{_key(1)}-T1FeedType_X"><div class="tiptap ProseMirror"'
    ' contenteditable="true" role="textbox"><p></p></div></div>'
)
SDUI = "".join(
    [
        '<main data-sdui-screen="com.linkedin.sdui.flagshipnav.feed.MainFeed"><div data-testid="mainFeed">',
        _card("Greta Global", "in/greta-global", 1, header=_LIKER, more=_BOX + _COMMENT),
        _card("Globex", "company/globex", 2, promoted=True),
        '<div role="listitem" componentkey="expandedModuleFeedType_X">Pages to follow</div></div></main>',
    ]
)
EMBER = """<div data-id="urn:li:activity:5"><div class="feed-shared-update-v2" data-urn="urn:li:activity:5">
  <a class="update-components-actor__meta-link" href="https://www.linkedin.com/company/initech/posts">
    <span class="update-components-actor__title"><span dir="ltr">Initech</span></span></a>
  <span class="update-components-actor__sub-description">Promoted</span></div></div>
  <div id="interop-outlet"><template shadowrootmode="open"><div class="share-box-v2__modal" role="dialog">
    <div class="ql-editor" contenteditable="true" role="textbox"><p><br></p></div>
    <button class="share-actions__primary-action">Post</button></div></template></div>"""
POST_ON_X = """<div data-testid="primaryColumn">
  <div data-testid="tweetTextarea_0" contenteditable="true" role="textbox"></div>
  <article data-testid="tweet"><div data-testid="User-Name"><a href="/globex"><div dir="ltr">Globex</div></a>
    <svg><linearGradient></linearGradient><linearGradient></linearGradient><path fill="#d18800"></path></svg>
    <a href="/globex/status/20"><time>1h</time></a></div>
    <div data-testid="placementTracking">a video</div></article>
  <div data-testid="placementTracking"><article data-testid="tweet"><div data-testid="User-Name">
    <a href="/initech"><div dir="ltr">Initech</div></a></div></article></div></div>"""


def _save(folder: Path, **pages: str) -> Path:
    """`linkedin_feed` becomes linkedin/feed.html."""
    for name, html in pages.items():
        path = folder / (name.replace("_", "/", 1) + ".html")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<!doctype html><body>{html}</body>")
    return folder


def test_each_dialect_is_counted_and_a_page_of_neither_site_gives_nulls_and_zeros(tmp_path: Path) -> None:
    pages = _save(
        tmp_path, linkedin_sdui=SDUI, linkedin_ember=EMBER, x_home=POST_ON_X, other_news="<p>News</p>"
    )
    assert list(probe(pages)) == [
        Found("linkedin/ember.html", "linkedin", "ember", 1, 1, 1, 1, 1, 0, 1),
        Found("linkedin/sdui.html", "linkedin", "sdui", 2, 2, 1, 1, 2, 1, 1),
        Found("other/news.html", None, None, 0, 0, 0, 0, 0, 0, 0),
        Found("x/home.html", "x", "x", 2, 2, 1, 1, 1, 0, 1),
    ]


def test_a_page_that_names_no_site_is_tried_under_both_addresses(tmp_path: Path) -> None:
    pages = _save(tmp_path, saved_one=SDUI, saved_two=POST_ON_X)
    assert [(found.site, found.posts) for found in probe(pages)] == [("linkedin", 2), ("x", 2)]


def test_scripts_in_a_saved_page_do_not_run(tmp_path: Path) -> None:
    pages = _save(tmp_path, x_home=POST_ON_X + "<script>document.body.replaceChildren()</script>")
    assert [found.posts for found in probe(pages)] == [2]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "e2e.probe", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_prints_a_table_and_writes_one_json_object_a_line(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    answer = _run(str(_save(tmp_path, x_home=POST_ON_X)), "--out", str(out))
    assert answer.returncode == 0, answer.stderr
    assert "x/home.html" in answer.stdout
    assert [json.loads(line) for line in out.read_text().splitlines()] == [
        {
            "page": "x/home.html", "site": "x", "dialect": "x", "posts": 2, "authors": 2,
            "companies": 1, "promoted": 1, "ids": 1, "comments": 0, "editors": 1,
        }
    ]  # fmt: skip


def test_pages_that_are_not_there_are_named_with_the_way_out(tmp_path: Path) -> None:
    answer = _run(str(tmp_path / "nowhere"))
    assert answer.returncode == 2
    assert "nowhere is not there; say make probe PAGES=" in answer.stderr


def test_one_page_shows_which_tier_of_each_hook_found_something(tmp_path: Path) -> None:
    folder = _save(
        tmp_path,
        linkedin_ember=EMBER.replace("update-components-actor__meta-link", "update-components-actor__image"),
    )
    answer = _run(str(folder / "linkedin" / "ember.html"))
    [line] = [line for line in answer.stdout.splitlines() if line.startswith("ember.actor")]
    assert line.split()[1:3] == ["0", "1"] and "by a fallback only" in line


def _numbers(found: Found) -> list[object]:
    return list(vars(found).values())[1:]


@pytest.mark.parametrize(("name", "html"), [("linkedin_a", SDUI), ("linkedin_a", EMBER), ("x_a", POST_ON_X)])
def test_a_fixture_is_recognised_like_its_page_and_tells_no_name(
    tmp_path: Path, name: str, html: str
) -> None:
    secret = html.replace("Words", "Quarterly secrets").replace("Nice", "Call 01712345678")
    member = '<i data-urn="urn:li:fsd_profile:ACoAABCdefGHIjkl" data-test-who="greta"></i>'
    hidden = f"<template>Quarterly</template>{member}"
    page = _save(tmp_path, **{name: secret + hidden + "<!-- Quarterly --><script>Quarterly</script>"})
    path = page / (name.replace("_", "/") + ".html")
    fixture = tmp_path / "fixtures" / path.parent.name / "a.html"
    [was] = probe(page)
    assert _run(str(path), "--fixture", str(fixture)).returncode == 0
    [now] = probe(tmp_path / "fixtures")
    assert _numbers(was) == _numbers(now)
    for name in (
        "globex",
        "initech",
        "greta",
        "nora",
        "quarterly",
        "secrets",
        "01712345678",
        "acoaabc",
        "<script",
    ):
        assert name not in fixture.read_text().lower(), name


@pytest.mark.skipif(not CAPTURED.is_dir(), reason="needs the captured pages beside the checkout")
def test_the_captured_pages_show_what_was_counted_by_hand() -> None:
    # site, dialect, posts, authors, companies, promoted, ids, comments, editors; None: not counted by hand
    by_hand = {
        "linkedin/02": ("linkedin", "sdui", 36, 36, 13, 9, 36, 57, 1),
        "linkedin/06": ("linkedin", "sdui", 8, 8, 3, 2, 8, 3, 0),
        "linkedin/12": ("linkedin", "ember", 0, 0, 0, 0, 0, 0, 0),
        "linkedin/17": ("linkedin", "ember", 2, 2, None, 1, 2, 0, 0),
        "linkedin/20": ("linkedin", "ember", 5, 5, None, None, 5, 1, 1),
        "linkedin/22": ("linkedin", "ember", 1, 1, None, 0, 1, 1, 1),
        "x/02": ("x", "x", 5, 5, None, 1, 4, None, 1),
        "x/05": ("x", "x", 6, 6, None, 1, 5, None, 2),
        "x/08": ("x", "x", 0, 0, 0, 0, 0, None, 2),
        "x/09": ("x", "x", 1, 1, None, 0, 1, None, 1),
        "x/12": ("x", "x", 14, 14, None, 1, 13, None, 1),
    }
    for found in probe(CAPTURED):
        expected = by_hand[found.page.split("-")[0]]
        seen = list(vars(found).values())[1:]
        pairs = zip(seen, expected, strict=True)
        assert all(wanted in (got, None) for got, wanted in pairs), (found, expected)
