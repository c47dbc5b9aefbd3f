"""A content script's view of a page: the extension's own files, beside the page in a world of their own."""

import json
from typing import Any

from playwright.sync_api import Page

from e2e.browser import EXTENSION


def content_names(part: str = "") -> list[str]:
    """The content scripts whose path contains `part`, in the order of the manifest."""
    manifest = json.loads((EXTENSION / "manifest.json").read_text())
    return [name for scripts in manifest["content_scripts"] for name in scripts["js"] if part in name]


def content_files(part: str) -> str:
    """The content scripts whose path contains `part`, as one script."""
    return "\n".join((EXTENSION / name).read_text() for name in content_names(part))


class World:
    """An isolated world of the page that is open now; gone with it. RuntimeError when a script throws."""

    def __init__(self, page: Page, script: str) -> None:
        self._session = page.context.new_cdp_session(page)
        frame = self._session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self._session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "beside"})
        self._context = world["executionContextId"]
        self.evaluate(script)

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

    def close(self) -> None:
        self._session.detach()
