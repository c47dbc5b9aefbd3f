"""The machine's Chromium, and the driver that steers it."""

import atexit
import os
import shutil
from functools import cache

from playwright.sync_api import Playwright, sync_playwright

# branded Chrome is not among them: it refuses --load-extension
_NAMES = ("chromium", "chromium-browser", "google-chrome-for-testing")


def path() -> str:
    """Path of Chromium: $CHROMIUM, else the first known name on the PATH, else FileNotFoundError."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        raise FileNotFoundError(
            "No Chromium found: install it (Debian: apt install chromium) or set CHROMIUM to its path."
        )
    return found


@cache
def driver() -> Playwright:
    """One driver for the process: a second one in the same thread is refused by Playwright."""
    # the node that set-up asked for: the one Playwright brings needs a library that a bare Debian lacks
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", shutil.which("node") or "node")
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started
