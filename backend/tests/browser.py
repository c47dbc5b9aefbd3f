"""A real browser on a real server, for what only a browser can tell."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from backend.tests import routes
from backend.tests.cast import Visitor

expect.set_options(timeout=30_000)  # Playwright's five seconds are few where all cores are at work
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
UNEVEN = """() => {
  const width = (row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
  const isUneven = (row) => width(row) !== width(row.closest('table').rows[0]);
  return [...document.querySelectorAll('tbody tr')].filter(isUneven).map((row) => row.outerHTML);
}"""


@contextmanager
def serving(app: Flask, url: str) -> Iterator[None]:
    """`app` answers at `url`."""
    server = make_server("127.0.0.1", int(url.rsplit(":", 1)[1]), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def page_of(browser: Browser, url: str, visitor: Visitor, dark: bool, language: str) -> Iterator[Page]:
    """A page of a visitor who is signed in, in one look."""
    context = browser.new_context(
        base_url=url, color_scheme="dark" if dark else "light", locale=language, reduced_motion="reduce"
    )
    sign_in_browser(context, url, visitor)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in_browser(context: BrowserContext, url: str, visitor: Visitor) -> None:
    """The visitor's session is this browser's, if they have one."""
    cookie = visitor.pages.client.get_cookie("plainspoken")
    if cookie:
        context.add_cookies([{"name": "plainspoken", "value": cookie.value, "url": url}])


def faults_of(page: Page) -> list[str]:
    """What axe-core (WCAG A and AA, good practice) and a look at the tables hold against the page."""
    routes.look_at(page.url)
    uneven = [f"not as many cells as its table has heads: {row[:120]}" for row in page.evaluate(UNEVEN)]
    return _faults(page, {"runOnly": RULES}) + uneven


def faults_in_the_dark(page: Page) -> list[str]:
    """What it holds against the page's dark colours; nothing else of the page depends on the light."""
    page.emulate_media(color_scheme="dark")
    found = _faults(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    page.emulate_media(color_scheme="light")
    return found


def _faults(page: Page, options: dict[str, Any]) -> list[str]:
    found = Axe().run(page, options=options | {"resultTypes": ["violations"]})  # what is right is not listed
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def fits(page: Page) -> bool:
    """No scrolling sideways on a small screen."""
    page.set_viewport_size({"width": 320, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
