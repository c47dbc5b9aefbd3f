"""Rules, site hooks and content that come damaged, old or odd: never taken, the last good ones stay."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from e2e.backend import Backend
from e2e.employee import in_extension, options_url, sync, tell
from e2e.guest import Guest
from e2e.keys import write
from e2e.mishaps import answering
from e2e.places import SDUI, X

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
RELEASE = "/api/v1/rules/release"
KEPT = "async name => (await chrome.storage.local.get(name))[name]"


def _signed(body: dict[str, Any]) -> tuple[bytes, str]:
    """A release that a server would send like this, with the right hash."""
    data = json.dumps(body).encode()
    return data, hashlib.sha256(data).hexdigest()


def _flipped(body: bytes) -> tuple[bytes, str]:
    at = body.index(b"Globex")
    return body[:at] + b"X" + body[at + 1 :], hashlib.sha256(body).hexdigest()


BAD = {
    "one letter changed": (_flipped, "arrived damaged"),
    "under a wrong hash": (lambda body: (body, "0" * 64), "arrived damaged"),
    "without a hash": (lambda body: (body, ""), "arrived damaged"),
    "older": (lambda body: _signed(json.loads(body) | {"number": 0}), "older rules"),
    "of a later format": (lambda body: _signed(json.loads(body) | {"format": 4}), "a newer extension"),
    "with a field nobody knows": (
        lambda body: _signed(json.loads(body) | {"script": "run me"}),
        "a newer extension",
    ),
    "without rules": (lambda body: _signed(json.loads(body) | {"rules": None}), "a newer extension"),
}


def test_a_bad_release_is_refused_and_the_last_good_one_stays_in_force(
    amira: BrowserContext, backend: Backend
) -> None:
    before = in_extension(amira, KEPT, "release")
    for fault, (change, said) in BAD.items():
        with answering(backend, RELEASE, change):
            sync(amira)
        assert in_extension(amira, KEPT, "release") == before, fault
        [told] = tell(amira, {"type": "status"})["sync"]["faults"]
        assert told["code"] == "bad_release" and said in told["message"], fault
    sync(amira)
    assert tell(amira, {"type": "status"})["sync"]["faults"] == []


def test_the_popup_says_that_a_bad_release_was_refused(amira: BrowserContext, backend: Backend) -> None:
    with answering(backend, RELEASE, _flipped):
        popup = amira.new_page()
        popup.goto(options_url(amira).replace("options", "popup"))
        expect(popup.locator(".fault")).to_contain_text("arrived damaged")


def test_after_a_bad_release_the_last_good_one_is_judged_with(
    amira: BrowserContext, backend: Backend
) -> None:
    page = amira.new_page()
    with answering(backend, RELEASE, _flipped):
        sync(amira)
        SDUI.open(page)
        SDUI.answer_to(page, "Globex", "globex")
        write(page, PRAISE)
        Guest(page).wait(cls="confirm", text="Say that you work there")


def test_an_open_page_hears_of_a_release_in_which_only_the_organisation_is_new(
    amira: BrowserContext, backend: Backend
) -> None:
    def change(body: bytes) -> tuple[bytes, str]:
        release = json.loads(body)
        renamed = release["organisation"] | {"name": "Umbrella"}
        return _signed(release | {"number": release["number"] + 1, "organisation": renamed})

    page = amira.new_page()
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    Guest(page).wait(cls="confirm", text="You bring up Acme")
    with answering(backend, RELEASE, change):
        sync(amira)
    Guest(page).wait(cls="confirm", text="You bring up Umbrella")


def test_a_release_of_an_earlier_format_is_fetched_anew(amira: BrowserContext, backend: Backend) -> None:
    in_extension(amira, "() => chrome.storage.local.remove('rules')")
    release = in_extension(amira, KEPT, "release")
    release["body"]["format"] = 2
    in_extension(amira, "release => chrome.storage.local.set({ release })", release)
    sync(amira)
    assert in_extension(amira, KEPT, "release")["body"]["format"] == 3
    assert in_extension(amira, KEPT, "rules")


def test_a_made_anew_installation_may_begin_its_numbers_again(
    amira: BrowserContext, backend: Backend
) -> None:
    anew = "0199aaaa-0000-7000-8000-000000000000"

    def change(body: bytes) -> tuple[bytes, str]:
        return _signed(json.loads(body) | {"number": 0, "installation": anew})

    with answering(backend, RELEASE, change):
        sync(amira)
    release = in_extension(amira, "async () => (await chrome.storage.local.get('release')).release.body")
    assert (release["installation"], release["number"]) == (anew, 0)


# ---- site hooks and content ----

GUIDELINES = {"version": 9, "note": "", "acknowledged": 0, "due": False, "changed": []}
ODD = {
    "hooks": (
        "/api/v1/sites",
        "bad_hooks",
        [[], {"version": 1}, {"version": 1, "linkedin": {"page": "p"}, "x": {}}],
    ),
    "feed": ("/api/v1/feed", "bad_feed", [[], {"items": {}}, {"items": [{"id": "1"}]}, {"items": [None]}]),
    "guidelines": (
        "/api/v1/guidelines",
        "bad_guidelines",
        [[], {"version": 1}, GUIDELINES | {"languages": {"en": {"title": "T", "parts": [{"names": "a"}]}}}],
    ),
}


@pytest.mark.parametrize("part", ODD)
def test_data_of_another_shape_is_not_taken_and_what_there_was_stays(
    amira: BrowserContext, backend: Backend, part: str
) -> None:
    path, code, bodies = ODD[part]
    before = in_extension(amira, KEPT, part)
    for body in bodies:
        with answering(backend, path, lambda _, sent=body: _signed(sent)):
            sync(amira)
        assert [fault["code"] for fault in tell(amira, {"type": "status"})["sync"]["faults"]] == [code], body
        assert in_extension(amira, KEPT, part) == before


BLIND = ["a-tag-that-no-page-has"]


def of_an_older_server(hooks: dict[str, Any]) -> dict[str, Any]:
    return {"version": 0, **{site: dict.fromkeys(hooks[site], BLIND) for site in ("linkedin", "x")}}


def that_lack_a_name(hooks: dict[str, Any]) -> dict[str, Any]:
    return hooks | {"x": {name: tiers for name, tiers in hooks["x"].items() if name != "post"}}


@pytest.mark.parametrize("other", [of_an_older_server, that_lack_a_name])
def test_hooks_of_another_version_switch_nothing_off(
    amira: BrowserContext, backend: Backend, other: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    with answering(backend, "/api/v1/sites", lambda body: _signed(other(json.loads(body)))):
        sync(amira)
        page = amira.new_page()
        X.open(page)
        X.answer_to(page, "Globex", "globex")
        write(page, PRAISE)
        Guest(page).wait(cls="confirm", text="Say that you work there")


def test_an_item_of_which_a_newer_server_tells_more_is_taken(amira: BrowserContext, backend: Backend) -> None:
    def more(body: bytes) -> tuple[bytes, str]:
        feed = json.loads(body)
        return _signed(feed | {"items": [item | {"mood": "sunny"} for item in feed["items"]]})

    with answering(backend, "/api/v1/feed", more):
        sync(amira)
    assert {item["mood"] for item in in_extension(amira, KEPT, "feed")["items"]} == {"sunny"}


# ---- what was chosen ----


def _cut_off(body: bytes) -> tuple[bytes, str]:
    """Who I am, as `GET me` tells it and not the answer to a choice."""
    return (b"{" if b'"browser"' in body else body), ""


def test_what_was_chosen_holds_here_though_nothing_can_be_fetched_then(
    amira: BrowserContext, backend: Backend
) -> None:
    assert tell(amira, {"type": "status"})["points"]
    with answering(backend, "/api/v1/me", _cut_off):
        for name in ("wants_points", "sends_outcomes"):
            on = name == "sends_outcomes"
            assert tell(amira, {"type": "choose", "name": name, "on": on})["ok"]
            assert tell(amira, {"type": "status"})["me"][name] is on
        assert tell(amira, {"type": "status"})["sync"]["faults"]
    assert not tell(amira, {"type": "status"}).get("points")
    assert in_extension(amira, KEPT, "sendsOutcomes") is True
