"""Random operations on a page under our feet: nodes removed, moved, doubled, renamed, rewritten."""

from playwright.sync_api import Page

PER_SECOND = 10_000

# Operates for `seconds`, until the page has changed `perSecond` times in each, as `seed` says. What `spare`
# selects stays in peace, and so does its dialog or post; the first of it stays in view. Little is taken away,
# and little at a time, or soon all were gone. A bare div without content may be a host of ours: that it is
# taken away is a story of its own. Where too little is left, also where the site gave up all it had, copies
# of what was there at first are put back.
OPERATE = """async ([seed, seconds, perSecond, spare]) => {
  const random = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const spared = spare ? [...document.querySelectorAll(spare)] : [];
  const ROOM = 'dialog, [role=dialog], [role=listitem], article, [data-urn]';
  const rooms = spared.map((one) => one.closest(ROOM));
  const around = (node) => rooms.some((room) => node.contains(room) || room.contains(node));
  const KEPT = 'html, body, head, head *, header, header *, div:empty';
  const kept = (node) => !node.isConnected || node.matches(KEPT) || around(node);
  const small = (node) => node.getElementsByTagName('*').length < 8;
  const take = (node) => small(node) && node.remove();
  const move = (node, other) => small(node) && !node.contains(other) && other.append(node);
  const double = (node, other) => small(node) && other.before(node.cloneNode(true));
  const strip = (node) => node.attributes.length && node.removeAttribute(pick([...node.attributes]).name);
  const rename = (node, other) =>
    node.attributes.length && other.setAttribute(pick([...node.attributes]).name, 'renamed');
  const write = (node) => {
    if (node.lastChild?.nodeType === Node.TEXT_NODE) node.lastChild.data = `word ${random()}`;
    else node.append(`word ${random()}`);
  };
  const OPERATIONS = [take, move, double, double, double, strip, rename, rename, write, write, write, write];
  const MOST_NODES = 2000; // doubled nodes double again
  const FEWEST_NODES = 50;
  const free = () => [...document.body.querySelectorAll('*')].filter((node) => !kept(node));
  const stock = (window.surgeonsStock ??= free().filter(small).map((node) => node.cloneNode(true)));
  const begin = performance.now();
  const passed = () => (performance.now() - begin) / 1000;
  let done = 0;
  const counter = new MutationObserver((records) => { done += records.length; });
  counter.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  let still = 0;
  while (done < perSecond * seconds && still < 10) {
    const before = done;
    const short = Math.max(0, FEWEST_NODES - free().length);
    document.body.append(...Array.from({ length: short }, () => pick(stock).cloneNode(true)));
    const nodes = [...document.body.querySelectorAll('*')];
    const due = perSecond * passed() - done; // what a slow page left no time for comes in the next burst
    for (let i = 0; i < due; i++) {
      const [node, other] = [pick(nodes), pick(nodes)];
      if (!node || kept(node) || kept(other)) continue;
      const operation = pick(nodes.length > MOST_NODES ? [take, write] : OPERATIONS);
      try { operation(node, other); } catch { /* a place where this node cannot stand */ }
    }
    spared[0]?.scrollIntoView({ block: 'center' });
    await new Promise((later) => setTimeout(later, 20));
    still = done > before ? 0 : still + 1;
  }
  counter.disconnect();
  return done;
}"""


def operate(page: Page, seed: int, seconds: float, *, spare: str = "") -> int:
    """How many changes the page went through. `spare`: selector of elements that are left in peace."""
    done: int = page.evaluate(OPERATE, [seed, seconds, PER_SECOND, spare])
    return done
