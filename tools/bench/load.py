"""A small load client: some connections that ask, wait for the answer, and ask again. Loopback only."""

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

HOST = "127.0.0.1"
CONNECTIONS = 32
SECONDS = 2.0
PATIENCE_S = 30
LAST_CHUNK = b"0\r\n\r\n"
Requests = Callable[[int], bytes]  # number of the request -> its bytes
Asked = tuple[int, Requests, int]  # port, what it is asked, the status that is right


@dataclass(frozen=True)
class Load:
    """What a server bore: answers a second, and the time in which 99 of 100 came (ms)."""

    answers: int
    rate: float
    p99_ms: float


def load(port: int, request: Requests, status: int) -> Load:
    """Ask `port` for SECONDS. Every request has a number of its own. RuntimeError for another status."""
    numbers, start = count(), time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        clients = [
            pool.submit(_ask, port, request, numbers, status, start + SECONDS) for _ in range(CONNECTIONS)
        ]
        taken = sorted(seconds for client in clients for seconds in client.result())
    return Load(len(taken), len(taken) / (time.perf_counter() - start), taken[len(taken) * 99 // 100] * 1000)


def get(path: str, **headers: str) -> bytes:
    """A GET; underscores in the names of headers read as hyphens."""
    return _bytes("GET", path, headers)


def post(path: str, body: bytes, **headers: str) -> bytes:
    """A POST of JSON."""
    return _bytes("POST", path, headers | {"Content_Type": "application/json"}, body)


def _bytes(method: str, path: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    given = {"Host": HOST, **({"Content_Length": str(len(body))} if body else {}), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
    return "\r\n".join((f"{method} {path} HTTP/1.1", *lines, "", "")).encode() + body


def _ask(port: int, request: Requests, numbers: Iterator[int], status: int, end: float) -> list[float]:
    taken = []
    with socket.create_connection((HOST, port), PATIENCE_S) as line:
        while (start := time.perf_counter()) < end:
            line.sendall(request(next(numbers)))
            head, body = _answer(line)
            taken.append(time.perf_counter() - start)
            if int(head[9:12]) != status:
                raise RuntimeError(f"expected {status}:\n{(head + body).decode(errors='replace')}")
    return taken


def _answer(line: socket.socket) -> tuple[bytes, bytes]:
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += _more(line)
    head, _, body = answer.partition(b"\r\n\r\n")
    while _chunked(head) and not body.endswith(LAST_CHUNK):
        body += _more(line)
    size = _size(head)
    while len(body) < size:
        body += _more(line)
    return head, body


def _more(line: socket.socket) -> bytes:
    found = line.recv(65536)
    if not found:
        raise RuntimeError("the server hung up in the middle of an answer")
    return found


def _chunked(head: bytes) -> bool:
    return b"transfer-encoding: chunked" in head.lower()


def _size(head: bytes) -> int:
    lower = head.lower()
    if lower[9:12] == b"304":
        return 0
    _, _, rest = lower.partition(b"content-length:")
    return int(rest.split(b"\r\n")[0] or 0)
