"""The extension in a browser, signed in as one of the sample employees."""

from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from e2e.backend import Backend
from e2e.browser import extension_id

AMIRA = "amira@acme.example"
FORGET = """async (rulesToo) => {
  const { STORES, vault } = await import('/background/store.js');
  const LOCKS = ['choose', 'outbox', 'sync']; // with them nothing of an earlier story is on its way any more
  const forget = async () => {
    const etag = await vault.get('keys', 'etag:release');
    const { release, rules } = await chrome.storage.local.get(['release', 'rules']);
    for (const store of STORES) await vault.removeBefore(store, '\uffff');
    await chrome.alarms.clear('outbox');
    await chrome.alarms.clear('reminder');
    await chrome.alarms.create('sync', { periodInMinutes: 15 }); // not within a story
    await chrome.action.setBadgeText({ text: '' });
    await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
    if (rulesToo || release?.body.number !== 1) return; // a later one is not gone back behind
    await chrome.storage.local.set({ release, rules });
    await vault.set('keys', 'etag:release', etag);
  };
  await LOCKS.reduceRight((work, lock) => () => navigator.locks.request(lock, work), forget)();
}"""
QUIET = "() => chrome.storage.local.set({ settings: { sites: { linkedin: 'panel', x: 'panel' } } })"
KEEP = """async ([server, token]) => {
  const { vault } = await import('/background/store.js');
  await vault.set('keys', 'server', server);
  await vault.set('keys', 'token', token);
  await chrome.runtime.sendMessage({ type: 'sync' });
}"""

UNTIL = """async (argument) => {
  for (let frame = 0; frame < 1800; frame++) {
    if (await (%s)(argument)) return true;
    await new Promise(requestAnimationFrame);
  }
}"""
IS_CHOSEN = """async ([name, on]) => {
  const { vault } = await import('/background/store.js');
  return (await vault.get('keys', 'me'))[name] === on;
}"""


def sign_in(context: BrowserContext, backend: Backend, email: str = AMIRA) -> None:
    """Put a device token where sign-in puts it, then sync; the way there by hand is in test_sign_in.py."""
    in_extension(context, KEEP, [backend.url, backend.token(email)])


def forget(context: BrowserContext, *, rules_too: bool = True) -> None:
    """As freshly installed; the sample's rules, always the same, need not travel anew for each story."""
    in_extension(context, FORGET, rules_too)


def sync(context: BrowserContext) -> dict[str, Any]:
    """What the popup's Sync button does; the worker's reply."""
    reply: dict[str, Any] = tell(context, {"type": "sync"})
    return reply


def choose(context: BrowserContext, name: str, on: bool) -> None:
    """Tick or untick a choice that the backend keeps, by hand in the settings; until its answer has come."""
    page = context.new_page()
    page.goto(options_url(context))
    box = page.locator(f"[data-name={name}]")
    expect(box).to_be_checked(checked=not on)
    box.focus()
    page.keyboard.press("Space")
    wait_until(page, IS_CHOSEN, [name, on])
    sync(context)  # one of an earlier story may still have been on its way
    wait_until(page, IS_CHOSEN, [name, on])
    page.close()


def tell(context: BrowserContext, message: dict[str, Any]) -> Any:
    """Send a message as a page of the extension and wait for the reply."""
    return in_extension(context, "message => chrome.runtime.sendMessage(message)", message)


def wait_until(page: Page, look: str, argument: Any = None) -> None:
    """Until the promise of `look(argument)` is a yes; Playwright's own wait takes any promise for one."""
    assert page.evaluate(UNTIL % look, argument), f"waited in vain for {look}"


def go_quiet(context: BrowserContext) -> Page:
    """Choose the side panel for both sites. What is given is its page in a tab, where a test can see it."""
    in_extension(context, QUIET)
    page = context.new_page()
    page.goto(options_url(context).replace("options", "panel"))
    return page


def options_url(context: BrowserContext) -> str:
    """Address of the options page."""
    return f"chrome-extension://{extension_id(context)}/options/options.html"


def in_extension(context: BrowserContext, script: str, argument: Any = None) -> Any:
    """Evaluate `script` at the extension's own origin, in a tab that is kept for that: a new one is dear."""
    address = f"chrome-extension://{extension_id(context)}/manifest.json"
    page = next((page for page in context.pages if page.url in (address, "about:blank")), None)
    page = page or context.new_page()
    if page.url != address:
        page.goto(address)
    return page.evaluate(script, argument)
