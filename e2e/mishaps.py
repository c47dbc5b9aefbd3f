"""What can go wrong on the way to the backend, as layers around its WSGI app."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from unittest.mock import patch

from e2e.backend import Backend

App = Callable[[dict[str, Any], Any], Iterable[bytes]]


@contextmanager
def stopped(backend: Backend) -> Iterator[None]:
    """Nobody answers while the block runs."""
    backend.stop()
    try:
        yield
    finally:
        backend.start()


@contextmanager
def slow(backend: Backend) -> Iterator[None]:
    """Every request waits until the block ends."""
    backend.open.clear()
    try:
        yield
    finally:
        backend.open.set()


@contextmanager
def _around(backend: Backend, layer: Callable[[App], App]) -> Iterator[None]:
    with patch.object(backend.app, "wsgi_app", layer(backend.app.wsgi_app)):
        yield


def _concerns(environ: dict[str, Any], path: str) -> bool:
    return bool(environ["PATH_INFO"] == path and environ["REQUEST_METHOD"] != "OPTIONS")


def _hang_up(environ: dict[str, Any]) -> NoReturn:
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


@contextmanager
def losing_answers(backend: Backend, path: str) -> Iterator[threading.Event]:
    """Requests to `path` are worked on, then the line goes dead; the event says that it happened."""
    lost = threading.Event()

    def layer(app: App) -> App:
        def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if not _concerns(environ, path):
                return app(environ, start_response)
            b"".join(app(environ, lambda *_: None))
            lost.set()
            return _hang_up(environ)

        return serve

    with _around(backend, layer):
        yield lost


@contextmanager
def holding_answers(backend: Backend, path: str) -> Iterator[threading.Event]:
    """Requests to `path` are worked on, their answers wait for the end of the block; the event: one waits."""
    waits, end = threading.Event(), threading.Event()

    def layer(app: App) -> App:
        def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            answer = app(environ, start_response)
            if _concerns(environ, path):
                waits.set()
                end.wait()
            return answer

        return serve

    with _around(backend, layer):
        try:
            yield waits
        finally:
            end.set()


@contextmanager
def breaking_off_answers(backend: Backend, path: str) -> Iterator[None]:
    """Answers from `path` end in their middle."""

    def layer(app: App) -> App:
        def serve(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
            body = b"".join(app(environ, start_response))
            if not _concerns(environ, path):
                yield body
                return
            yield body[: len(body) // 2]
            _hang_up(environ)

        return serve

    with _around(backend, layer):
        yield


@contextmanager
def answering(backend: Backend, path: str, change: Callable[[bytes], tuple[bytes, str]]) -> Iterator[None]:
    """`path` answers with `change(body)` instead: another body, and its ETag."""

    def layer(app: App) -> App:
        def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if not _concerns(environ, path):
                return app(environ, start_response)
            environ.pop("HTTP_IF_NONE_MATCH", None)
            head: list[Any] = []
            body, etag = change(b"".join(app(environ, lambda *args: head.extend(args))))
            changed = {"ETag": f'"{etag}"', "Content-Length": str(len(body))}
            start_response(head[0], [*((n, v) for n, v in head[1] if n not in changed), *changed.items()])
            return [body]

        return serve

    with _around(backend, layer):
        yield
