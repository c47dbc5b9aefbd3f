"""Section "page": what being in the page costs, beside an empty, a naive and others' extensions."""

import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from statistics import median

from e2e.origins import serve
from e2e.sites.app import create_app
from tools.bench import page_costs, unpacked
from tools.bench.page_costs import FEEDS, KEPT, MANY, POSTS, SECONDS, TEXT, Costs
from tools.bench.rows import Row

EMPTY, NAIVE = "empty extension", "naive extension"
HARPER = "harper"  # the folder of a writing checker that the goals name
Peers = Mapping[str, Costs]

row = partial(Row, "page")


def rows() -> Iterator[Row]:
    """Every figure of the section. Script is CPU time over an empty extension; typing is traced."""
    with tempfile.TemporaryDirectory() as folder, serve(create_app()) as origins:
        costs = page_costs.measure(origins, Path(folder))
        peers = {NAIVE: costs["naive"], **unpacked.measure(origins)}
    yield from rows_of(costs["ours"], costs["empty"], peers)


def rows_of(ours: Costs, empty: Costs, peers: Peers) -> Iterator[Row]:
    """What was measured as rows; a peer stands in those of which it has a figure."""
    for feed in FEEDS:
        yield from _feed(feed, ours, empty, peers)
        yield from _editor(feed, ours, empty, peers)
    yield from _staying(ours, empty)
    yield from _waiting(ours)


def _feed(feed: str, ours: Costs, empty: Costs, peers: Peers) -> Iterator[Row]:
    there = {name: costs for name, costs in peers.items() if feed in costs.append}
    yield from _posts(feed, ours, empty, there)
    layouts = {name: costs.append[feed].layouts for name, costs in {EMPTY: empty, **there}.items()}
    found = row(f"{feed}: layouts for {POSTS} posts", "layouts", ours.append[feed].layouts, layouts)
    yield found.at_most(1.2, EMPTY)
    yield _start(feed, ours, empty, peers)


def _posts(feed: str, ours: Costs, empty: Costs, peers: Peers) -> Iterator[Row]:
    def a_post(costs: Costs) -> float:
        return (costs.append[feed].script_ms - empty.append[feed].script_ms) / POSTS

    theirs = {name: a_post(costs) for name, costs in peers.items()}
    yield row(f"{feed}: script for a post that comes", "ms", a_post(ours), theirs).within(0.06)
    if feed == "LinkedIn":
        checker = {name: cost for name, cost in theirs.items() if name == HARPER}
        beside = row(f"{feed}: the same beside a writing checker", "ms", a_post(ours), checker)
        yield beside.less_than(40, HARPER)


def _start(feed: str, ours: Costs, empty: Costs, peers: Peers) -> Row:
    page = empty.opened[feed].script_ms
    theirs = {
        name: costs.opened[feed].script_ms - page for name, costs in peers.items() if feed in costs.opened
    }
    start = ours.opened[feed].script_ms - page
    return row(f"{feed}: script to start", "ms", start, {"page itself": page, **theirs}).within(5)


def _editor(feed: str, ours: Costs, empty: Costs, peers: Peers) -> Iterator[Row]:
    keys, typed = len(TEXT), {name: costs.typed[feed] for name, costs in peers.items() if feed in costs.typed}
    page = {"page itself": ours.typed[feed].page_ms / keys}
    theirs = {name: scripts.extension_ms / keys for name, scripts in typed.items()}
    a_key = ours.typed[feed].extension_ms / keys
    yield row(f"{feed}: script for a typed character", "ms", a_key, {**page, **theirs}).within(0.2)
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
