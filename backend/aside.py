"""Work that goes on after the page was answered. A worker finishes what a dying server leaves undone."""

import threading
from collections.abc import Callable

from flask import Flask, current_app


def run(work: Callable[[], object]) -> None:
    """Do it in a thread of its own, in the app's context."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]

    def in_context() -> None:
        with app.app_context():
            work()

    threading.Thread(target=in_context, daemon=True).start()
