"""One visit to a look-alike feed with some extension, and what it cost the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import BrowserContext, Page

from e2e.places import SDUI, Place, X
from tools.bench import trace
from tools.bench.trace import Scripts

IN_PAGE = Path(__file__).parent / "in_page"
IDLE = (
    "() => new Promise(done => requestIdleCallback(() => setTimeout(() => requestIdleCallback(done), 100)))"
)
BATCH = 10


@dataclass(frozen=True)
class Feed:
    """How `place` lists its posts: the list, a post in it, and where it sets cells by hand, their height."""

    place: Place
    list: str
    post: str
    step: int = 0


LINKEDIN = Feed(SDUI, "[data-testid=mainFeed]", "[role=listitem]")
TWITTER = Feed(X, ".timeline", "article", step=260)


@dataclass(frozen=True)
class Cost:
    """`script_ms` is CPU time of the page's main thread in scripts: the page's own and all extensions'."""

    script_ms: float
    layouts: float
    heap_mb: float

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(
            self.script_ms - other.script_ms, self.layouts - other.layouts, self.heap_mb - other.heap_mb
        )


class Visit:
    """An open feed."""

    def __init__(self, page: Page, feed: Feed) -> None:
        self.page, self.feed = page, feed
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        feed.place.open(page)
        self.settle()
        self.opened = self.cost()

    def settle(self) -> None:
        """Until the page has nothing more to do."""
        self.page.evaluate(IDLE)

    def cost(self) -> Cost:
        """All that the page has cost until now."""
        self._session.send("HeapProfiler.collectGarbage")
        metrics = {
            one["name"]: one["value"] for one in self._session.send("Performance.getMetrics")["metrics"]
        }
        heap = self._session.send("Runtime.getHeapUsage")
        held = heap["usedSize"] + heap["backingStorageSize"]  # what typed arrays hold lies beside the heap
        return Cost(metrics["ScriptDuration"] * 1000, metrics["LayoutCount"], held / 1e6)

    def append(self, posts: int, keep: int, batch: int = BATCH) -> Cost:
        """`posts` come to the feed, `batch` a frame, of which the last `keep` stay; what that cost."""
        before = self.cost()
        self._run("append", batches=posts // batch, size=batch, keep=keep, step=self.feed.step)
        self.settle()
        return self.cost() - before

    def tick(self, seconds: int) -> Cost:
        """The feed lives for so long; what that cost."""
        before = self.cost()
        self._run("tick", seconds=seconds)
        return self.cost() - before

    def rest(self, seconds: int) -> Cost:
        """Nothing happens for so long; what that cost."""
        before = self.cost()
        self.page.wait_for_timeout(seconds * 1000)
        return self.cost() - before

    def type(self, text: str, delay_ms: int) -> Scripts:
        """Somebody types into what has the focus; what ran meanwhile (traced, which itself adds to it)."""
        with trace.scripts(self.page, self._session) as found:
            self.page.keyboard.type(text, delay=delay_ms)
            self.settle()
        return found

    def answer(self, author: str, handle: str) -> None:
        """Open the text field under this author's first post and put the caret into it; a stopwatch runs."""
        self._run("stopwatch")
        self.feed.place.answer_to(self.page, author, handle)

    def waited(self, since: Literal["focus", "key"]) -> float:
        """Milliseconds from the focus, or from the last key, until something of ours was in sight."""
        self.page.wait_for_function("() => window.seen.shown > 0")
        return float(self.page.evaluate(f"window.seen.shown - window.seen.{since}"))

    def _run(self, script: str, **argument: Any) -> None:
        source = (IN_PAGE / f"{script}.js").read_text()
        self.page.evaluate(source, {"list": self.feed.list, "post": self.feed.post, **argument})


@contextmanager
def visit(context: BrowserContext, feed: Feed) -> Iterator[Visit]:
    """A new tab on the feed, closed after the block."""
    page = context.new_page()
    try:
        yield Visit(page, feed)
    finally:
        page.close()
