"""Extensions of others that no registry has: whoever lays one, unpacked, into FOLDER has it measured too."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Error

from e2e.browser import browser
from e2e.origins import Origins
from tools.bench import page_costs, peers
from tools.bench.page_costs import FEEDS, Costs
from tools.bench.progress import say
from tools.bench.visit import IDLE, Feed

FOLDER = peers.FOLDER / "extensions"
RUNS_WITHIN_S = 10.0  # some tell the browser where they run only once they have started
TELLING = "--enable-unsafe-extension-debugging"  # the browser says why it refuses one


def found(folder: Path = FOLDER) -> dict[str, Path]:
    """Folders with a manifest in `folder`, by name; one without is told on stderr."""
    whole = {one.name: one for one in sorted(folder.glob("*/")) if (one / "manifest.json").is_file()}
    for one in folder.glob("*/"):
        if one.name not in whole:
            _without(one.name, "its folder has no manifest.json")
    return whole


def measure(origins: Origins, folder: Path = FOLDER) -> dict[str, Costs]:
    """What each costs the feeds that it runs on. Where one is refused or does not run is told on stderr."""
    return {name: _costs(origins, name, one) for name, one in found(folder).items()}


def _costs(origins: Origins, name: str, folder: Path) -> Costs:
    costs = Costs()
    try:
        with opened(origins, folder) as (context, origin):
            _on_feeds(context, origin, name, costs)
    except Error as error:
        _without(name, str(error))
    return costs


@contextmanager
def opened(origins: Origins, folder: Path) -> Iterator[tuple[BrowserContext, str]]:
    """A browser with the extension of `folder`, and that one's origin. Error: the browser refuses it."""
    only = f"--disable-extensions-except={folder.resolve()}"
    with browser(origins, extension=False, args=[only, TELLING]) as context:
        assert context.browser  # it has one: we launched it
        session = context.browser.new_browser_cdp_session()
        loaded = session.send("Extensions.loadUnpacked", {"path": str(folder.resolve())})
        yield context, f"chrome-extension://{loaded['id']}"


def _on_feeds(context: BrowserContext, origin: str, name: str, costs: Costs) -> None:
    for site, feed in FEEDS.items():
        if not runs(context, origin, feed):
            _without(name, f"it does not run on {site}’s feed")
            continue
        _close_what_it_opened(context)
        say(f"page: {site}'s feed with {name}")
        try:
            page_costs.on_feed(context, site, feed, costs)
        except (Error, AssertionError) as error:  # it may have hidden what is looked for
            _without(name, f"its further figures on {site}’s feed ({error})")


def runs(context: BrowserContext, origin: str, feed: Feed, within_s: float = RUNS_WITHIN_S) -> bool:
    """Whether a script of `origin` runs in the page of `feed`, if not at once then on a later visit."""
    end = time.monotonic() + within_s
    while not (ran := _ran(context, origin, feed)) and time.monotonic() < end:
        pass
    return ran


def _ran(context: BrowserContext, origin: str, feed: Feed) -> bool:
    page, seen = context.new_page(), list[str]()
    session = context.new_cdp_session(page)
    session.on("Runtime.executionContextCreated", lambda event: seen.append(event["context"]["origin"]))
    session.on("Debugger.scriptParsed", lambda event: seen.append(event["url"]))
    session.send("Runtime.enable")
    session.send("Debugger.enable")
    feed.place.open(page)
    page.evaluate(IDLE)
    page.close()
    return any(one.startswith(origin) for one in seen)


def _close_what_it_opened(context: BrowserContext) -> None:
    """Its welcome page would stand before ours, whose frames then stop."""
    for page in context.pages:
        if page.url != "about:blank":
            page.close()


def _without(name: str, why: str) -> None:
    print(f"  without {name}: {why.splitlines()[0]}", file=sys.stderr, flush=True)
