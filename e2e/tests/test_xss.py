"""Strings that were made to run somewhere come from the server in every text it sends, and stay text."""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend.tests.xss.walk import STRINGS
from e2e import employee
from e2e.backend import Backend
from e2e.employee import options_url, sync
from e2e.guest import Guest, Node
from e2e.keys import write
from e2e.mishaps import answering
from e2e.places import X
from e2e.tests.test_share import suggested

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
CHUNKS = [" ".join(STRINGS[start : start + 15]) for start in range(0, len(STRINGS), 15)]
FOREIGN = {"script", "iframe", "object", "embed", "base", "math", "video", "audio", "marquee", "image", "xss"}
FAULTS = """() => {
  const odd = ({ name, value }) => name.startsWith('on') || /^\\s*(javascript|data|vbscript):/i.test(value);
  const found = [...document.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes].filter(odd));
  return [...found.map(({ name, value }) => `${name}=${value}`), ...('__xss' in window ? ['it ran'] : [])];
}"""
RAN = "() => '__xss' in window ? ['it ran'] : []"
Odd = Callable[[str], str]


class Strings:
    """`odd(text)`: the text with some of the strings behind it; `said`: what was made of which."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self._chunks = itertools.cycle(CHUNKS)

    def __call__(self, text: str) -> str:
        self.said.setdefault(text, f"{text} {next(self._chunks)}")
        return self.said[text]


def release(body: Any, odd: Odd) -> None:
    body["number"] += 1
    body["organisation"]["name"] = odd(body["organisation"]["name"])
    for text in body["texts"]:
        text["en"] = odd(text["en"])
    for rule in body["rules"]:
        rule["source"] = odd(rule["source"])


def feed(body: Any, odd: Odd) -> None:
    for item in body["items"]:
        item["title"], item["source"] = odd(item["title"]), odd(item["source"])
        for topic in item["topics"]:
            topic["name"] = odd(topic["name"])
        for caption in item["captions"]:
            caption["text"] += " <b>" + odd("caption")


def guidelines(body: Any, odd: Odd) -> None:
    english = {
        "title": odd("Guidelines"),
        "parts": [part(odd, name) for name in ("disclosure", "competitors")],
    }
    body.update(version=9, note=odd("note"), due=True, changed=["disclosure"], languages={"en": english})


def part(odd: Odd, name: str) -> dict[str, Any]:
    return {"names": [name], "title": odd(f"About {name}"), "body": [["p", odd(f"Of {name}")]]}


def me(body: Any, odd: Odd) -> None:
    body["name"], body["organisation"] = odd(body["name"]), odd("Acme Ltd")


def tips(body: Any, odd: Odd) -> None:
    tip = {"id": "t", "state": "declined", "url": "https://acme.example/", "at": "2031-01-01T00:00:00Z"}
    body["items"] = [tip | {name: odd(name) for name in ("title", "note", "answer")}]


TOLD = {
    "/api/v1/rules/release": release,
    "/api/v1/feed": feed,
    "/api/v1/guidelines": guidelines,
    "/api/v1/me": me,
    "/api/v1/me/tips": tips,
}


def changed(change: Callable[[Any, Odd], None], odd: Odd) -> Callable[[bytes], tuple[bytes, str]]:
    def change_bytes(body: bytes) -> tuple[bytes, str]:
        told = json.loads(body)
        change(told, odd)
        data = json.dumps(told).encode()
        return data, hashlib.sha256(data).hexdigest()

    return change_bytes


@pytest.fixture
def odd(amira: BrowserContext, backend: Backend) -> Iterator[Strings]:
    """All that the extension has synced is odd, and everything that comes."""
    strings = Strings()
    with ExitStack() as stack:
        for path, change in TOLD.items():
            stack.enter_context(answering(backend, path, changed(change, strings)))
        sync(amira)
        yield strings
    employee.forget(amira)


def test_in_the_page_card_reason_and_suggestion_show_it_as_text(amira: BrowserContext, odd: Strings) -> None:
    page = amira.new_page()
    X.open(page)
    guest = Guest(page)
    assert of_strings(suggested(page, guest))
    assert faults(page, guest.nodes()) == []
    X.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.wait(cls="confirm", text=odd.said["Acme"])  # the company's name within the message
    guest.press("why")
    assert of_strings(guest.wait(cls="reason").text)
    assert faults(page, guest.nodes()) == []


def test_in_quiet_mode_the_side_panel_shows_it_as_text(amira: BrowserContext, odd: Strings) -> None:
    panel, page = employee.go_quiet(amira), amira.new_page()
    X.open(page)
    expect(panel.locator("#about")).to_contain_text("Here beside the page")
    X.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    expect(panel.locator(".card")).to_be_visible()
    assert odd.said["Acme"] in panel.locator("body").text_content()
    assert faults(panel) == []


@pytest.mark.parametrize("name", ["popup", "options", "welcome"])
def test_a_page_of_the_extension_shows_it_as_text(amira: BrowserContext, odd: Strings, name: str) -> None:
    page = amira.new_page()
    page.goto(options_url(amira).replace("options", name))
    page.wait_for_function("some => some.some((one) => document.body.textContent.includes(one))", arg=CHUNKS)
    assert faults(page) == []


def of_strings(text: str) -> bool:
    """Are some of the strings in it, letter for letter?"""
    return any(chunk in text for chunk in CHUNKS)


def faults(page: Page, ours: Iterable[Node] = ()) -> list[str]:
    """What ran, or would when somebody comes near it; `ours`: what of us is in a page of a site."""
    tags = [node.tag for node in ours if node.tag in FOREIGN]
    handlers = [name for node in ours for name in node.attributes if name.startswith("on")]
    ran = page.evaluate(RAN if ours else FAULTS)
    return [*tags, *handlers, *ran]
