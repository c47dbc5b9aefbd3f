"""Worlds of scripts in a page, and the extension's own files for a world beside the page."""

import json
from typing import Any

from playwright.sync_api import CDPSession, Page

from e2e.browser import EXTENSION


def content_names(part: str = "") -> list[str]:
    """The content scripts whose path contains `part`, in the order of the manifest."""
    manifest = json.loads((EXTENSION / "manifest.json").read_text())
    return [name for scripts in manifest["content_scripts"] for name in scripts["js"] if part in name]


def content_files(part: str) -> str:
    """The content scripts whose path contains `part`, as one script."""
    return "\n".join((EXTENSION / name).read_text() for name in content_names(part))


class World:
    """A world of scripts in the page that is open now; gone with it. RuntimeError when a script throws."""

    def __init__(self, session: CDPSession, context: int) -> None:
        """`context`: the world's id in the devtools protocol."""
        self._session = session
        self._context = context

    def evaluate(self, expression: str) -> Any:
        """The JSON value of an expression; promises are waited for."""
        asked = {"expression": expression, "contextId": self._context}
        answer = self._session.send("Runtime.evaluate", asked | {"returnByValue": True, "awaitPromise": True})
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def count(self, kind: str) -> int:
        """How many objects of this class are held on to, after all that is not was thrown away."""
        self._session.send("HeapProfiler.collectGarbage")
        asked = {"expression": f"{kind}.prototype", "contextId": self._context, "objectGroup": "count"}
        prototype = self._session.send("Runtime.evaluate", asked)["result"]["objectId"]
        query = {"prototypeObjectId": prototype, "objectGroup": "count"}
        found = self._session.send("Runtime.queryObjects", query)["objects"]
        call = {"objectId": found["objectId"], "functionDeclaration": "function () { return this.length }"}
        counted: int = self._session.send("Runtime.callFunctionOn", call)["result"]["value"]
        self._session.send(
            "Runtime.releaseObjectGroup", {"objectGroup": "count"}
        )  # else they were held by us
        return counted

    def start_heap(self) -> None:
        """From now on it is noted who makes objects."""
        self._session.send("HeapProfiler.startSampling", {"samplingInterval": 1024})

    def heap(self, scripts: str) -> int:
        """Bytes of objects made since then in scripts of these addresses, as far as they are held on to."""
        self._session.send("HeapProfiler.collectGarbage")
        head = self._session.send("HeapProfiler.getSamplingProfile")["profile"]["head"]
        return _made_in(scripts, head, False)

    def close(self) -> None:
        self._session.detach()


def _made_in(scripts: str, node: dict[str, Any], called: bool) -> int:
    """`called`: by a function of these scripts."""
    called = called or node["callFrame"]["url"].startswith(scripts)
    below = sum(_made_in(scripts, child, called) for child in node["children"])
    return below + (int(node["selfSize"]) if called else 0)


def beside(page: Page, script: str) -> World:
    """A new world that has run `script` and sees nothing but the page, as a content script does."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    made = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "beside"})
    world = World(session, made["executionContextId"])
    world.evaluate(script)
    return world
