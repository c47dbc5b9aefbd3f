"""The real Chromium with the real extension on the look-alike sites; nothing else can be reached."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, ViewportSize, Worker

from e2e import chromium
from e2e.origins import HOSTS, Origins

WELCOME_WITHIN_S = ENDED_WITHIN_S = 60.0
EXTENSION = Path(__file__).resolve().parent.parent / "extension"
VIEWPORT: ViewportSize = {"width": 1280, "height": 860}
_QUIET = ("--disable-domain-reliability", "--no-pings")  # the rest of the quiet is Playwright's default
# a graphics card that is only imitated costs more than drawing without one, a process for it yet more
_PLAIN = ("--disable-gpu", "--in-process-gpu")


def _network(origins: Origins) -> list[str]:
    rules = [f"MAP {host}:443 127.0.0.1:{origins.port}" for host in HOSTS]
    rules += ["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"]
    return [
        "--host-resolver-rules=" + ",".join(rules),
        f"--ignore-certificate-errors-spki-list={origins.spki}",
        # as on the net: a page of the sites may not reach this machine by itself
        f"--ip-address-space-overrides=127.0.0.1:{origins.port}=public",
    ]


def _loading(extension: bool | Path) -> list[str]:
    if extension is False:
        return []
    folder = EXTENSION if extension is True else extension.resolve()
    return [f"--disable-extensions-except={folder}", f"--load-extension={folder}"]


@contextmanager
def browser(
    origins: Origins,
    *,
    extension: bool | Path = True,
    profile: Path | None = None,
    headless: bool = True,
    locale: str = "en",
    args: Sequence[str] = (),
    welcome: bool = False,
) -> Iterator[BrowserContext]:
    """A Chromium on `origins` while the block runs.

    `extension`: True for the one of this checkout, a folder for another, False for none. `profile` is kept
    when given, else thrown away. `locale` (en, de) is the language of the extension and of the pages.
    `args`: more for Chromium itself. `welcome`: leave the page open that the extension begins with.
    """
    with ExitStack() as stack:
        folder = profile or stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        context = chromium.driver().chromium.launch_persistent_context(
            folder,
            executable_path=chromium.path(),
            headless=headless,
            viewport=VIEWPORT,
            locale=locale,
            args=[*_network(origins), *_loading(extension), *_QUIET, *_PLAIN, f"--lang={locale}", *args],
        )
        stack.callback(context.close)
        if extension is True and not profile and not welcome:
            first_page(context).close()
        yield context


def first_page(context: BrowserContext) -> Page:
    """What the extension opens when it was just installed; waits for it.

    The browser's own first tab may be told of before it or after it. Raises TimeoutError.
    """
    end = time.monotonic() + WELCOME_WITHIN_S
    while time.monotonic() < end:
        for page in context.pages:
            if page.url.endswith("/welcome/welcome.html"):
                page.wait_for_load_state()
                return page
        tab = context.pages[0] if context.pages else context.wait_for_event("page")
        tab.wait_for_timeout(20)  # lets the browser tell what is new
    raise TimeoutError("The extension opened no first page.")


def worker(context: BrowserContext) -> Worker:
    """The extension's service worker; waits until it has started."""
    return context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")


def extension_id(context: BrowserContext) -> str:
    """The id under which the loaded extension runs (32 letters a-p)."""
    return worker(context).url.split("/")[2]


def stop_worker(context: BrowserContext) -> None:
    """End the service worker as idling would; with Playwright attached it never stops by itself.

    Raises TimeoutError.
    """
    origin = f"chrome-extension://{extension_id(context)}/"
    page = context.new_page()
    page.goto(origin + "manifest.json")
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    end = time.monotonic() + ENDED_WITHIN_S
    while any(_is_worker(target, origin) for target in session.send("Target.getTargets")["targetInfos"]):
        if time.monotonic() > end:
            raise TimeoutError("The extension's worker does not end.")
        session.send("ServiceWorker.stopAllWorkers")  # something may just have woken it again
    page.close()


def _is_worker(target: dict[str, str], origin: str) -> bool:
    return target["type"] == "service_worker" and target["url"].startswith(origin)
