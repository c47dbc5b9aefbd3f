"""Time that passes for one page only: Playwright's clock would pass for a whole browser and later stories."""

from playwright.sync_api import Page

PASSES = """ms => {
  window.passed = (window.passed ?? 0) + ms;
  if (window.passed !== ms) return;
  const Own = Date;
  window.Date = class extends Own {
    constructor(...given) { given.length ? super(...given) : super(window.Date.now()); }
    static now() { return Own.now() + window.passed; }
  };
}"""


def time_passes(page: Page, ms: int) -> None:
    """From now on it is so much later for the page itself; what waits for a while goes on waiting."""
    page.evaluate(PASSES, ms)
