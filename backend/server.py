"""The WSGI server below the app: gunicorn with threads; waitress on Windows and for the demo.

`serve` starts this module as a program of its own: the workers add up their counts for /metrics in a folder
that prometheus_client wants to know before it is imported.
"""

import logging
import os
import shutil
import sys
import tempfile

import structlog

from backend import config, logs
from backend.app import create_app

THREADS = 8
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
log = structlog.get_logger()


def serve(host: str, port: int, workers: int) -> None:
    """Answer on `host`:`port` until stopped, with the settings of the environment. Does not return."""
    if sys.platform == "win32":
        serve_small(config.from_environment(), host, port)
    else:
        os.environ[COUNTS] = tempfile.mkdtemp(prefix="plainspoken-metrics-")
        program = (sys.executable, "-m", "backend.server", host, str(port), str(workers))
        os.execv(sys.executable, program)  # noqa: S606 - our own module, no shell


def serve_small(settings: config.Config, host: str, port: int) -> None:
    """Answer from this process, with threads."""
    import waitress

    log.info("listening", port=port, workers=1)
    waitress.serve(create_app(settings), host=host, port=port, threads=THREADS, ident=None)


def run_gunicorn(host: str, port: int, workers: int) -> None:
    """Answer with several processes."""
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
            return create_app(config.from_environment())

    log.info("listening", port=port, workers=workers)
    here = os.getpid()
    try:
        Application().run()  # forks in here: a worker that ends comes by below too
    finally:
        if os.getpid() == here:
            shutil.rmtree(os.environ[COUNTS], ignore_errors=True)


if __name__ == "__main__":
    logs.configure()
    run_gunicorn(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
