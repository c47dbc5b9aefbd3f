"""Who ran scripts, and for how long: from the browser's own trace, which names the file of each call."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

CALLS = ("EvaluateScript", "FunctionCall")
CONFIG = {"includedCategories": ["devtools.timeline"]}
PUMP_MS = 20
Event = dict[str, Any]


@dataclass
class Scripts:
    """CPU milliseconds of the extension's scripts and of the page's own; known after the block."""

    extension_ms: float = 0
    page_ms: float = 0


@contextmanager
def scripts(page: Page, session: CDPSession) -> Iterator[Scripts]:
    """What runs in `page` during the block."""
    events: list[Event] = []
    ended: list[Any] = []
    session.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    session.once("Tracing.tracingComplete", lambda end: ended.append(end))
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": CONFIG})
    found = Scripts()
    yield found
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(PUMP_MS)
    found.extension_ms = _milliseconds(events, "chrome-extension://")
    found.page_ms = _milliseconds(events, "https://")


def _milliseconds(events: list[Event], origin: str) -> float:
    """CPU time of calls into files of `origin`; a call within another one counts once."""
    calls = [event for event in events if event["name"] in CALLS and _file(event).startswith(origin)]
    total, ends = 0.0, dict[int, float]()
    for call in sorted(calls, key=lambda event: event["ts"]):
        if call["ts"] >= ends.get(call["tid"], 0):
            ends[call["tid"]] = call["ts"] + call["dur"]
            total += call["tdur"]
    return total / 1000


def _file(event: Event) -> str:
    return str(event["args"].get("data", {}).get("url", ""))
