"""The worker's door: who may say what. The real module, asked in a page of the extension."""

import copy
import json
import random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from e2e import content_world
from e2e.browser import extension_id
from e2e.employee import in_extension, tell
from e2e.places import SDUI, X
from e2e.traces import VAULT

SHARE = {
    "item": "i" * 36, "caption": "c" * 36, "platform": "x", "text": "Stairs.", "acknowledged": ["rule"],
}  # fmt: skip
# one well-formed message of every type
EXAMPLES: dict[str, dict[str, Any]] = {
    "prepareShare": SHARE,
    "shareSent": {"code": "abcdef12"},
    "shareAnyway": {"code": "abcdef12"},
    "engagement": {"kind": "like", "platform": "x", "post": "urn:li:activity:7"},
    "health": {"site": "x", "fault": "no_posts", "hooks": 1},
    "outcome": {"rule": "undisclosed-promo", "release": 3, "outcome": "followed"},
    "feedback": {"id": "f" * 36, "rule": "undisclosed-promo", "wrong": True},
    "status": {},
    "sync": {},
    "signIn": {},
    "signOut": {},
    "openPage": {"path": "/me"},
    "setServer": {"url": "https://plainspoken.acme.example"},
    "choose": {"name": "wants_points", "on": True},
    "acknowledge": {"version": 2},
    "knowBrowser": {"id": "b" * 36},
    "tip": {"url": "https://robots.example/", "title": "Robots", "note": ""},
    "forgetTip": {"key": "k" * 36},
    "remind": {"item": "i" * 36, "at": 1_900_000_000_000},
    "forgetReminder": {"item": "i" * 36},
    "openShare": {"share": "s" * 36},
    "confirmShare": {"share": "s" * 36, "posted": True},
}
FROM_THE_SITES = {
    "prepareShare",
    "shareSent",
    "shareAnyway",
    "engagement",
    "health",
    "outcome",
    "feedback",
}  # what a content script may say, and nothing else
FROM_OUR_PAGES = set(EXAMPLES) - {"shareSent", "shareAnyway", "engagement", "health", "outcome", "feedback"}

SITE = {"origin": "https://www.linkedin.com", "tab": {"id": 1}, "frameId": 0}
CONTENT = [SITE, SITE | {"origin": "https://x.com"}, SITE | {"origin": "https://twitter.com"}]
STRANGERS = {
    "a subframe of a site": SITE | {"frameId": 3},
    "a sender without a tab": {"origin": "https://x.com", "frameId": 0},
    "a tab on another site": SITE | {"origin": "https://example.org"},
    "a site without encryption": SITE | {"origin": "http://www.linkedin.com"},
    "a site that only looks alike": SITE | {"origin": "https://www.linkedin.com.example.org"},
    "another part of LinkedIn": SITE | {"origin": "https://business.linkedin.com"},
    "a site on another port": SITE | {"origin": "https://x.com:8443"},
    "a sender without an origin": {"tab": {"id": 1}, "frameId": 0, "url": "https://x.com/home"},
    "a sandboxed document": SITE | {"origin": "null"},
    "another extension": SITE | {"id": "a" * 32},
    "another extension's page": {"id": "a" * 32, "origin": f"chrome-extension://{'a' * 32}"},
    "a page that claims our name": {"origin": "https://example.org", "url": "chrome-extension://OURS/"},
    "nobody": {"id": None},
}
ASK = """async (cases) => {
  const { allowed } = await import('/background/messages.js');
  const ours = chrome.runtime.id;
  return cases.map(([message, sender]) => {
    try {
      return allowed(message, { id: ours, ...sender });
    } catch (error) {
      return `threw ${error}`;
    }
  });
}"""


@pytest.fixture(scope="module")
def door(extension_browser: BrowserContext) -> Any:
    """door([(message, sender), …]): what the worker's door says to each; a sender has our id unless given."""
    page = extension_browser.new_page()
    page.goto(f"chrome-extension://{extension_id(extension_browser)}/options/options.html")
    yield lambda cases: page.evaluate(ASK, [list(case) for case in cases])
    page.close()


@pytest.fixture
def our_page(extension_browser: BrowserContext) -> dict[str, Any]:
    """The sender of a message from a page of the extension in a tab."""
    origin = f"chrome-extension://{extension_id(extension_browser)}"
    return {"origin": origin, "url": f"{origin}/options/options.html", "tab": {"id": 2}, "frameId": 0}


def message(kind: str, **changes: Any) -> dict[str, Any]:
    return {"type": kind, **EXAMPLES[kind], **changes}


def test_every_message_has_an_example_here(extension_browser: BrowserContext, door: Any) -> None:
    page = extension_browser.pages[-1]
    names = page.evaluate("async () => Object.keys((await import('/background/messages.js')).MESSAGES)")
    assert set(names) == set(EXAMPLES)


def test_a_page_of_the_sites_may_ask_for_a_share_and_tell_that_one_was_sent_and_nothing_else(
    door: Any,
) -> None:
    for sender in CONTENT:
        heard = door((message(kind), sender) for kind in EXAMPLES)
        assert {kind for kind, yes in zip(EXAMPLES, heard, strict=True) if yes} == FROM_THE_SITES


def test_a_page_of_the_extension_may_say_all_but_what_only_a_site_can_know(
    door: Any, our_page: dict[str, Any]
) -> None:
    for sender in (our_page, {"origin": our_page["origin"]}):  # in a tab, and as the popup
        heard = door((message(kind), sender) for kind in EXAMPLES)
        assert {kind for kind, yes in zip(EXAMPLES, heard, strict=True) if yes} == FROM_OUR_PAGES


def test_a_stranger_is_not_heard(door: Any) -> None:
    heard = {who: door((message(kind), sender) for kind in EXAMPLES) for who, sender in STRANGERS.items()}
    assert heard == dict.fromkeys(STRANGERS, [False] * len(EXAMPLES))


MALFORMED = {
    "nothing": None,
    "a number": 7,
    "a list": ["status"],
    "no type": {},
    "a type that is no word": {"type": ["status"]},
    "an unknown type": {"type": "fetch", "url": "https://example.org"},
    "a name every object has": {"type": "constructor"},
    "a name of the prototype": {"type": "__proto__"},
    "a field too many": message("status", token=True),
    "a draft": message("prepareShare", draft="words"),
    "a field missing": {"type": "prepareShare", "item": "i"},
    "a field under another name": {"type": "shareSent", "toString": "abcdef12"},
    "a number for a word": message("prepareShare", item=7),
    "an object for a word": message("prepareShare", text={"length": 1}),
    "a platform we do not know": message("prepareShare", platform="facebook"),
    "rules that are no list": message("prepareShare", acknowledged="rule"),
    "rules that are no words": message("prepareShare", acknowledged=[["rule"]]),
    "too many rules": message("prepareShare", acknowledged=["rule"] * 101),
    "too long a rule": message("prepareShare", acknowledged=["r" * 81]),
    "too long a text": message("prepareShare", text="x" * 10_001),
    "a megabyte": message("prepareShare", text="x" * 1_000_000),
    "too long an id": message("prepareShare", item="i" * 65),
    "too long an address": message("setServer", url="https://" + "a" * 8000),
    "too long a code": message("shareSent", code="c" * 65),
    "a comment with its words": message("engagement", text="Well done"),
    "a day for a time": message("remind", at="2026-12-01"),
    "a part of a moment": message("remind", at=1.5),
    "a word for a yes": message("confirmShare", posted="true"),
}


def test_what_is_malformed_or_too_large_is_heard_from_nobody(door: Any, our_page: dict[str, Any]) -> None:
    senders = (our_page, *CONTENT)
    heard = {fault: door((said, sender) for sender in senders) for fault, said in MALFORMED.items()}
    assert heard == dict.fromkeys(MALFORMED, [False] * len(senders))


def test_the_longest_that_fits_is_heard(door: Any) -> None:
    longest = message("prepareShare", text="x" * 10_000, item="i" * 64, acknowledged=["r" * 80] * 100)
    assert door([(longest, SITE)]) == [True]


def _any_value(chance: random.Random, depth: int = 0) -> Any:
    plain = [
        None, True, False, 0, -1, 1e308, "", "status", "linkedin", "x" * chance.choice([1, 65, 500, 10_001]),
        "__proto__", "\u0000", "\ud83e\udd16", "<img src=x onerror=alert(1)>",
    ]  # fmt: skip
    if depth > 2 or chance.random() < 0.6:
        return chance.choice(plain)
    if chance.random() < 0.5:
        return [_any_value(chance, depth + 1) for _ in range(chance.randrange(5))]
    names = ["type", "text", "code", "item", "__proto__", "constructor", "length", "toString"]
    return {chance.choice(names): _any_value(chance, depth + 1) for _ in range(chance.randrange(5))}


def _broken(chance: random.Random) -> Any:
    """Anything at all, or a good message with one thing wrong."""
    if chance.random() < 0.5:
        return _any_value(chance)
    kind = chance.choice(list(EXAMPLES))
    wrong: dict[str, Any] = copy.deepcopy(message(kind))
    if EXAMPLES[kind] and chance.random() < 0.5:
        del wrong[chance.choice(list(EXAMPLES[kind]))]
    else:
        wrong[f"extra{chance.randrange(9)}"] = _any_value(chance)
    return wrong


def test_five_thousand_random_messages_are_refused_without_a_stumble(
    door: Any, our_page: dict[str, Any]
) -> None:
    chance = random.Random(20)  # the same messages on every run
    said = [_broken(chance) for _ in range(5000)]
    said = [one for one in said if one not in [message(kind) for kind in EXAMPLES]]
    senders = [our_page, *CONTENT, *STRANGERS.values()]
    heard = door((one, chance.choice(senders)) for one in said)
    assert len(said) > 4900
    assert [one for one, answer in zip(said, heard, strict=True) if answer is not False] == []


# ---- the same, through the browser ----


@pytest.mark.parametrize("address", [SDUI.feed, X.feed])
def test_the_sites_own_scripts_have_no_way_to_the_worker(amira: BrowserContext, address: str) -> None:
    page = amira.new_page()
    page.goto(address)
    assert page.evaluate("globalThis.chrome?.runtime === undefined")


def test_a_content_script_that_was_taken_over_gets_no_answer_but_to_its_own_two_questions(
    amira: BrowserContext,
) -> None:
    page = amira.new_page()
    SDUI.open(page)
    world = content_world.of(page)
    for kind in EXAMPLES.keys() - FROM_THE_SITES:
        assert world.evaluate(f"chrome.runtime.sendMessage({{type: '{kind}'}})") is None
    assert tell(amira, {"type": "status"})["signedIn"] is True  # `signOut` was among them
    assert world.evaluate("chrome.runtime.sendMessage({type: 'shareSent', code: 'abcdef12'})") == {"ok": True}


EACH_TO_THE_WORKER = """(said) => Promise.all(said.map((one) =>
  chrome.runtime.sendMessage(one).then((reply) => reply ?? null, () => null)))"""


def test_odd_messages_of_a_content_script_change_nothing(
    amira: BrowserContext,
) -> None:
    page = amira.new_page()
    SDUI.open(page)
    chance = random.Random(21)  # the same messages on every run
    said = [one for one in (_broken(chance) for _ in range(1000)) if one is not None]
    before = kept(amira)
    answers = content_world.of(page).evaluate(f"({EACH_TO_THE_WORKER})({json.dumps(said)})")
    assert answers == [None] * len(said)
    assert kept(amira) == before


def kept(context: BrowserContext) -> list[Any]:
    """All that the extension keeps."""
    return [in_extension(context, "() => chrome.storage.local.get()"), in_extension(context, VAULT)]
