"""What is typed stays in the page; the token stays in the extension; private pages are not read at all."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update

from backend.people.models import Person
from e2e import content_world
from e2e.backend import Backend
from e2e.employee import go_quiet, in_extension, sync, tell
from e2e.guest import Guest
from e2e.keys import write
from e2e.origins import HOSTS
from e2e.places import SDUI, Place, X
from e2e.tests import look_alikes
from e2e.tests.where import ONE_SITE
from e2e.traces import Traces, listening, recording

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
WORD = "quokkaquince"  # in no page, rule or item
SITES = ("sdui", "ember", "x")
EDITORS = {site: [one for one in look_alikes.EDITORS if one.__name__.startswith(site)] for site in SITES}


@pytest.fixture
def traces(amira: BrowserContext, backend: Backend) -> Iterator[Traces]:
    with recording(amira, backend) as traces:
        yield traces


def send(page: Page, editor: look_alikes.Editor) -> None:
    """Press the site's button, a second time where the card asks back."""
    editor.submit.click()
    if not page.evaluate("sitePage.sent.length"):
        editor.submit.click()
    page.wait_for_function("() => sitePage.sent.length > 0")


@pytest.mark.parametrize("site", SITES)
def test_a_word_typed_into_any_editor_and_sent_is_found_nowhere_outside_the_page(
    amira: BrowserContext, traces: Traces, site: str
) -> None:
    typed = []
    for opener in EDITORS[site]:
        page = amira.new_page()
        editor = opener(page)
        editor.box.click()
        typed.append(f"{WORD}{opener.__name__.replace('_', '')}")
        write(page, PRAISE)
        page.keyboard.type(f" {typed[-1]}")
        Guest(page).wait(cls="card")
        send(page, editor)
        page.close()
    sync(amira)
    assert len(typed) >= 4
    assert traces.of([*typed, *(f"{PRAISE} {word}" for word in typed), PRAISE]) == set()


def test_in_quiet_mode_the_word_goes_to_the_side_panel_and_no_further(
    amira: BrowserContext, traces: Traces
) -> None:
    panel, page = go_quiet(amira), amira.new_page()
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    page.keyboard.type(f" {WORD}")
    expect(panel.locator(".card")).to_be_visible()
    page.locator(SDUI.send).first.click()
    page.wait_for_function("() => sitePage.sent.length > 0")
    sync(amira)
    assert traces.of([WORD, PRAISE]) == set()


def test_what_is_sent_on_purpose_is_seen_by_the_same_eyes(
    amira: BrowserContext, backend: Backend, traces: Traces
) -> None:
    """Else the test above could not fail. No caption gets into the database."""
    page = amira.new_page()
    SDUI.open(page)
    world = content_world.of(page)
    items = in_extension(amira, "async () => (await chrome.storage.local.get('feed')).feed.items")
    caption = next(one for one in items[0]["captions"] if one["platform"] == "linkedin")
    share = {
        "type": "prepareShare", "item": items[0]["id"], "caption": caption["id"], "platform": "linkedin",
        "text": f"{caption['text']} {WORD}", "acknowledged": [],
    }  # fmt: skip
    assert world.evaluate(f"chrome.runtime.sendMessage({json.dumps(share)})") == {
        "ok": True,
        "state": "ready",
    }
    assert traces.of([WORD]) == {"requests", "arrived", "messages", "vault"}
    backend.run(lambda session: session.execute(update(Person).values(name=WORD)))
    assert "database" in traces.of([WORD])
    everything = traces.all()
    assert "shares.prepare" in everything["log"] and "competitors" in everything["storage"]


def test_a_digest_would_be_found_too(traces: Traces, backend: Backend) -> None:
    backend.requests.append(
        ("GET", "/?h=2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", "")
    )
    assert traces.of(["x"]) >= {"arrived"}


@ONE_SITE
def test_the_extension_asks_its_own_server_only_and_the_page_nothing_on_its_behalf(
    amira: BrowserContext, backend: Backend, traces: Traces, place: Place
) -> None:
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest = Guest(page)
    guest.press("fix")
    guest.wait(cls="fine")
    sync(amira)
    by_worker = [one for one in traces.requests if one.service_worker]
    assert by_worker and all(one.url.startswith(f"{backend.url}/api/v1/") for one in by_worker)
    others = [one for one in traces.requests if not one.service_worker]
    assert {urlsplit(one.url).hostname for one in others if one.url.startswith("http")} <= set(HOSTS)
    assert {(one.method, one.post_data) for one in others} == {("GET", None)}


@ONE_SITE
def test_of_what_was_posted_only_the_tracked_link_is_told_to_the_worker(
    amira: BrowserContext, place: Place
) -> None:
    ours, page = listening(amira), amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(
        page,
        "I wrote in https://www.reddit.com/r/mySecretLife/ and r/private123 of https://acme.example/r/tracked123!",
    )
    page.locator(place.send).first.click()
    ours.wait_for_function("() => heard.length")
    assert ours.evaluate("heard") == [{"type": "shareSent", "code": "tracked123"}]


def test_an_address_that_looks_like_a_tracked_link_goes_to_our_own_worker_and_no_further(
    amira: BrowserContext, traces: Traces
) -> None:
    """As /r/television: ten letters, nothing after them. The worker knows our links, and keeps no others."""
    ours, page = listening(amira), amira.new_page()
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, f"I wrote in https://www.reddit.com/r/{WORD[:10]} today")
    page.locator(SDUI.send).first.click()
    ours.wait_for_function("code => heard.some((message) => message.code === code)", arg=WORD[:10])
    sync(amira)
    assert traces.of([WORD[:10]]) == {"messages"}
    assert traces.of(["reddit.com"]) == set()


# ---- what is never read ----

FIELDS = "input, textarea, [contenteditable=true]"
PRIVATE = [
    "https://www.linkedin.com/messaging/thread/1/",
    "https://www.linkedin.com/login",
    "https://x.com/messages",
    "https://x.com/i/flow/login",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_words_are_not_read_and_nothing_of_ours_is_there(
    amira: BrowserContext, traces: Traces, address: str
) -> None:
    page = amira.new_page()
    page.goto(address)
    page.locator(FIELDS).first.wait_for()
    for field in page.locator(FIELDS).all():
        field.click()
        write(page, PRAISE)
        page.keyboard.type(f" {WORD}")
    sync(amira)
    assert Guest(page).nodes() == []
    assert traces.of([WORD, f"{PRAISE} {WORD}"]) == set()


# an editor of the site, and a private part that the site goes on to around it
BY_AND_BY = {
    "sdui": (look_alikes.sdui_comment, "/messaging/thread/1/"),
    "ember": (look_alikes.ember_comment, "/search/results/content/?keywords=robots"),
    "x": (look_alikes.x_home, "/messages"),
}


def gone_private(amira: BrowserContext, site: str) -> tuple[Page, Guest, look_alikes.Editor]:
    """The text field where she was warned and still is, while the site has gone on around it."""
    page = amira.new_page()
    opener, private = BY_AND_BY[site]
    editor = opener(page)
    editor.box.click()
    write(page, PRAISE)
    guest = Guest(page)
    guest.wait(cls="card")
    page.evaluate("path => history.pushState({}, '', path)", private)
    page.keyboard.type("!")
    guest.wait_gone(cls="card")
    return page, guest, editor


@pytest.mark.parametrize("site", SITES)
def test_reading_ends_when_the_site_goes_on_to_a_private_page_without_loading_it(
    amira: BrowserContext, site: str
) -> None:
    page, guest, editor = gone_private(amira, site)
    before = guest.nodes()
    editor.box.blur()
    editor.box.click()
    write(page, PRAISE)
    guest.stays(lambda: guest.nodes() == before, "nothing is read any more")


@pytest.mark.parametrize("site", SITES)
def test_who_comes_back_to_a_text_field_they_never_left_is_checked_on_there(
    amira: BrowserContext, site: str
) -> None:
    page, guest, _editor = gone_private(amira, site)
    page.evaluate("history.back()")
    guest.wait(cls="card")
    page.keyboard.type(" Ask me.")
    guest.stays(lambda: guest.find(cls="card"), "it goes on")


SEARCH = {"https://www.linkedin.com/search/results/content/": SDUI, "https://x.com/search?q=robots": X}


@pytest.mark.parametrize("address", SEARCH)
def test_nothing_is_read_in_search(amira: BrowserContext, address: str) -> None:
    page = amira.new_page()
    page.goto(address)
    if SEARCH[address] is SDUI:
        SDUI.post_by(page, "Globex", "globex").locator(SDUI.answer).first.click()
    page.locator("[contenteditable=true]").first.click()
    write(page, PRAISE)
    guest = Guest(page)
    guest.stays(lambda: guest.nodes() == [], "nothing is read in search")


# ---- the token ----

ALL_STORES = """(async () => {
  const areas = ['local', 'session', 'sync', 'managed'];
  const read = async (area) => [area, await chrome.storage[area]?.get().catch((error) => String(error))];
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const page = [document.documentElement.outerHTML, document.cookie, localStorage, sessionStorage];
  return JSON.stringify([await Promise.all(areas.map(read)), databases, page, await caches.keys()]);
})()"""


@pytest.fixture
def token(amira: BrowserContext) -> str:
    return str(
        in_extension(amira, "async () => (await import('/background/store.js')).vault.get('keys', 'token')")
    )


@pytest.mark.parametrize("place", [SDUI, X], ids=lambda place: place.name)
def test_a_content_script_finds_neither_the_token_nor_the_servers_address(
    amira: BrowserContext, backend: Backend, token: str, place: Place
) -> None:
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    Guest(page).wait(cls="card")
    readable = content_world.of(page).evaluate(ALL_STORES)
    assert "competitors" in readable  # it does see what the worker synced
    assert len(token) > 30 and token not in readable
    assert backend.url not in readable
    assert "plainspoken" not in readable.lower().replace("extension@plainspoken", "")


def test_the_token_goes_out_in_the_header_for_our_server_only_and_is_written_nowhere(
    amira: BrowserContext, traces: Traces, token: str
) -> None:
    sync(amira)
    everything = traces.all()
    del everything["requests"]  # in whose headers it belongs
    vault = json.loads(everything.pop("vault"))
    assert token in vault.pop("keys")
    assert [
        name for name, text in {**everything, "rest of the vault": json.dumps(vault)}.items() if token in text
    ] == []
    assert [one.url for one in traces.requests if token in f"{one.url} {one.post_data}"] == []


@pytest.fixture
def other(tmp_path: Path, sample: Path) -> Iterator[tuple[Backend, list[str | None]]]:
    """Another server, and the Authorization header of each request to it."""
    (tmp_path / "other").mkdir()
    server, seen = Backend(tmp_path / "other", sample), []
    app: Callable[..., Any] = server.app.wsgi_app

    def look(environ: dict[str, Any], start_response: Any) -> Any:
        seen.append(environ.get("HTTP_AUTHORIZATION"))
        return app(environ, start_response)

    server.app.wsgi_app = look  # type: ignore[method-assign]
    server.start()
    yield server, seen
    server.stop()


def test_a_new_server_never_sees_the_token_of_the_old_one(
    amira: BrowserContext, backend: Backend, other: tuple[Backend, list[str | None]]
) -> None:
    server, seen = other
    assert tell(amira, {"type": "setServer", "url": server.url})["ok"]
    sync(amira)
    status = tell(amira, {"type": "status"})
    assert (status["server"], status["signedIn"]) == (server.url, False)
    assert set(seen) <= {None}
    assert ("POST", "/api/v1/connect/revoke?") in [request[:2] for request in backend.requests]
