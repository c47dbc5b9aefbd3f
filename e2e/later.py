"""Time that passes for one page only: Playwright's clock would pass for a whole browser and later stories."""

from playwright.sync_api import Page

PASSES = """ms => {
  window.passed = (window.passed ?? 0) + ms;
  if (window.passed !== ms) return;
  const Own = Date;
  const now = () => Own.now() + window.passed;
  window.Date = new Proxy(Own, {
    construct: (_, given) => (given.length ? new Own(...given) : new Own(now())),
    apply: () => String(new Own(now())),
    get: (_, name) => (name === 'now' ? now : Own[name]),
  });
}"""


def time_passes(page: Page, ms: int) -> None:
    """From now on it is so much later for the page itself; what waits for a while goes on waiting."""
    page.evaluate(PASSES, ms)
