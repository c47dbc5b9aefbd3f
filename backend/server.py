"""The WSGI server below the app: gunicorn with threads; waitress on Windows and for the demo."""

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from flask import Flask

from backend import logs

THREADS = 8
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
log = structlog.get_logger()


def serve(make_app: Callable[[], Flask], host: str, port: int, workers: int) -> None:
    """Answer on `host`:`port` until stopped. Nobody may have imported the app before `make_app` does."""
    if sys.platform == "win32":
        serve_small(make_app(), host, port)
        return
    with _counts_of_all_workers():
        run_gunicorn(make_app(), host, port, workers)


def serve_small(app: Flask, host: str, port: int) -> None:
    """Answer from this process, with threads."""
    import waitress

    log.info("listening", port=port, workers=1)
    waitress.serve(app, host=host, port=port, threads=THREADS, ident=None)


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
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("workers", workers)
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", THREADS)
            self.cfg.set("logger_class", Quiet)

        def load(self) -> object:
            return app

    logs.configure()
    log.info("listening", port=port, workers=workers)
    Application().run()


@contextmanager
def _counts_of_all_workers() -> Iterator[None]:
    """For /metrics: a folder that prometheus_client wants to know before it is imported."""
    here, os.environ[COUNTS] = os.getpid(), tempfile.mkdtemp(prefix="plainspoken-metrics-")
    try:
        yield
    finally:
        if os.getpid() == here:  # a worker that ends comes by here too
            shutil.rmtree(os.environ.pop(COUNTS), ignore_errors=True)
