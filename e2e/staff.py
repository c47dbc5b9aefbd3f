"""Those who work on the admin site, in the same browser as the extension."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Page

from backend import demo
from e2e.backend import Backend

BEN, CLARA, DORA = "ben@acme.example", "clara@acme.example", "dora@acme.example"


@contextmanager
def signed_in(context: BrowserContext, backend: Backend, email: str) -> Iterator[Page]:
    """A page of the admin site; signed out and closed at the end."""
    page = context.new_page()
    page.goto(f"{backend.url}/admin/sign-in")
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(demo.PASSWORD)
    page.locator("form [type=submit]").click()
    page.wait_for_url(lambda address: "/admin/sign-in" not in address)
    try:
        yield page
    finally:
        page.close()
        context.clear_cookies()
