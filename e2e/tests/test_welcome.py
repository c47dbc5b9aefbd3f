"""The first page: opened once, when the extension is installed, and the way in from there."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend.config import EXTENSION_ID
from e2e import chromium, employee
from e2e.backend import Backend
from e2e.browser import EXTENSION, browser, first_page
from e2e.employee import in_extension, options_url
from e2e.origins import Origins

SETTINGS = "async () => (await chrome.storage.local.get('settings')).settings"
BEGUN = """async (since) => {
  const { vault } = await import('/background/store.js');
  return (await vault.get('keys', 'sync'))?.at > since;
}"""


@pytest.fixture
def welcome(origins: Origins) -> Iterator[Page]:
    """What a browser shows in which the extension was just installed."""
    with browser(origins, welcome=True) as context:
        yield first_page(context)


def test_on_install_a_page_tells_what_it_does_and_leads_in(welcome: Page, backend: Backend) -> None:
    for told in ("It never blocks", "Never read are messages", "The user agreement forbids", "X asks"):
        expect(welcome.get_by_text(told)).to_be_visible()
    welcome.get_by_label("The address your communications team gave you").fill(backend.url)
    with welcome.context.expect_page() as window:
        welcome.get_by_role("button", name="Sign in").click()
    window.value.get_by_role("button", name="Amira Aziz").click()
    expect(welcome.get_by_text("Signed in as Amira Aziz")).to_be_visible()
    welcome.locator("[data-name=linkedin]").select_option("In the side panel only")
    welcome.locator("[data-name=x]").select_option("Off")
    assert in_extension(welcome.context, SETTINGS)["sites"] == {"linkedin": "panel", "x": "off"}


def test_an_update_does_not_open_it_again(origins: Origins, tmp_path: Path) -> None:
    folder, profile = shutil.copytree(EXTENSION, tmp_path / "extension"), tmp_path / "profile"
    with browser(origins, extension=folder, profile=profile) as context:
        first_page(context)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"version": "0.2.0"}))
    updated = time.time() * 1000
    with browser(origins, extension=folder, profile=profile) as context:
        assert in_extension(context, employee.UNTIL % BEGUN, updated)
        assert [page.url for page in context.pages if "welcome" in page.url] == []


# a Chromium that finds a policy where an organisation puts it; nothing else on this machine sees the folder
WITH_POLICY = """#!/bin/sh
exec unshare -m sh -c 'mount --bind "{folder}" /etc/chromium && exec "{chromium}" "$@"' sh "$@"
"""


@pytest.fixture
def preset(origins: Origins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """The first page where the organisation has preset its server."""
    if (
        subprocess.run(["unshare", "-m", "true"], check=False).returncode
        or not Path("/etc/chromium").is_dir()
    ):
        pytest.skip("only root can give one browser a policy of its own, and only Debian's looks for it here")
    policies = tmp_path / "etc/policies/managed"
    policies.mkdir(parents=True)
    policy = {"3rdparty": {"extensions": {EXTENSION_ID: {"server": "https://plainspoken.acme.example"}}}}
    (policies / "acme.json").write_text(json.dumps(policy))
    wrapper = tmp_path / "chromium"
    wrapper.write_text(WITH_POLICY.format(folder=tmp_path / "etc", chromium=chromium.path()))
    wrapper.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(wrapper))
    with browser(origins, welcome=True) as context:
        yield first_page(context)


def test_a_server_that_the_organisation_preset_needs_no_typing(preset: Page) -> None:
    expect(preset.locator("[data-name=preset]")).to_contain_text("https://plainspoken.acme.example")
    expect(preset.locator("#server, [data-name=save]")).to_have_count(0)
    expect(preset.get_by_role("button", name="Sign in")).to_be_visible()


# ---- what an organisation presets ----

SERVER_OF = """async (managed) => {
  chrome.storage.managed.get = async () => managed;
  const { server } = await import('/background/api.js');
  return server().catch((error) => error.code);
}"""
PRESETS = {
    "none yet: it comes seconds after the start": ({}, None),
    "one that is safe": ({"server": "https://plainspoken.acme.example/"}, "https://plainspoken.acme.example"),
    "one on this machine": ({"server": "http://127.0.0.1:5005"}, "http://127.0.0.1:5005"),
    "one without encryption": ({"server": "http://plainspoken.acme.example"}, "rejected"),
    "a script": ({"server": "javascript:alert(1)"}, "rejected"),
    "no address": ({"server": "::"}, "rejected"),
}


def test_of_what_is_preset_only_a_safe_address_is_asked(extension_browser: BrowserContext) -> None:
    employee.forget(extension_browser)
    page = extension_browser.new_page()
    page.goto(options_url(extension_browser))
    found = {what: page.evaluate(SERVER_OF, managed) for what, (managed, _) in PRESETS.items()}
    page.close()
    assert found == {what: expected for what, (_, expected) in PRESETS.items()}
