"""Sees and uses what the extension shows in a page as a person would: eyes (DOM, debugger) and mouse.

Our shadow roots are closed, so Playwright's locators cannot look inside; the debugger's protocol can.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error, Page

PATIENCE_S = 30.0
FRAMES_TO_JUDGE = 30  # half a second and more: a pause of 150 ms, and a verdict
Box = tuple[float, float, float, float]  # left, top, right, bottom in the viewport


@dataclass(frozen=True)
class Node:
    """An element of ours: its tag, attributes, all text below it, and its backend id."""

    tag: str
    attributes: dict[str, str]
    text: str
    id: int

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


NOTHING = Node("", {}, "", 0)
# our hosts are bare elements without children whose shadow root cannot be seen
HOSTS = """(() => {
  const bare = (div) => [...div.attributes].every(({ name }) => name === 'style');
  const inside = (root) => [...root.querySelectorAll('*')].flatMap((node) =>
    node.shadowRoot ? inside(node.shadowRoot) : node.matches('div:empty') && bare(node) ? [node] : []);
  return inside(document);
})()"""
FOCUSED = """() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.localName === 'div' && !active.shadowRoot && !active.isContentEditable ? 'ours' : 'theirs';
}"""


class Guest:
    """What of ours is in `page`. `wait…` methods poll frame by frame and fail after PATIENCE_S seconds."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page)

    def nodes(self) -> list[Node]:
        """Every element inside a closed shadow root of ours, in document order."""
        # not DOM.getDocument: the protocol would from then on tell of every change of the page
        asked = {"expression": HOSTS, "objectGroup": "hosts"}
        hosts = self._session.send("Runtime.evaluate", asked)["result"]["objectId"]
        listed = self._session.send("Runtime.getProperties", {"objectId": hosts, "ownProperties": True})
        found = [self._described(entry) for entry in listed["result"] if entry["name"].isdigit()]
        self._session.send("Runtime.releaseObjectGroup", {"objectGroup": "hosts"})
        return [node for host in found for root in _closed_roots(host) for node in _elements(root)]

    def _described(self, entry: dict[str, Any]) -> dict[str, Any]:
        asked = {"objectId": entry["value"]["objectId"], "depth": -1, "pierce": True}
        node: dict[str, Any] = self._session.send("DOM.describeNode", asked)["node"]
        return node

    def find(self, *, cls: str = "", name: str = "", tag: str = "") -> Node | None:
        """The first element with this class, this `data-name` and this tag, as far as given."""
        return next(self._all(cls, name, tag), None)

    def _all(self, cls: str = "", name: str = "", tag: str = "") -> Iterator[Node]:
        wanted = {"class": cls, "data-name": name, "tag": tag}
        return (node for node in self.nodes() if _matches(node, wanted))

    def _seen(self, cls: str = "", name: str = "", tag: str = "", text: str = "") -> Node | None:
        """Of several cards all but one may be hidden."""
        found = self._all(cls, name, tag)
        return next((node for node in found if text in node.text and self.box(node)), None)

    def wait(self, *, cls: str = "", name: str = "", tag: str = "", text: str = "") -> Node:
        """The element once it is there, can be seen and contains `text`."""
        wish = f"{cls or name or tag} with {text!r}"
        found: Node = self.until(
            lambda: self._seen(cls, name, tag, text),
            lambda: f"{wish}; there is: {[n.text for n in self.nodes()][:5]}",
        )
        return found

    def wait_gone(self, *, cls: str = "", name: str = "") -> None:
        """Until no such element can be seen."""
        self.until(lambda: not self._seen(cls, name), lambda: f"{cls or name} to be gone")

    def stays(self, look: Callable[[], Any], what: str) -> None:
        """It is so, and still is when whatever was typed has been judged."""
        for _ in range(FRAMES_TO_JUDGE):
            assert look(), f"{what}; there is: {[node.text for node in self.nodes()][:5]}"
            self._frame()

    def wait_focus(self) -> None:
        """Until something of ours has the keyboard."""
        self.until(lambda: "ours" in str(self.page.evaluate(FOCUSED)), lambda: "the focus to be ours")

    def wait_text_settled(self) -> None:
        """Until the check has seen the text as it is now: the card then no longer says that it asked back."""
        self.until(
            lambda: "Press" not in (self.find(cls="card") or NOTHING).text,
            lambda: "the new text to be judged",
        )

    def press(self, name: str = "", *, tag: str = "") -> None:
        """A real click with the mouse in the middle of the element, once it is there and stands still."""
        left, top, right, bottom = self.at_rest(name, tag=tag)
        self.page.mouse.click((left + right) / 2, (top + bottom) / 2)

    def at_rest(self, name: str = "", *, tag: str = "") -> Box:
        """Where such an element stands once it is there, in sight and moves no more."""

        def place() -> Box | None:
            node = self._seen(name=name, tag=tag)  # anew each time: the card may be drawn again at any moment
            return self.box(node) if node else None

        def still() -> Box | None:
            self._scroll_to(self._seen(name=name, tag=tag))  # anew, too: what was just opened scrolls itself
            before = place()
            self._frame()
            return before if before == place() else None

        self.wait(name=name, tag=tag)
        found: Box = self.until(still, lambda: f"{name or tag} to stand still; it stands at {place()}")
        return found

    def _scroll_to(self, node: Node | None) -> None:
        with suppress(Error):  # drawn again since, or without a box
            self._session.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": (node or NOTHING).id})

    def box(self, node: Node) -> Box | None:
        """Where it is; None when it is not rendered."""
        try:
            style = self._computed(node)
            quad = self._session.send("DOM.getBoxModel", {"backendNodeId": node.id})["model"]["border"]
        except Exception:  # the protocol knows no better word for "has no box"
            return None
        hidden = style == "hidden" or quad[2] - quad[0] == 0
        return None if hidden else (quad[0], quad[1], quad[4], quad[5])

    def _computed(self, node: Node) -> str:
        resolved = self._session.send("DOM.resolveNode", {"backendNodeId": node.id})["object"]["objectId"]
        call = {
            "objectId": resolved,
            "functionDeclaration": "function(){return getComputedStyle(this).visibility}",
        }
        return str(self._session.send("Runtime.callFunctionOn", call)["result"]["value"])

    def _frame(self) -> None:
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => done(0)))")

    def until(self, look: Callable[[], Any], what: Callable[[], str]) -> Any:
        """What `look` gives once it gives something, asked frame by frame; `what` was waited for."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if found := look():
                return found
            self._frame()
        raise AssertionError(f"waited {PATIENCE_S:.0f} s in vain for {what()}")


def _matches(node: Node, wanted: dict[str, str]) -> bool:
    has: dict[str, Sequence[str | None]] = {
        "class": node.classes,
        "data-name": [node.attributes.get("data-name")],
        "tag": [node.tag],
    }
    return all(value in has[kind] for kind, value in wanted.items() if value)


def _closed_roots(host: dict[str, Any]) -> list[dict[str, Any]]:
    return [root for root in host.get("shadowRoots", []) if root["shadowRootType"] == "closed"]


def _elements(node: dict[str, Any]) -> Iterator[Node]:
    for child in node.get("children", []):
        if child["nodeType"] == 1:
            flat = child.get("attributes", [])
            attributes = dict(zip(flat[::2], flat[1::2], strict=True))
            yield Node(child["localName"], attributes, _text(child), child["backendNodeId"])
        yield from _elements(child)


def _text(node: dict[str, Any]) -> str:
    if node["nodeType"] == 3:
        return str(node["nodeValue"])
    return "".join(_text(child) for child in node.get("children", []))
