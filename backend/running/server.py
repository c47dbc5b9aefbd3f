"""The WSGI server below the app: gunicorn with threads; waitress on Windows and for the demo."""

import errno
import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
import structlog
from flask import Flask

from backend import logs
from backend.running import memory

THREADS = 8
BIND = {
    errno.EADDRINUSE: "Port {port} is in use; choose another with --port.",
    errno.EACCES: "This account may not listen on port {port}; choose one above 1023 with --port.",
    errno.EADDRNOTAVAIL: "This machine has no address {host}; choose one that it has with --host.",
}
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
log = structlog.get_logger()


def serve(make_app: Callable[[], Flask], host: str, port: int, workers: int) -> None:
    """Answer on `host`:`port` until stopped. Nobody may have imported the app before `make_app` does."""
    if sys.platform == "win32":
        serve_small(make_app(), host, port)
        return
    memory.share_between_threads()
    with _counts_of_all_workers():
        run_gunicorn(make_app(), host, port, workers)


def serve_small(app: Flask, host: str, port: int) -> None:
    """Answer from this process, with threads."""
    import waitress

    check_free(host, port)
    server = waitress.create_server(app, host=host, port=port, threads=THREADS, ident=None)
    log.info("listening", port=port, workers=1)
    server.run()


def run_gunicorn(app: Flask, host: str, port: int, workers: int) -> None:
    """Answer with several processes, which begin as copies of this one."""
    from gunicorn.app.base import BaseApplication
    from gunicorn.glogging import Logger

    class Quiet(Logger):  # type: ignore[misc]
        """gunicorn's own lines go where ours go, and its errors lose the address they would name."""

        def setup(self, cfg: object) -> None:
            super().setup(cfg)
            self.error_log.handlers.clear()
            self.error_log.propagate = True
            self.error_log.setLevel(logging.WARNING)

    class Application(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
            self.cfg.set("when_ready", lambda _arbiter: log.info("listening", port=port, workers=workers))
            self.cfg.set("workers", workers)
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", THREADS)
            self.cfg.set("logger_class", Quiet)
            self.cfg.set("control_socket_disable", True)  # a file in a home that the account may not have

        def load(self) -> object:
            return app

    check_free(host, port)
    logs.configure()
    Application().run()


def check_free(host: str, port: int) -> None:
    """Said before the server tries, which would say it in many lines."""
    try:
        [(family, kind, protocol, _name, place), *_] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family, kind, protocol) as tried:
            if sys.platform != "win32":  # there it would allow what is in use
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
    except OSError as no:
        said = BIND.get(no.errno or 0, "Nobody can listen at {host}, port {port}: see --host and --port.")
        raise click.ClickException(said.format(host=host, port=port)) from None


@contextmanager
def _counts_of_all_workers() -> Iterator[None]:
    """For /metrics: a folder that prometheus_client wants to know before it is imported."""
    here, os.environ[COUNTS] = os.getpid(), tempfile.mkdtemp(prefix="plainspoken-metrics-")
    try:
        yield
    finally:
        if os.getpid() == here:  # a worker that ends comes by here too
            shutil.rmtree(os.environ.pop(COUNTS), ignore_errors=True)
