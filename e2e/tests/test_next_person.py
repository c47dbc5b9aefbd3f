"""Two people use the same browser, one after the other: nothing of the first is sent in the second's name."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext

from e2e import content_world, employee
from e2e.backend import Backend
from e2e.browser import stop_worker, worker
from e2e.guest import PATIENCE_S
from e2e.mishaps import holding_answers
from e2e.places import SDUI

TEXT = "At Acme we clear tables for a living."
SIGN_OUT_AND_IN = """async token => {
  const { vault } = await import('/background/store.js');
  let isOver = false;
  const out = chrome.runtime.sendMessage({ type: 'signOut' }).then(() => vault.set('keys', 'token', token));
  globalThis.inAgain = out.then(() => (isOver = true));
  const isWaiting = async () => (await navigator.locks.query()).pending.length > 0;
  while (!isOver && !(await isWaiting())) await new Promise(requestAnimationFrame);
}"""
SETTLED = """() => {
  const free = name => navigator.locks.request(name, () => {});
  return Promise.all([globalThis.inAgain, free('outbox'), free('sync')]);
}"""
NEW_TOKEN = "async token => (await import('/background/store.js')).vault.set('keys', 'token', token)"
PRESET = "server => void (chrome.storage.managed.get = async () => ({ server }))"
WITHOUT_ETAG = "async () => (await import('/background/store.js')).vault.remove('keys', 'etag:feed')"


def waiting_share(amira: BrowserContext, backend: Backend) -> None:
    """Amira prepares a share while the server is away."""
    feed = employee.in_extension(amira, "async () => (await chrome.storage.local.get('feed')).feed.items[0]")
    caption = next(one for one in feed["captions"] if one["platform"] == "linkedin")
    backend.stop()
    message = {"type": "prepareShare", "item": feed["id"], "caption": caption["id"]}
    reply = employee.tell(amira, {**message, "platform": "linkedin", "text": TEXT, "acknowledged": []})
    assert reply["state"] == "waiting"


def another_takes_over_during(amira: BrowserContext, backend: Backend, path: str) -> None:
    """Amira signs out and Deniz in while an answer from `path` is on its way."""
    with holding_answers(backend, path) as waits:
        employee.in_extension(amira, "() => void chrome.runtime.sendMessage({ type: 'sync' })")
        assert waits.wait(PATIENCE_S)
        employee.in_extension(amira, SIGN_OUT_AND_IN, backend.token("deniz@acme.example"))
    employee.in_extension(amira, SETTLED)


def bodies(backend: Backend) -> str:
    return "".join(body for _, _, body in backend.requests)


def test_what_waited_is_forgotten_with_the_one_who_signs_out(amira: BrowserContext, backend: Backend) -> None:
    waiting_share(amira, backend)
    employee.tell(amira, {"type": "signOut"})
    backend.start()
    employee.sign_in(amira, backend, "deniz@acme.example")
    assert TEXT not in bodies(backend)
    assert employee.tell(amira, {"type": "status"})["shares"] == []


def test_what_is_on_its_way_ends_with_the_one_who_signs_out(amira: BrowserContext, backend: Backend) -> None:
    for _ in range(2):
        waiting_share(amira, backend)
    backend.start()
    another_takes_over_during(amira, backend, "/api/v1/shares")
    assert employee.tell(amira, {"type": "status"})["shares"] == []


def test_what_is_on_its_way_back_is_not_kept_for_the_next(amira: BrowserContext, backend: Backend) -> None:
    employee.in_extension(amira, WITHOUT_ETAG)
    another_takes_over_during(amira, backend, "/api/v1/feed")
    assert "feed" not in employee.in_extension(amira, "() => chrome.storage.local.get()")


def test_a_late_refusal_of_the_first_ones_token_leaves_the_seconds(
    amira: BrowserContext, backend: Backend
) -> None:
    employee.in_extension(amira, NEW_TOKEN, "no longer good")
    with holding_answers(backend, "/api/v1/me") as waits:
        employee.in_extension(amira, "() => void chrome.runtime.sendMessage({ type: 'sync' })")
        assert waits.wait(PATIENCE_S)
        employee.in_extension(amira, NEW_TOKEN, backend.token("deniz@acme.example"))
    employee.sync(amira)
    assert employee.tell(amira, {"type": "status"})["signedIn"] is True


def test_the_token_goes_to_no_other_server(amira: BrowserContext, backend: Backend, second: Backend) -> None:
    employee.tell(amira, {"type": "setServer", "url": second.url})
    assert second.requests == []
    assert employee.tell(amira, {"type": "status"})["signedIn"] is False


@pytest.fixture
def preset(amira: BrowserContext) -> Iterator[Callable[[str], None]]:
    """The organisation presets a server for its browsers."""
    yield lambda server: worker(amira).evaluate(PRESET, server)
    stop_worker(amira)  # with its preset


def test_the_token_goes_to_no_other_server_that_is_preset_meanwhile(
    amira: BrowserContext, backend: Backend, second: Backend, preset: Callable[[str], None]
) -> None:
    waiting_share(amira, backend)
    preset(second.url)
    employee.sync(amira)
    assert second.requests == []
    assert employee.tell(amira, {"type": "status"})["signedIn"] is False


def test_the_token_goes_on_to_its_own_server_when_that_is_preset(
    amira: BrowserContext, backend: Backend, preset: Callable[[str], None]
) -> None:
    preset(f"{backend.url}/")
    employee.sync(amira)
    assert employee.tell(amira, {"type": "status"})["signedIn"] is True


WITHOUT_SERVER = "async () => (await import('/background/store.js')).vault.remove('keys', 'server')"


def test_who_signed_in_at_a_preset_server_before_that_was_noted_stays_so_there_and_nowhere_else(
    amira: BrowserContext, backend: Backend, second: Backend, preset: Callable[[str], None]
) -> None:
    employee.in_extension(amira, WITHOUT_SERVER)
    preset(backend.url)
    employee.sync(amira)
    assert employee.tell(amira, {"type": "status"})["signedIn"] is True
    preset(second.url)
    employee.sync(amira)
    assert second.requests == []
    assert employee.tell(amira, {"type": "status"})["signedIn"] is False


def test_the_same_address_saved_once_more_signs_nobody_out_and_keeps_what_waits(
    amira: BrowserContext, backend: Backend
) -> None:
    waiting_share(amira, backend)
    employee.tell(amira, {"type": "setServer", "url": f"{backend.url}/"})
    status = employee.tell(amira, {"type": "status"})
    assert status["signedIn"] is True
    assert [share["state"] for share in status["shares"]] == ["waiting"]


def test_what_waited_does_not_go_to_another_server(
    amira: BrowserContext, backend: Backend, second: Backend
) -> None:
    waiting_share(amira, backend)
    employee.tell(amira, {"type": "setServer", "url": second.url})
    employee.sign_in(amira, second)
    assert TEXT not in bodies(second)


def test_what_one_person_could_share_is_not_offered_to_the_next(amira: BrowserContext) -> None:
    """Some of it may be for a group of theirs."""
    employee.tell(amira, {"type": "signOut"})
    assert "feed" not in employee.in_extension(amira, "() => chrome.storage.local.get()")


def test_what_one_person_allowed_is_not_told_of_the_next(amira: BrowserContext, backend: Backend) -> None:
    allowed = {
        "settings": {"features": {"engagement": True}},
        "sendsOutcomes": True,
    }
    employee.in_extension(amira, "allowed => chrome.storage.local.set(allowed)", allowed)
    employee.tell(amira, {"type": "signOut"})
    employee.sign_in(amira, backend, "deniz@acme.example")
    kept = employee.in_extension(amira, "() => chrome.storage.local.get()")
    assert kept["settings"]["features"]["engagement"] is False
    assert kept["sendsOutcomes"] is False


SAID_WITHOUT_ANYBODY = [
    {"type": "feedback", "id": "f" * 36, "rule": "undisclosed-competitor", "wrong": True},
    {"type": "engagement", "kind": "comment", "platform": "linkedin", "post": "urn:li:activity:7"},
    {"type": "outcome", "rule": "undisclosed-competitor", "release": 1, "outcome": "ignored"},
    {"type": "health", "site": "linkedin", "fault": "no_posts", "hooks": 3},
]
TELLS_OUTCOMES = """async () => {
  const { vault } = await import('/background/store.js');
  await vault.set('keys', 'me', { ...(await vault.get('keys', 'me')), sends_outcomes: true });
}"""
NOTED = """async () => {
  const { vault } = await import('/background/store.js');
  return [...(await vault.all('outbox')), ...(await vault.all('outcomes'))];
}"""


def signs_out(amira: BrowserContext) -> None:
    employee.tell(amira, {"type": "signOut"})


def is_signed_out_from_afar(amira: BrowserContext) -> None:
    employee.in_extension(amira, NEW_TOKEN, "no longer good")
    employee.sync(amira)
    employee.in_extension(amira, TELLS_OUTCOMES)


@pytest.mark.parametrize("end", [signs_out, is_signed_out_from_afar])
def test_what_is_said_while_nobody_is_signed_in_is_not_told_of_the_next(
    amira: BrowserContext, backend: Backend, end: Callable[[BrowserContext], None]
) -> None:
    page = amira.new_page()
    SDUI.open(page)
    end(amira)
    employee.in_extension(
        amira, "() => chrome.storage.local.set({ settings: { features: { engagement: true } } })"
    )
    for message in SAID_WITHOUT_ANYBODY:
        assert content_world.of(page).evaluate(f"chrome.runtime.sendMessage({json.dumps(message)})")["ok"]
    assert employee.in_extension(amira, NOTED) == []
    employee.sign_in(amira, backend, "deniz@acme.example")
    told = [path for _, path, _ in backend.requests]
    assert [path for path in told if "feedback" in path or "engagements" in path] == []


# with the last look at what is there
SIGNS_OUT_AS_IT_IS_SAID = """async ([file, message, looked]) => {
  const { vault } = await import('/background/store.js');
  const { note } = await import(file);
  const { get } = vault;
  let out = null;
  vault.get = async (store, key) => {
    const found = await get(store, key);
    if (![store, key].includes(looked) || out) return found;
    let isOver = false;
    out = chrome.runtime.sendMessage({ type: 'signOut' }).then(() => (isOver = true));
    const isWaiting = async () => (await navigator.locks.query()).pending.length > 0;
    while (!isOver && !(await isWaiting())) await new Promise(requestAnimationFrame);
    return found;
  };
  await note(message);
  await out;
  vault.get = get;
}"""


@pytest.mark.parametrize(
    ("file", "looked"),
    [("feedback", "token"), ("engagements", "token"), ("outcomes", "outcomes"), ("health", "token")],
)
def test_what_is_said_as_somebody_signs_out_goes_with_them(
    amira: BrowserContext, file: str, looked: str
) -> None:
    employee.in_extension(amira, TELLS_OUTCOMES)
    employee.in_extension(
        amira, "() => chrome.storage.local.set({ settings: { features: { engagement: true } } })"
    )
    [message] = [one for one in SAID_WITHOUT_ANYBODY if file.startswith(str(one["type"]))]
    employee.in_extension(amira, SIGNS_OUT_AS_IT_IS_SAID, [f"/background/{file}.js", message, looked])
    assert employee.in_extension(amira, NOTED) == []


TIP = {"type": "tip", "url": "https://robots.example/stairs", "title": "Stairs", "note": ""}
PROPOSE = "tip => void (globalThis.proposed = chrome.runtime.sendMessage(tip))"


def test_what_became_of_ones_tips_is_not_kept_for_the_next(amira: BrowserContext, backend: Backend) -> None:
    with holding_answers(backend, "/api/v1/me/tips") as waits:
        employee.in_extension(amira, PROPOSE, TIP)
        assert waits.wait(PATIENCE_S)
        employee.in_extension(amira, SIGN_OUT_AND_IN, backend.token("deniz@acme.example"))
    employee.in_extension(amira, SETTLED)
    employee.in_extension(amira, "() => globalThis.proposed")
    assert employee.tell(amira, {"type": "status"})["tips"] == []
