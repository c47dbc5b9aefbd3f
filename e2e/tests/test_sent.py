"""What left this browser: Amira reads in the settings every request of the last 30 days, by day and kind."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e import employee
from e2e.backend import Backend
from e2e.employee import in_extension, options_url, sync, tell

API = "/api/v1/"
TIP = {"type": "tip", "url": "https://robots.example/stairs", "title": "Stairs", "note": "Worth “it” <b>"}
# one request an hour, the oldest of 31 days ago
MONTH = """async () => {
  const { vault } = await import('/background/store.js');
  for (let hour = 0; hour < 31 * 24; hour++) {
    const at = Date.now() - hour * 3600_000 - 60_000;
    const key = `${String(at).padStart(15, '0')}-${crypto.randomUUID()}`;
    await vault.set('sent', key, { at, method: 'GET', path: `feed?hour=${hour}`, body: null });
  }
}"""


@pytest.fixture
def settings(amira: BrowserContext) -> Iterator[Page]:
    page = amira.new_page()
    page.goto(options_url(amira))
    yield page
    page.close()


def told(settings: Page) -> list[str]:
    """The folded lines: what for, and how often."""
    settings.reload()
    settings.locator("summary").first.wait_for()
    return settings.locator("summary").all_inner_texts()


def rows_of(settings: Page) -> list[tuple[str, str]]:
    """(method and path, body) of each request, all unfolded."""
    counts = [int(line.rpartition(" ")[2].removesuffix("×")) for line in told(settings)]
    for line in settings.locator("summary").all():
        line.press("Enter")
    rows = settings.locator("details tbody tr")
    expect(rows).to_have_count(sum(counts))
    cells = "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    return [(what, body) for _, what, body in rows.evaluate_all(cells)]


def received(backend: Backend) -> list[tuple[str, str]]:
    """The same of what reached the server, without what browsers ask by themselves before (CORS)."""
    return [
        (f"{method} {path.removeprefix(API).removesuffix('?')}", body)
        for method, path, body in backend.requests
        if method != "OPTIONS" and path.startswith(API)
    ]


def comparable(lines: list[tuple[str, str]]) -> list[str]:
    return sorted(json.dumps([what, json.loads(body) if body else None]) for what, body in lines)


def test_every_request_that_reached_the_server_stands_there_with_its_body(
    amira: BrowserContext, backend: Backend, settings: Page
) -> None:
    tell(amira, TIP)
    employee.choose(amira, "sends_outcomes", True)
    sync(amira)
    shown = rows_of(settings)
    assert comparable(shown) == comparable(received(backend))
    assert [body for what, body in shown if what == "POST tips" and TIP["note"] in json.loads(body)["note"]]


def test_what_it_was_for_is_told_in_words_with_how_often(amira: BrowserContext, settings: Page) -> None:
    tell(amira, TIP)
    lines = told(settings)
    assert lines[0] == "Pages you proposed to your curators 1×"
    assert lines[-1].startswith("Asked for news: rules, suggestions, guidelines")
    expect(settings).to_have_title("Settings of Plainspoken")


def test_what_is_unfolded_stays_so_with_the_next_sync(amira: BrowserContext, settings: Page) -> None:
    told(settings)
    news = settings.locator("summary").last
    news.press("Enter")
    expect(settings.locator("details tbody tr").first).to_be_visible()
    before = news.inner_text()
    sync(amira)
    settings.locator("[data-name=suggest]").uncheck()  # the page is drawn anew
    expect(news).not_to_have_text(before)
    expect(settings.locator("details tbody tr").first).to_be_visible()


def test_all_of_thirty_days_can_be_read_and_nothing_of_before(amira: BrowserContext, settings: Page) -> None:
    in_extension(amira, MONTH)
    sync(amira)
    days = settings.locator("article.day")
    rows = rows_of(settings)
    assert ("GET feed?hour=719", "") in rows and ("GET feed?hour=720", "") not in rows
    assert 30 <= days.count() <= 31
