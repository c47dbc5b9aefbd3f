"""Time that passes for one page only: Playwright's clock would pass for a whole browser and later stories."""

from playwright.sync_api import Page

from e2e import content_world
from e2e.world import World

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


# what waits for longer than a minute waits for `pass`; all else goes on as ever
WAITS = """(() => {
  const MINUTE = 60_000;
  const [set, clear, now] = [setTimeout, clearTimeout, Date.now];
  let passed = 0;
  globalThis.waits = new Map();
  Date.now = () => now() + passed;
  globalThis.setTimeout = (act, ms = 0) => {
    const id = set(act, ms);
    if (ms > MINUTE) waits.set(id, { act, at: Date.now() + ms });
    return id;
  };
  globalThis.clearTimeout = (id) => clear(id) ?? void waits.delete(id);
  globalThis.pass = (ms) => {
    passed += ms;
    const due = [...waits].filter(([, { at }]) => at <= Date.now());
    due.forEach(([id, { act }]) => (clearTimeout(id), act()));
  };
})()"""


class Clock:
    """The clock of our content scripts in the open page, from now on."""

    def __init__(self, page: Page) -> None:
        self._world: World = content_world.of(page)
        self._world.evaluate(WAITS)

    def timers(self) -> int:
        """How many wait for more than a minute."""
        return int(self._world.evaluate("waits.size"))

    def longest(self) -> int:
        """The milliseconds until the last of them is done; 0 where there is none."""
        return int(
            self._world.evaluate("Math.max(0, ...[...waits.values()].map(({ at }) => at - Date.now()))")
        )

    def passes(self, ms: int) -> None:
        """It is so much later, and what waited for that is done."""
        self._world.evaluate(f"pass({ms})")
