"""A choice that the backend keeps: what settings show, whatever becomes of worker, server and other pages."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend.people import service as people
from backend.people.models import Person
from backend.sites import modes
from e2e.backend import Backend
from e2e.employee import AMIRA, in_extension, options_url, sync, tell
from e2e.mishaps import answering, holding_answers, stopped
from e2e.places import FRAMES
from e2e.tests.test_drawn_anew import ANSWER_OF_CHOICE_LATE, draw_anew, settings

__all__ = ["settings"]
ME = "/api/v1/me"
# as if the worker had died before it answered a message of this kind, once
DIES = """(kind) => {
  const send = chrome.runtime.sendMessage;
  let died = false;
  chrome.runtime.sendMessage = async (message) => {
    if (message.type !== kind || died) return send(message);
    died = true;
    throw new Error('The message port closed before a response was received.');
  };
}"""

# whether what was chosen has been answered, the second time where nobody did the first
TELLS = """() => {
  const send = chrome.runtime.sendMessage;
  chrome.runtime.sendMessage = async (message) => {
    const reply = await send(message);
    window.answered ||= message.type === 'choose';
    return reply;
  };
}"""


def of_amira(backend: Backend, name: str) -> Any:
    """As the backend has it."""
    return backend.run(lambda session: getattr(session.query(Person).filter_by(email=AMIRA).one(), name))


def choose_elsewhere(backend: Backend, **choice: bool) -> None:
    """In another browser."""
    backend.run(
        lambda session: people.choose(
            session, session.query(Person).filter_by(email=AMIRA).one().id, **choice
        )
    )


def end_worker(page: Page) -> None:
    """At once; it may have been started anew before anybody looks."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def test_a_worker_that_dies_before_it_answers_is_asked_again(
    amira: BrowserContext, backend: Backend, settings: Page
) -> None:
    box = settings.locator("[data-name=sends_outcomes]")
    settings.evaluate(TELLS)
    with holding_answers(backend, ME) as waits:
        box.check()
        assert waits.wait(20)
        end_worker(settings)
    settings.wait_for_function("() => window.answered")  # else it might come after what is chosen elsewhere
    draw_anew(settings)
    expect(box).to_be_checked()
    assert of_amira(backend, "sends_outcomes")
    choose_elsewhere(backend, sends_outcomes=False)
    sync(amira)
    expect(box).not_to_be_checked()


def test_a_worker_that_dies_before_it_says_how_things_are_is_asked_again(settings: Page) -> None:
    settings.evaluate(DIES, "status")
    draw_anew(settings)


@pytest.mark.parametrize(
    ("name", "kind", "control"), [("options", "signOut", "sign"), ("popup", "openPage", "myPage")]
)
def test_what_cannot_be_asked_twice_is_said_to_have_had_no_answer(
    amira: BrowserContext, name: str, kind: str, control: str
) -> None:
    page = amira.new_page()
    page.goto(options_url(amira).replace("options", name))
    page.locator(f"[data-name={control}]").wait_for()
    tell(amira, {"type": "sync"})  # as the popup does when it opens
    page.evaluate(DIES, kind)
    page.locator(f"[data-name={control}]").click()
    expect(page.get_by_text("Plainspoken did not answer. Try again.")).to_be_visible()


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_box_whose_release_never_comes_holds_the_page_up_for_some_seconds(settings: Page, by: str) -> None:
    box = settings.locator("[data-name=suggest]")
    box.hover()
    box.focus()
    settings.mouse.down() if by == "mouse" else settings.keyboard.down("Space")
    draw_anew(settings)


def test_what_the_server_made_of_a_choice_is_shown(
    amira: BrowserContext, backend: Backend, settings: Page
) -> None:
    box = settings.locator("[data-name=on_leaderboard]")
    choose_elsewhere(backend, on_leaderboard=False)
    sync(amira)
    expect(box).not_to_be_checked()
    choose_elsewhere(backend, wants_points=False)
    box.click()
    expect(settings.locator("[data-name=wants_points]")).not_to_be_checked()
    expect(box).not_to_be_checked()
    expect(box).to_be_disabled()


def test_another_page_of_settings_shows_it_too(amira: BrowserContext, settings: Page) -> None:
    other = amira.new_page()
    other.goto(options_url(amira))
    other.locator("[data-name=wants_points]").uncheck()
    expect(settings.locator("[data-name=wants_points]")).not_to_be_checked()


def test_who_signs_out_while_a_choice_is_under_way_is_signed_out_and_no_more(
    amira: BrowserContext, backend: Backend, settings: Page
) -> None:
    faults: list[str] = []
    settings.on("pageerror", lambda error: faults.append(str(error)))
    settings.evaluate(ANSWER_OF_CHOICE_LATE)
    with stopped(backend):
        settings.locator("[data-name=sends_outcomes]").check()
        settings.locator("[data-name=sign]").click()
        expect(settings.locator("[data-name=sends_outcomes]")).to_have_count(0)
        settings.evaluate("() => window.answer()")
        settings.evaluate(FRAMES)
        draw_anew(settings)
    assert faults == []


KNOWN = """async () => {
  const { vault } = await import('/background/store.js');
  const mine = await Promise.all(['me', 'points', 'tips'].map((key) => vault.get('keys', key)));
  return [...mine, await chrome.storage.local.get(['modes', 'sendsOutcomes'])];
}"""
LAST = """async () => {
  const { vault } = await import('/background/store.js');
  await vault.set('keys', 'lastPerson', (await vault.get('keys', 'me')).id);
}"""


def of_another(body: bytes) -> bytes:
    return json.dumps(json.loads(body) | {"id": "0199aaaa-0000-7000-8000-000000000000"}).encode()


@pytest.mark.parametrize(
    ("path", "odd"),
    [
        (ME, [b"", b"{}", b"null", b'"me"', b"[]", b'{"id": 1, "modes": null}', of_another]),
        (f"{ME}/points", [b"", b"[]", b'{"total": 1, "entries": [null]}']),
        (f"{ME}/tips", [b"", b"[]", b'{"items": [null]}']),
    ],
)
def test_an_answer_that_is_not_about_her_changes_nothing(
    amira: BrowserContext, backend: Backend, path: str, odd: list[Any]
) -> None:
    """Least of all where it works: an organisation may want nothing in the page."""
    backend.run(lambda session: modes.choose(session, {"linkedin": "panel", "x": "off"}))
    sync(amira)
    in_extension(amira, LAST)
    before = in_extension(amira, KNOWN)
    assert before[0]["modes"] == {"linkedin": "panel", "x": "off"}
    for body in odd:
        with answering(backend, path, lambda real, body=body: (body(real) if callable(body) else body, "")):
            sync(amira)
        assert [fault["code"] for fault in tell(amira, {"type": "status"})["sync"]["faults"]] == ["busy"]
        assert in_extension(amira, KNOWN) == before, body
    sync(amira)
    assert tell(amira, {"type": "status"})["sync"]["faults"] == []
