"""Section "backend": the real server beside bare Flask under the same gunicorn, on SQLite."""

import json
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from statistics import median

from tools.bench import limits, load, sample, servers, short_links
from tools.bench.load import Asked, Load, Requests
from tools.bench.peers import FOLDER
from tools.bench.progress import say
from tools.bench.rows import Row
from tools.bench.sample import Sample
from tools.bench.servers import Server

ROUNDS = 3
SYNCED = ("rules/release", "feed", "sites")
BARE = "bare Flask"
DISK = "limit: commits here"
ONE = "limit: Flask, one SQLAlchemy statement"
AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/{}"
SLOWER = {"YOURLS": 4, "Kutt": 10}  # by how much we want to outdo these redirects

row = partial(Row, "backend")


def rows() -> Iterator[Row]:
    """Every figure of the section."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:  # on a disk: commits are part of the figure
        say("backend: start-up")
        made = sample.make(Path(folder), servers.free_port())
        yield from _start(made)
        one_of_its_own = servers.one_statement(f"sqlite:///{Path(folder) / 'one.db'}")
        with servers.ours(made.port, made.settings) as ours, servers.bare() as bare, one_of_its_own as one:
            disk = limits.commits(Path(folder))
            yield from _redirect(made, {"ours": ours, BARE: bare, ONE: one}, disk)
            yield from _unchanged(made, ours, {BARE: bare, ONE: one})
            yield from _shares(made, ours, disk)
            memory = row("Memory of a worker after that", "MB", ours.worker_mb(), {BARE: bare.worker_mb()})
            yield memory.within(120)
    yield from _queries(made)


def _start(made: Sample) -> Iterator[Row]:
    times: dict[str, list[float]] = {"ours": [], BARE: []}
    for _ in range(ROUNDS):
        with servers.ours(made.port, made.settings) as ours, servers.bare() as bare:
            times["ours"].append(ours.started_s)
            times[BARE].append(bare.started_s)
    yield row("Start to first answer", "s", median(times["ours"]), {BARE: median(times[BARE])}).within(1.5)


def _redirect(made: Sample, asked: Mapping[str, Server], disk: float) -> Iterator[Row]:
    say("backend: redirects")
    before, visit = made.clicks(), _visit(made.code)
    rates, loads = _compared({name: (server.port, visit, 302) for name, server in asked.items()})
    counted, answered = made.clicks() - before, sum(one.answers for one in loads["ours"])
    if counted != answered:
        raise RuntimeError(f"{answered} clicks were answered, {counted} counted")
    what = "Redirect, click committed before the answer"
    against = {BARE: rates[BARE], ONE: rates[ONE], DISK: disk}
    yield row(what, "requests/s", rates["ours"], against).at_least(0.75, BARE)
    yield from _redirect_elsewhere(rates["ours"])


def _redirect_elsewhere(ours: float) -> Iterator[Row]:
    """After ours, not in turns: some write a click down only after they answered."""
    rates, _ = _compared(short_links.given(AGENT))
    for name, rate in rates.items():
        beside = row("Redirect beside another program's", "requests/s", ours, {name: rate})
        yield beside.at_least(SLOWER[name], name) if name in SLOWER else beside


def _unchanged(made: Sample, ours: Server, peers: Mapping[str, Server]) -> Iterator[Row]:
    say("backend: synced GETs without news")
    asked: dict[str, Asked] = {path: (ours.port, _sync(made, path), 304) for path in SYNCED}
    rates, _ = _compared(
        asked | {name: (peer.port, lambda _: load.get("/same"), 304) for name, peer in peers.items()}
    )
    against = {name: rates[name] for name in peers}
    for path in SYNCED:
        yield row(f"GET {path}, unchanged", "requests/s", rates[path], against).at_least(0.8, BARE)


def _shares(made: Sample, ours: Server, disk: float) -> Iterator[Row]:
    say("backend: shares")
    before = made.shares()
    rates, loads = _compared({"ours": (ours.port, _prepare(made), 201)})
    kept, answered = made.shares() - before, sum(one.answers for one in loads["ours"])
    if kept != answered:
        raise RuntimeError(f"{answered} shares were answered, {kept} kept")
    yield row("POST shares, SQLite", "requests/s", rates["ours"], {DISK: disk}).from_(400)
    p99 = median(one.p99_ms for one in loads["ours"])
    yield row("POST shares, SQLite, p99", "ms", p99, {}).within(100)


def _queries(made: Sample) -> Iterator[Row]:
    for path in SYNCED:
        yield row(f"GET {path}, unchanged", "queries", made.queries(path), {}).within(1)


def _compared(asked: Mapping[str, Asked]) -> tuple[dict[str, float], dict[str, list[Load]]]:
    """Median rates, and all loads, of servers that are asked in turns."""
    loads: dict[str, list[Load]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, (port, request, status) in asked.items():
            loads[name].append(load.load(port, request, status))
    return {name: median(one.rate for one in some) for name, some in loads.items()}, loads


def _visit(code: str) -> Requests:
    """Each time another visitor: a second visit would not count."""
    return lambda _: load.get(f"/r/{code}", User_Agent=AGENT.format(uuid.uuid4()))


def _sync(made: Sample, path: str) -> Requests:
    tag = made.tag(path)
    return lambda number: load.get(f"/api/v1/{path}", **_token(made, number), If_None_Match=tag)


def _prepare(made: Sample) -> Requests:
    body = json.dumps(made.share).encode()
    return lambda number: load.post(
        "/api/v1/shares", body, **_token(made, number), Idempotency_Key=str(uuid.uuid4())
    )


def _token(made: Sample, number: int) -> dict[str, str]:
    return {"Authorization": f"Bearer {made.tokens[number % len(made.tokens)]}"}
