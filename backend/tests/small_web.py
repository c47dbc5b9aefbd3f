"""A small web of our own, on loopback: real addresses with real answers, for what reads from the web."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Web:
    """`web.put("/feed", body, "application/rss+xml")`; what was asked for is in `asked`."""

    server: ThreadingHTTPServer
    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def put(
        self, path: str, body: bytes | str, kind: str = "text/html", status: int = 200, **headers: str
    ) -> str:
        """Answer `path` with this from now on; its address."""
        data = body.encode() if isinstance(body, str) else body
        told = {"Content-Type": kind, "Content-Length": str(len(data))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.do(path, lambda request: _answer(request, status, told, data))

    def do(self, path: str, answer: Callable[[BaseHTTPRequestHandler], None]) -> str:
        """Answer `path` in a way of its own; its address."""
        self.answers[path] = answer
        return self.url(path)


def _answer(request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], data: bytes) -> None:
    etag = headers.get("ETag")
    if etag and request.headers.get("If-None-Match") == etag:
        status, data, headers = 304, b"", {"ETag": etag}
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(data)


@contextmanager
def serving() -> Iterator[Web]:
    """A web that ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.path, dict(self.headers)))
            with suppress(OSError):  # the reader may have had enough
                web.answers.get(self.path, lambda request: request.send_error(404))(self)

        def log_message(self, *_: Any) -> None:
            pass

    web = Web(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
    web.server.daemon_threads = True
    thread = threading.Thread(target=web.server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield web
    finally:
        web.server.shutdown()
        thread.join()
        web.server.server_close()
