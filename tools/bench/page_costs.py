"""What each extension costs a page, measured in a browser of its own, one after the other."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext

from e2e import employee
from e2e.backend import Backend
from e2e.browser import browser
from e2e.origins import Origins
from tools.bench import extensions
from tools.bench.progress import say
from tools.bench.trace import Scripts
from tools.bench.visit import LINKEDIN, TWITTER, Cost, Feed, visit

RUNS = 4
OPENINGS = 5  # after the others: the browser compiles a page's scripts anew for its first visits
TYPINGS = 2
POSTS = 500
MANY, KEPT = 5_000, 100
MANY_A_FRAME = 50
SECONDS = 1
TEXT = "You should try HomeBot, it is great."  # a verdict in the middle, and another at the end
NAMED_LAST = "For that you should try a HomeBot"  # no verdict before the last key
TYPING_MS = 90  # a quick typist: some pauses are long enough for a verdict
FEEDS = {"LinkedIn": LINKEDIN, "X": TWITTER}


@dataclass
class Costs:
    """Of one extension, by feed. `opened`: to show the feed; `append`: POSTS more; `typed`: TEXT."""

    opened: dict[str, Cost] = field(default_factory=dict)
    append: dict[str, Cost] = field(default_factory=dict)
    typed: dict[str, Scripts] = field(default_factory=dict)
    heap_mb: dict[str, float] = field(default_factory=dict)  # after typing, so with a judge that is ready
    rest: Cost = field(default=Cost(0, 0, 0))
    tick: Cost = field(default=Cost(0, 0, 0))
    through: Cost = field(default=Cost(0, 0, 0))  # MANY posts came and went
    notice_ms: list[float] = field(default_factory=list)
    verdict_ms: list[float] = field(default_factory=list)


def measure(origins: Origins, folder: Path) -> dict[str, Costs]:
    """By extension: ours (signed in), an empty and a naive one. `folder` may be written to."""
    with ExitStack() as stack:
        backend = stack.enter_context(_backend(folder / "backend"))
        peers = {"empty": extensions.empty, "naive": extensions.naive}
        costs = {name: _peer(origins, name, make(_new(folder / name))) for name, make in peers.items()}
        costs["ours"] = _ours(origins, backend)
    return costs


def _peer(origins: Origins, name: str, extension: Path) -> Costs:
    with browser(origins, extension=extension) as context:
        return _costs(context, f"the {name} extension", all_of_it=name == "empty")


def _ours(origins: Origins, backend: Backend) -> Costs:
    with browser(origins) as context:
        employee.sign_in(context, backend)
        costs = _costs(context, "our extension", all_of_it=True)
        say("page: from focus to notice, from key to verdict")
        costs.notice_ms = [_notice(context) for _ in range(RUNS)]
        costs.verdict_ms = [_verdict(context) for _ in range(RUNS)]
        return costs


def _costs(context: BrowserContext, who: str, all_of_it: bool) -> Costs:
    """Where not `all_of_it` is asked, only what posts cost that come."""
    costs = Costs()
    for name, feed in FEEDS.items():
        say(f"page: {name}'s feed with {who}")
        on_feed(context, name, feed, costs, all_of_it)
    if all_of_it:
        say(f"page: rest, and {MANY:,} posts, with {who}")
        _staying(context, costs)
    return costs


def on_feed(context: BrowserContext, name: str, feed: Feed, costs: Costs, all_of_it: bool = True) -> None:
    """Writes into `costs` what posts cost that come, then (`all_of_it`) what opening and typing do."""
    _coming(context, name, feed, costs)
    if all_of_it:
        _opening(context, name, feed, costs)
        _typing(context, name, feed, costs)


def _coming(context: BrowserContext, name: str, feed: Feed, costs: Costs) -> None:
    append = []
    for _ in range(RUNS):
        with visit(context, feed) as here:
            append.append(here.append(POSTS, keep=POSTS))
    costs.append[name] = _middle_cost(append)


def _opening(context: BrowserContext, name: str, feed: Feed, costs: Costs) -> None:
    opened = []
    for _ in range(OPENINGS):
        with visit(context, feed) as here:
            opened.append(here.opened)
    costs.opened[name] = _middle_cost(opened)


def _typing(context: BrowserContext, name: str, feed: Feed, costs: Costs) -> None:
    typed, heap = [], []
    for _ in range(TYPINGS):
        with visit(context, feed) as here:
            here.answer("Nora Neumann", "noraneumann")
            here.settle()
            typed.append(here.type(TEXT, TYPING_MS))
            heap.append(here.cost().heap_mb)
    costs.typed[name], costs.heap_mb[name] = _middle(typed), median(heap)


def _staying(context: BrowserContext, costs: Costs) -> None:
    with visit(context, LINKEDIN) as here:
        costs.rest = _middle_cost([here.rest(SECONDS) for _ in range(RUNS)])
        costs.tick = _middle_cost([here.tick(SECONDS) for _ in range(RUNS)])
        here.append(POSTS, KEPT, MANY_A_FRAME)
        costs.through = here.append(MANY, KEPT, MANY_A_FRAME)


def _notice(context: BrowserContext) -> float:
    """Under a competitor's post, from the focus on."""
    with visit(context, LINKEDIN) as here:
        here.answer("Globex", "globex")
        return here.waited("focus")


def _verdict(context: BrowserContext) -> float:
    """Under anybody's post, where there is no notice, from the last key on."""
    with visit(context, LINKEDIN) as here:
        here.answer("Nora Neumann", "noraneumann")
        here.page.keyboard.type(NAMED_LAST)
        return here.waited("key")


def _middle_cost(costs: list[Cost]) -> Cost:
    """The median of each part."""
    scripts, layouts, heaps = zip(*((one.script_ms, one.layouts, one.heap_mb) for one in costs), strict=True)
    return Cost(median(scripts), median(layouts), median(heaps))


def _middle(scripts: list[Scripts]) -> Scripts:
    extension, page = zip(*((one.extension_ms, one.page_ms) for one in scripts), strict=True)
    return Scripts(median(extension), median(page))


@contextmanager
def _backend(folder: Path) -> Iterator[Backend]:
    backend = Backend(_new(folder))
    backend.start()
    try:
        yield backend
    finally:
        backend.stop()


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder
