"""Servers as processes: started, timed until they answer, weighed, ended."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tools.bench import peers
from tools.bench.peers import ROOT

PROGRAM = "from backend.cli import cli; cli()"
WORKERS, THREADS = 2, 8
PATIENCE_S = 30
DATABASE = "BENCH_DATABASE"  # the setting of one_statement.py
MB = 1024  # kB, as Linux counts


@dataclass(frozen=True)
class Server:
    """A running server; `started_s` is the time from its start to its first answer."""

    port: int
    pid: int
    started_s: float

    def worker_mb(self) -> float:
        """Memory of its largest worker (resident, MB)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return max(_resident(pid) for pid in children) / MB


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def ours(port: int, settings: Mapping[str, str]) -> Iterator[Server]:
    """`plainspoken serve` with these settings, while the block runs."""
    command = ("-c", PROGRAM, "serve", "--port", str(port), "--workers", str(WORKERS))
    with _running(command, port, settings) as server:
        yield server


@contextmanager
def bare() -> Iterator[Server]:
    """Flask with nothing behind it, under the same gunicorn."""
    with _gunicorn("tools.bench.bare:app", {}) as server:
        yield server


@contextmanager
def one_statement(database: str) -> Iterator[Server]:
    """Flask with one statement on `database` (an address) behind it, under the same gunicorn."""
    with _gunicorn("tools.bench.one_statement:app", {DATABASE: database}) as server:
        yield server


@contextmanager
def _gunicorn(app: str, settings: Mapping[str, str]) -> Iterator[Server]:
    port = free_port()
    workers = ("--workers", str(WORKERS), "--worker-class", "gthread", "--threads", str(THREADS))
    command = ("-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *workers, app)
    with _running(command, port, settings) as server:
        yield server


@contextmanager
def _running(command: Sequence[str], port: int, settings: Mapping[str, str]) -> Iterator[Server]:
    python, place = _as_shipped()
    start = time.perf_counter()
    process = subprocess.Popen(
        (*python, *command),
        cwd=ROOT,
        env={**os.environ, **place, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"http://127.0.0.1:{port}/healthz")
        yield Server(port, process.pid, time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait()


@cache
def _as_shipped() -> tuple[tuple[str, ...], dict[str, str]]:
    """A Python that sees what an installation has, and its settings: what tests bring weighs, too."""
    folder = peers.shipped()
    if folder is None:
        return (sys.executable,), {}
    return (sys.executable, "-S"), {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    end = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < end and process.poll() is None:
        try:
            urlopen(url, timeout=PATIENCE_S).close()
            return
        except URLError:
            time.sleep(0.01)
    raise RuntimeError(f"{url} did not answer")


def _resident(pid: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])
