"""The extension's own world in a page: what its content scripts see and may do."""

from typing import Any

from playwright.sync_api import Page

from e2e.browser import extension_id
from e2e.world import World


def of(page: Page) -> World:
    """The world of our content scripts, with `chrome`, in the open document. RuntimeError: there is none."""
    session = page.context.new_cdp_session(page)
    origin = f"chrome-extension://{extension_id(page.context)}"
    found: list[int] = []

    def note(event: dict[str, Any]) -> None:
        if event["context"]["origin"] == origin:
            found.append(event["context"]["id"])

    session.on("Runtime.executionContextCreated", note)
    session.send("Runtime.enable")  # tells of every world there is, before it answers
    if not found:
        raise RuntimeError(f"no content script of ours in {page.url}")
    return World(session, found[-1])
