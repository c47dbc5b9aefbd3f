"""What the browser tests share: the look-alike sites and browsers on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend.tests import disk
from e2e import employee
from e2e.backend import DATABASE, Backend
from e2e.browser import VIEWPORT, browser
from e2e.guest import PATIENCE_S, Guest
from e2e.origins import Origins, serve
from e2e.places import PLACES, Place
from e2e.sites.app import create_app

expect.set_options(timeout=PATIENCE_S * 1000)  # Playwright's five seconds are few where all cores are at work


@pytest.fixture(scope="session")
def origins() -> Iterator[Origins]:
    """The look-alike sites under their real addresses."""
    with serve(create_app()) as served:
        yield served


@pytest.fixture(scope="session")
def plain_browser(origins: Origins) -> Iterator[BrowserContext]:
    """A Chromium without the extension."""
    with browser(origins, extension=False) as context:
        yield context


@pytest.fixture(scope="session")
def plain_tab(plain_browser: BrowserContext) -> Page:
    """One tab for all pages without the extension: a new one costs as much as most of what is asked there."""
    page = plain_browser.new_page()
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    return page


@pytest.fixture
def plain_page(plain_tab: Page) -> Iterator[Page]:
    """A page without the extension; `complaints` holds its errors and what its policy refused."""
    plain_tab.complaints = []
    plain_tab.set_viewport_size(VIEWPORT)
    yield plain_tab
    plain_tab.unroute_all()
    plain_tab.goto("about:blank")
    plain_tab.context.clear_cookies()


@pytest.fixture(scope="session", autouse=True)
def quick_disk() -> Iterator[None]:
    """No story waits for it."""
    with disk.quick():
        yield


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the sample organisation."""
    folder = tmp_path_factory.mktemp("sample")
    Backend(folder)
    return folder / DATABASE


@pytest.fixture(scope="session")
def kept_backend(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Backend:
    """One server for all stories; `backend` makes it new for each."""
    return Backend(tmp_path_factory.mktemp("backend"), sample)


@pytest.fixture
def backend(kept_backend: Backend, sample: Path) -> Iterator[Backend]:
    """The real backend with the sample organisation, as if new for each story."""
    kept_backend.begin_anew(sample)
    kept_backend.start()
    yield kept_backend
    kept_backend.stop()


@pytest.fixture(scope="session")
def extension_browser(origins: Origins) -> Iterator[BrowserContext]:
    """One Chromium with the extension for all stories; `amira` makes it new for each."""
    with browser(origins) as context:
        yield context


@pytest.fixture(scope="session")
def kept_tabs() -> list[Page]:
    """At most one, for the feeds of all stories: a new one costs as much as opening a feed in it."""
    return []


@pytest.fixture(scope="module")
def german_browser(origins: Origins) -> Iterator[BrowserContext]:
    """The same in German, for as long as a file needs it."""
    with browser(origins, locale="de") as context:
        yield context


@pytest.fixture
def amira(
    extension_browser: BrowserContext, kept_tabs: list[Page], backend: Backend
) -> Iterator[BrowserContext]:
    """The browser of Amira, the employee: freshly installed, signed in, synced."""
    employee.forget(extension_browser, rules_too=False)
    backend.requests.clear()  # the last ones of an earlier story
    employee.sign_in(extension_browser, backend)
    yield extension_browser
    for page in extension_browser.pages[1:]:
        if page not in kept_tabs:
            page.close()


@pytest.fixture(params=PLACES, ids=lambda place: place.name)
def place(request: pytest.FixtureRequest) -> Place:
    """Each look-alike site in turn."""
    return request.param


@pytest.fixture
def page(amira: BrowserContext, kept_tabs: list[Page], place: Place) -> Iterator[Page]:
    """Amira's tab on the feed of this place. What cannot be undone in a tab needs one of its own."""
    if not kept_tabs or kept_tabs[0].is_closed():
        kept_tabs[:] = [amira.new_page()]
    [tab] = kept_tabs
    tab.bring_to_front()
    place.open(tab)
    yield tab
    if tab.is_closed():
        return
    tab.unroute_all()
    tab.set_viewport_size(VIEWPORT)
    tab.emulate_media(media="null", color_scheme="light", reduced_motion="null", forced_colors="null")
    tab.goto("about:blank")


@pytest.fixture
def guest(page: Page) -> Guest:
    """What of ours she sees in it."""
    return Guest(page)


@pytest.fixture
def second(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Iterator[Backend]:
    """The server of another organisation."""
    server = Backend(tmp_path_factory.mktemp("second"), sample)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def without_us(plain_browser: BrowserContext, place: Place) -> Iterator[Page]:
    """The same page in a browser that never heard of us."""
    page = plain_browser.new_page()
    yield page
    page.close()
