"""Section "page": what being in the page costs, beside an empty extension and a naive one."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from e2e.origins import serve
from e2e.sites.app import create_app
from tools.bench import page_costs
from tools.bench.page_costs import FEEDS, KEPT, MANY, POSTS, SECONDS, TEXT, Costs
from tools.bench.rows import Row

EMPTY, NAIVE = "empty extension", "naive extension"

row = partial(Row, "page")


def rows() -> Iterator[Row]:
    """Every figure of the section. Script is CPU time over an empty extension; typing is traced."""
    with tempfile.TemporaryDirectory() as folder, serve(create_app()) as origins:
        costs = page_costs.measure(origins, Path(folder))
    ours, empty, naive = costs["ours"], costs["empty"], costs["naive"]
    for feed in FEEDS:
        yield from _feed(feed, ours, empty, naive)
        yield from _editor(feed, ours, empty)
    yield from _staying(ours, empty)
    yield from _waiting(ours)


def _feed(feed: str, ours: Costs, empty: Costs, naive: Costs) -> Iterator[Row]:
    def a_post(costs: Costs) -> float:
        return (costs.append[feed].script_ms - empty.append[feed].script_ms) / POSTS

    yield row(f"{feed}: script for a post that comes", "ms", a_post(ours), {NAIVE: a_post(naive)}).within(
        0.06
    )
    layouts = {EMPTY: empty.append[feed].layouts, NAIVE: naive.append[feed].layouts}
    found = row(f"{feed}: layouts for {POSTS} posts", "layouts", ours.append[feed].layouts, layouts)
    yield found.at_most(1.2, EMPTY)
    start = ours.opened[feed].script_ms - empty.opened[feed].script_ms
    page = {"page itself": empty.opened[feed].script_ms}
    yield row(f"{feed}: script to start", "ms", start, page).within(5)


def _editor(feed: str, ours: Costs, empty: Costs) -> Iterator[Row]:
    typed, keys = ours.typed[feed], len(TEXT)
    a_key = row(
        f"{feed}: script for a typed character",
        "ms",
        typed.extension_ms / keys,
        {"page itself": typed.page_ms / keys},
    )
    yield a_key.within(0.2)
    heap = ours.heap_mb[feed] - empty.heap_mb[feed]
    yield row(f"{feed}: memory, a draft judged", "MB", heap, {"page itself": empty.heap_mb[feed]}).within(3)


def _staying(ours: Costs, empty: Costs) -> Iterator[Row]:
    rest = (ours.rest.script_ms - empty.rest.script_ms) / SECONDS
    yield row("Script while nothing happens", "ms/s", rest, {EMPTY: empty.rest.script_ms / SECONDS}).within(
        0.1
    )
    tick = (ours.tick.script_ms - empty.tick.script_ms) / SECONDS
    yield row("Script on a feed that ticks", "ms/s", tick, {EMPTY: empty.tick.script_ms / SECONDS}).within(2)
    grown = row(
        f"Memory after {MANY:,} posts, {KEPT} kept",
        "MB",
        ours.through.heap_mb,
        {EMPTY: empty.through.heap_mb},
    )
    yield grown.within(0.5)


def _waiting(ours: Costs) -> Iterator[Row]:
    yield row("From focus to notice", "ms", median(ours.notice_ms), {"slowest": max(ours.notice_ms)}).within(
        50
    )
    yield row(
        "From last key to verdict", "ms", median(ours.verdict_ms), {"slowest": max(ours.verdict_ms)}
    ).within(100)
