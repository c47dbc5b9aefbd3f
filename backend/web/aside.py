"""Work that goes on after the page was answered. A worker finishes what a dying server leaves undone."""

import threading
from collections.abc import Callable

import structlog
from flask import Flask, current_app

ASIDE = "aside: "  # of the names of these threads
log = structlog.get_logger()


def run(name: str, work: Callable[[], object]) -> None:
    """Do it in a thread of its own, in the app's context; should it break, the log says so of `name`."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    threading.Thread(target=_in_context, args=(app, name, work), name=f"{ASIDE}{name}", daemon=True).start()


def _in_context(app: Flask, name: str, work: Callable[[], object]) -> None:
    with app.app_context():
        try:
            work()
        except Exception as problem:
            log.error(f"job {name} broke", error=problem)
