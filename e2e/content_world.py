"""The extension's own world in a page: what its content scripts see and may do."""

from typing import Any

from playwright.sync_api import Page

from e2e.browser import extension_id


class ContentWorld:
    """Evaluates in the world of our content scripts, with `chrome`. RuntimeError when a script throws."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        origin = f"chrome-extension://{extension_id(page.context)}"
        found: list[int] = []
        self._session.on(
            "Runtime.executionContextCreated",
            lambda event: event["context"]["origin"] == origin and found.append(event["context"]["id"]),
        )
        self._session.send("Runtime.enable")  # tells of every world there is, before it answers
        if not found:
            raise RuntimeError(f"no content script of ours in {page.url}")
        self._context = found[-1]

    def evaluate(self, expression: str) -> Any:
        """The JSON value of an expression; promises are waited for."""
        answer = self._session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": self._context,
                "returnByValue": True,
                "awaitPromise": True,
            },
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")


def of(page: Page) -> ContentWorld:
    """The world of the document that is open now; gone with it."""
    return ContentWorld(page)
