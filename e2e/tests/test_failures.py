"""What goes wrong between page, worker and backend, and what nobody may notice of it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import func, select, update

from backend.db import now
from backend.shares.models import Share
from backend.sign_in.models import Device
from e2e import content_world, employee
from e2e.backend import Backend
from e2e.browser import browser, stop_worker, worker
from e2e.employee import in_extension, options_url, sync, tell
from e2e.guest import PATIENCE_S, Guest
from e2e.keys import write
from e2e.mishaps import answering, breaking_off_answers, holding_answers, losing_answers, slow, stopped
from e2e.origins import Origins
from e2e.places import PLACES, SDUI, Place, X, model
from e2e.tests.where import ONE_SITE
from e2e.traces import LISTEN

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
SHARES = "/api/v1/shares"
CAPTIONS = """async () => {
  const { feed } = await chrome.storage.local.get('feed');
  return feed.items.map((item) => {
    const caption = item.captions.find(({ platform }) => platform === 'linkedin');
    return { item: item.id, caption: caption.id, platform: 'linkedin', text: caption.text, acknowledged: [] };
  });
}"""
WAITING = "async () => (await (await import('/background/outbox.js')).waiting()).length"
IS_READY = "async () => (await chrome.runtime.sendMessage({ type: 'status' })).shares[0]?.state === 'ready'"
NO_DATABASE = """() => {
  indexedDB.open = () => {
    throw new DOMException('Internal error opening backing store', 'UnknownError');
  };
}"""
PRESET_WRONGLY = """() => {
  chrome.storage.managed.get = async () => ({ server: 'http://acme.example' });
}"""
NOBODY_ANSWERS = """chrome.runtime.sendMessage = async () => {
  throw new Error('Could not establish connection. Receiving end does not exist.');
}"""
NO_ROOM_TO_TRY_AGAIN = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === 'outbox') throw new DOMException('No room', 'QuotaExceededError');
    return put.apply(this, given);
  };
}"""
ENQUEUE = """async ({ item, caption, platform, text }) => {
  const { enqueue } = await import('/background/outbox.js');
  await enqueue('POST', 'shares', { item_id: item, caption_id: caption, platform, text, acknowledged: [] });
}"""

ENQUEUE_LONG_AGO = f"""async ([share, days]) => {{
  const now = Date.now;
  Date.now = () => now() - days * 24 * 3600 * 1000;
  await ({ENQUEUE})(share);
  Date.now = now;
}}"""


@pytest.fixture
def ours(amira: BrowserContext) -> Page:
    """An open page of the extension."""
    page = amira.new_page()
    page.goto(options_url(amira))
    return page


@pytest.fixture
def share(ours: Page) -> dict[str, Any]:
    """The message that asks for a share of the newest item."""
    return {"type": "prepareShare", **ours.evaluate(CAPTIONS)[0]}


@pytest.fixture
def new_shares(backend: Backend) -> Callable[[], int]:
    """How many shares the database got since the test began."""
    count = select(func.count()).select_from(Share)
    before = backend.run(lambda session: session.scalar(count))
    return lambda: int(backend.run(lambda session: session.scalar(count))) - before


def states(context: BrowserContext) -> list[str]:
    """Of the shares that the popup shows."""
    return [share["state"] for share in tell(context, {"type": "status"})["shares"]]


def write_under_globex(page: Page, place: Place) -> Any:
    place.open(page)
    field = place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    return field


# ---- the worker cannot say how things are ----


def page_of_ours(context: BrowserContext, name: str) -> Page:
    page = context.new_page()
    page.goto(options_url(context).replace("options", name))
    return page


@pytest.mark.parametrize("name", ["popup", "options", "welcome"])
def test_where_it_is_not_known_who_is_signed_in_nobody_is_told_to_sign_in(
    amira: BrowserContext, name: str
) -> None:
    worker(amira).evaluate(NO_DATABASE)
    page = page_of_ours(amira, name)
    expect(page.get_by_role("alert")).to_have_text("Plainspoken did not answer. Try again.")
    expect(page.locator("[data-name=signIn], [data-name=sign]")).to_have_count(0)
    stop_worker(amira)  # started anew, it is well again
    page.locator("[data-name=again]").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("[data-name=myPage]")).to_be_visible()


def test_an_address_that_the_organisation_preset_wrongly_is_said_to_be_wrong(amira: BrowserContext) -> None:
    worker(amira).evaluate(PRESET_WRONGLY)
    page = page_of_ours(amira, "popup")
    expect(page.get_by_role("alert")).to_contain_text("The server’s address must start with https://")
    expect(page.locator("[data-name=settings]")).to_be_visible()
    stop_worker(amira)


def test_who_gets_no_answer_at_all_is_told_so(amira: BrowserContext) -> None:
    page = amira.new_page()
    page.add_init_script(NOBODY_ANSWERS)
    page.goto(options_url(amira).replace("options", "popup"))
    expect(page.get_by_role("alert")).to_have_text("Plainspoken did not answer. Try again.")


# ---- the backend is down, or slow ----


@ONE_SITE
def test_while_the_backend_is_down_the_check_goes_on(
    amira: BrowserContext, backend: Backend, place: Place
) -> None:
    page = amira.new_page()
    with stopped(backend):
        sync(amira)
        field = write_under_globex(page, place)
        guest = Guest(page)
        guest.wait(cls="confirm", text="Say that you work there")
        guest.press("fix")
        guest.wait(cls="fine")
        assert model(field).strip() == f"(I work at Acme) {PRAISE}"


@ONE_SITE
def test_while_the_backend_is_slow_nothing_in_the_page_waits(
    amira: BrowserContext, backend: Backend, place: Place, ours: Page, share: dict[str, Any]
) -> None:
    page = amira.new_page()
    with slow(backend):
        ours.evaluate("message => void chrome.runtime.sendMessage(message)", share)
        ours.evaluate("void chrome.runtime.sendMessage({ type: 'sync' })")
        field = write_under_globex(page, place)
        guest = Guest(page)
        guest.wait(cls="confirm", text="Say that you work there")
        guest.press("fix")
        guest.wait(cls="fine")
        assert model(field).strip() == f"(I work at Acme) {PRAISE}"
        assert ours.evaluate(WAITING) == 1  # still on its way


def test_the_popup_says_that_the_backend_is_down(amira: BrowserContext, backend: Backend, ours: Page) -> None:
    with stopped(backend):
        ours.goto(options_url(amira).replace("options", "popup"))
        expect(ours.locator(".fault").first).to_have_text(
            "The server cannot be reached. What you write is still checked here."
        )
        expect(ours.locator("[data-name=release]")).to_contain_text("release 1")
        ours.set_viewport_size({"width": 400, "height": 600})
        expect(ours.locator(".fault").first).to_be_in_viewport()
        ours.locator("[data-name=sync]").click()
        expect(ours.locator(".fault").first).to_be_in_viewport()


def test_what_was_asked_of_a_backend_that_is_down_is_to_be_tried_again(
    amira: BrowserContext, backend: Backend, ours: Page
) -> None:
    ours.locator("[data-name=myPage]").wait_for()
    with stopped(backend):
        ours.locator("[data-name=myPage]").click()
        expect(ours.locator("[data-name=said]")).to_have_text(
            "The server cannot be reached. Try again later."
        )


def test_whose_first_sync_failed_is_not_told_to_sign_in_again(
    amira: BrowserContext, backend: Backend, ours: Page
) -> None:
    employee.forget(amira)
    with stopped(backend):
        employee.sign_in(amira, backend)
        ours.goto(options_url(amira).replace("options", "popup"))
        expect(ours.locator("[data-name=release]")).to_have_text("No rules yet.")
        expect(ours.locator(".fault")).to_have_text(["The server cannot be reached. Try again later."])


def test_a_share_asked_for_while_the_backend_is_down_arrives_once_when_it_is_back(
    amira: BrowserContext, backend: Backend, share: dict[str, Any], new_shares: Callable[[], int]
) -> None:
    with stopped(backend):
        assert tell(amira, share) == {"ok": True, "state": "waiting"}
        assert states(amira) == ["waiting"]
    sync(amira)
    assert states(amira) == ["ready"]
    sync(amira)
    assert new_shares() == 1


def sent_by(backend: Backend, act: Callable[[], Any]) -> list[dict[str, Any]]:
    """Shares that reach the backend while this is done."""
    before = len(backend.requests)
    act()
    return [
        json.loads(body)
        for method, path, body in backend.requests[before:]
        if (method, path) == ("POST", f"{SHARES}?")
    ]


def test_shares_that_waited_arrive_in_the_order_they_were_asked_for(
    amira: BrowserContext, backend: Backend, ours: Page, new_shares: Callable[[], int]
) -> None:
    asked = ours.evaluate(CAPTIONS)[:3]
    with stopped(backend):
        for share in asked:
            tell(amira, {"type": "prepareShare", **share})
    sent = sent_by(backend, lambda: sync(amira))
    assert [share["item_id"] for share in sent] == [share["item"] for share in asked]
    assert new_shares() == len(asked) == 3


def test_what_was_asked_for_again_before_it_arrived_goes_out_once_as_it_was_chosen_last(
    amira: BrowserContext, backend: Backend, share: dict[str, Any], new_shares: Callable[[], int]
) -> None:
    with stopped(backend):
        for number in range(3):
            tell(amira, share | {"text": f"{share['text']} {number}"})
            assert states(amira) == ["waiting"]
    [sent] = sent_by(backend, lambda: sync(amira))
    assert sent["text"] == f"{share['text']} 2"
    assert new_shares() == 1


@pytest.mark.parametrize("odd", [b"null", b'"share"', b'{"compose_url": 7}'])
def test_what_something_on_the_way_answered_waits_on_and_holds_up_no_sync(
    amira: BrowserContext, backend: Backend, share: dict[str, Any], new_shares: Callable[[], int], odd: bytes
) -> None:
    with answering(backend, SHARES, lambda _: (odd, "")):
        assert tell(amira, share) == {"ok": True, "state": "waiting"}
        assert sync(amira) == {"ok": True}
    sync(amira)
    assert states(amira) == ["ready"]
    assert new_shares() == 1


def test_what_is_new_comes_though_what_waits_can_no_longer_be_written_down(
    amira: BrowserContext, backend: Backend, share: dict[str, Any]
) -> None:
    with stopped(backend):
        tell(amira, share)
    worker(amira).evaluate(NO_ROOM_TO_TRY_AGAIN)
    before = len(backend.requests)
    with answering(backend, SHARES, lambda _: (b"null", "")):
        assert sync(amira)["ok"] is False
    assert ("GET", "/api/v1/feed?size=100", "") in backend.requests[before:]
    stop_worker(amira)
    sync(amira)
    assert states(amira) == ["ready"]


def test_what_waits_is_tried_again_by_itself(
    amira: BrowserContext, backend: Backend, share: dict[str, Any]
) -> None:
    with stopped(backend):
        tell(amira, share)
    alarm = in_extension(amira, "async () => (await chrome.alarms.get('outbox')).scheduledTime - Date.now()")
    assert 0 < alarm <= 45_000


def test_a_share_that_waited_over_a_weekend_can_be_posted_once_it_arrives(
    amira: BrowserContext, ours: Page, share: dict[str, Any]
) -> None:
    ours.evaluate(ENQUEUE_LONG_AGO, [share, 3])
    sync(amira)
    assert states(amira) == ["ready"]
    sync(amira)
    assert states(amira) == ["ready"]


def test_what_waited_for_thirty_days_is_given_up_and_the_popup_says_so(
    amira: BrowserContext, ours: Page, share: dict[str, Any], new_shares: Callable[[], int]
) -> None:
    ours.evaluate(ENQUEUE_LONG_AGO, [share, 31])
    sync(amira)
    assert new_shares() == 0
    assert ours.evaluate(WAITING) == 0
    ours.goto(options_url(amira).replace("options", "popup"))
    expect(ours.locator("article .fault")).to_contain_text("waited for 30 days")


# ---- answers are lost, the worker is killed ----


@pytest.mark.parametrize("mishap", [losing_answers, breaking_off_answers])
def test_a_share_whose_answer_was_lost_is_counted_once(
    amira: BrowserContext, backend: Backend, share: dict[str, Any], new_shares: Callable[[], int], mishap: Any
) -> None:
    with mishap(backend, SHARES):
        assert tell(amira, share) == {"ok": True, "state": "waiting"}
        assert new_shares() == 1
    sync(amira)
    assert states(amira) == ["ready"]
    assert new_shares() == 1


@pytest.mark.parametrize("path", ["/api/v1/rules/release", "/api/v1/feed", "/api/v1/me"])
def test_a_sync_that_breaks_off_keeps_what_there_was_and_says_so(
    amira: BrowserContext, backend: Backend, path: str
) -> None:
    in_extension(amira, "async () => (await import('/background/store.js')).vault.removeBefore('keys', 'f')")
    with breaking_off_answers(backend, path):
        sync(amira)
    status = tell(amira, {"type": "status"})
    assert [fault["code"] for fault in status["sync"]["faults"]] == ["unreachable"]
    stored = in_extension(amira, "() => chrome.storage.local.get()")
    assert stored["release"]["body"]["number"] == 1 and stored["feed"]["items"] and status["me"]


def test_a_worker_killed_before_it_sent_sends_when_it_is_woken(
    amira: BrowserContext, ours: Page, share: dict[str, Any], new_shares: Callable[[], int]
) -> None:
    ours.evaluate(ENQUEUE, share)  # written, and the worker dies before the next line
    stop_worker(amira)
    ours.evaluate("chrome.alarms.create('outbox', { when: Date.now() })")
    employee.wait_until(ours, IS_READY)
    assert new_shares() == 1
    assert ours.evaluate(WAITING) == 0


def test_a_worker_killed_while_it_sends_sends_again_and_the_share_is_counted_once(
    amira: BrowserContext, backend: Backend, ours: Page, share: dict[str, Any], new_shares: Callable[[], int]
) -> None:
    with holding_answers(backend, SHARES) as waits:
        ours.evaluate("message => void chrome.runtime.sendMessage(message).catch(() => {})", share)
        assert waits.wait(PATIENCE_S)
        stop_worker(amira)
    assert new_shares() == 1
    assert ours.evaluate(WAITING) == 1
    sync(amira)
    assert states(amira) == ["ready"]
    assert new_shares() == 1


def test_posted_is_told_once_although_the_worker_was_killed(
    amira: BrowserContext, backend: Backend, ours: Page, share: dict[str, Any]
) -> None:
    tell(amira, share)
    [ready] = tell(amira, {"type": "status"})["shares"]
    sent = {"type": "shareSent", "code": ready["code"]}
    page = amira.new_page()
    SDUI.open(page)
    with stopped(backend):
        content_world.of(page).evaluate(f"chrome.runtime.sendMessage({json.dumps(sent)})")
        stop_worker(amira)
    sync(amira)
    sync(amira)
    rows = backend.run(
        lambda session: session.scalars(select(Share.state).where(Share.code == ready["code"])).all()
    )
    assert rows == ["posted"]
    assert states(amira) == []


def test_a_share_sent_in_the_moment_of_its_last_letter_is_noted(
    amira: BrowserContext, ours: Page, place: Place
) -> None:
    ours.evaluate(LISTEN)
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    page.keyboard.insert_text("Read this: https://acme.example/r/moment1234")
    page.keyboard.press("Control+Enter")
    ours.wait_for_function("() => heard.length")
    assert ours.evaluate("heard") == [{"type": "shareSent", "code": "moment1234"}]


def test_a_share_whose_keys_were_pressed_twice_in_a_moment_is_noted_once(
    amira: BrowserContext, ours: Page, place: Place
) -> None:
    ours.evaluate(LISTEN)
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(page, "Read this: https://acme.example/r/moment1234")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    ours.wait_for_function("() => heard.length")
    Guest(page).stays(lambda: ours.evaluate("heard.length") == 1, "told once")
    assert ours.evaluate("heard") == [{"type": "shareSent", "code": "moment1234"}]


def test_a_dead_worker_wakes_up_for_a_message_and_has_forgotten_nothing(amira: BrowserContext) -> None:
    before = tell(amira, {"type": "status"})
    stop_worker(amira)
    assert tell(amira, {"type": "status"}) == before
    assert before["signedIn"]


def test_with_the_worker_dead_the_check_goes_on(amira: BrowserContext) -> None:
    page = amira.new_page()
    SDUI.open(page)
    stop_worker(amira)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    Guest(page).wait(cls="confirm", text="Say that you work there")


# ---- signed out from afar ----


@pytest.fixture
def revoked(amira: BrowserContext, backend: Backend, ours: Page) -> None:
    """An admin has signed out all devices."""
    backend.run(lambda session: session.execute(update(Device).values(revoked_at=now())))


def test_a_revoked_device_is_signed_out_within_one_request(
    amira: BrowserContext, backend: Backend, revoked: None, ours: Page
) -> None:
    before = len(backend.requests)
    sync(amira)
    assert len([one for one in backend.requests[before:] if one[0] != "OPTIONS"]) == 1
    assert tell(amira, {"type": "status"})["signedIn"] is False
    ours.goto(options_url(amira).replace("options", "popup"))
    expect(ours.locator("[data-name=signIn]")).to_be_visible()
    expect(ours.get_by_text("has signed this browser out")).to_be_visible()


def test_a_revoked_device_still_checks_what_is_typed(amira: BrowserContext, revoked: None) -> None:
    page = amira.new_page()
    sync(amira)
    write_under_globex(page, SDUI)
    Guest(page).wait(cls="confirm", text="Say that you work there")


def test_what_a_revoked_device_wanted_to_send_arrives_once_after_signing_in_again(
    amira: BrowserContext,
    backend: Backend,
    share: dict[str, Any],
    revoked: None,
    new_shares: Callable[[], int],
) -> None:
    assert tell(amira, share) == {"ok": True, "state": "signedOut"}
    sync(amira)
    assert new_shares() == 0
    employee.sign_in(amira, backend)
    assert states(amira) == ["ready"]
    assert new_shares() == 1


# ---- the page does not want us ----

REMOVE_US = """() => {
  window.removed = 0;
  const ours = (node) => node.localName === 'div' && node.style.zIndex === '2147483000';
  const added = (records) => records.flatMap(({ addedNodes }) => [...addedNodes]);
  const look = (records) => added(records).filter(ours).forEach((node) => {
    node.remove();
    window.removed += 1;
  });
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}"""
CALL_US_BACK = """async () => {
  dispatchEvent(new Event('resize'));
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}"""


A_MINUTE_LATER = """(() => {
  const now = performance.now.bind(performance);
  performance.now = () => now() + 60_000;
})()"""


@ONE_SITE
def test_removed_by_the_page_the_card_comes_back_three_times_a_minute_and_no_more(
    amira: BrowserContext, place: Place
) -> None:
    page = amira.new_page()
    place.open(page)
    page.evaluate(REMOVE_US)
    field = place.answer_to(page, "Globex", "globex")
    for _ in range(10):
        page.evaluate(CALL_US_BACK)
    assert page.evaluate("removed") == 1 + 3
    write(page, PRAISE)
    page.wait_for_function(
        "([field, text]) => sitePage.modelText(field).trim() === text", arg=[field.element_handle(), PRAISE]
    )
    assert page.evaluate("removed") == 1 + 3

    content_world.of(page).evaluate(A_MINUTE_LATER)
    page.evaluate("window.removed = 0")
    page.evaluate(CALL_US_BACK)
    assert 1 <= page.evaluate("removed") <= 3


# ---- the extension is updated under open tabs ----


CLOSED = "closed"
# without it Chromium does not load an unpacked extension anew
DEVELOPER = {"extensions": {"ui": {"developer_mode": True}}}


@pytest.fixture(scope="module")
def updated(
    origins: Origins, sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Page]]:
    """Tabs with a card in them under which the extension was updated; `faults` = what threw in them."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps(DEVELOPER))
    with browser(origins, profile=profile) as context:
        backend = Backend(tmp_path_factory.mktemp("updated"), sample)
        backend.start()
        employee.sign_in(context, backend)
        backend.stop()
        tabs = {}
        for name, place in [*((place.name, place) for place in PLACES), (CLOSED, X)]:
            tabs[name] = page = context.new_page()
            page.faults = []
            session = context.new_cdp_session(page)
            session.on("Runtime.exceptionThrown", lambda event, page=page: page.faults.append(event))
            session.send("Runtime.enable")
            write_under_globex(page, place)
            Guest(page).wait(cls="confirm")
        ours = context.new_page()
        ours.goto(options_url(context))
        with context.expect_event("serviceworker"), ours.expect_event("close"):
            ours.evaluate("setTimeout(() => chrome.runtime.reload())")
        yield tabs


def test_updated_under_an_open_tab_the_card_asks_for_a_reload_and_the_page_goes_on_without_us(
    updated: dict[str, Page], place: Place
) -> None:
    page = updated[place.name]
    page.bring_to_front()
    guest = Guest(page)
    guest.press("why")
    page.keyboard.type("!")
    guest.wait(cls="card", text="Reload this page")
    write(page, " Typing goes on.")
    field = page.locator(place.field).first
    page.wait_for_function(
        "field => sitePage.modelText(field).includes('goes on.')", arg=field.element_handle()
    )

    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => sitePage.sent.length > 0")
    place.answer_to(page, "Nora Neumann", "noraneumann")
    page.keyboard.type("Well done.")
    page.mouse.wheel(0, 4000)
    page.evaluate(CALL_US_BACK)
    assert page.faults == []


def rewrite(page: Page, text: str) -> None:
    page.keyboard.press("ControlOrMeta+a")
    write(page, text)


def test_whoever_does_not_want_to_reload_closes_that_and_is_not_told_again(
    updated: dict[str, Page],
) -> None:
    page = updated[CLOSED]
    page.bring_to_front()
    guest = Guest(page)
    rewrite(page, "Giveaway! Comment below and win a HomeBot from us at Acme.")
    guest.wait(cls="card", text="Reload this page")
    rewrite(page, "Well done.")
    guest.wait_gone(cls="card")
    rewrite(page, PRAISE)
    guest.wait(cls="card", text="Reload this page")
    guest.press("close")
    guest.wait_gone(cls="card")
    write(page, " HomeBot is great.")
    guest.stays(lambda: not guest.find(cls="card"), "nothing is said any more")
    assert page.faults == []
