"""Random operations on a page under our feet: nodes removed, moved, doubled, renamed, rewritten."""

from playwright.sync_api import Page

PER_SECOND = 10_000

# Operates for `seconds`, `perSecond` times a second, as `seed` says. What `spare` selects stays in view and
# in peace, and so does its dialog or post. Little is taken away, and little at a time, or soon all were gone.
# A bare div without content may be a host of ours: that it is taken away is a story of its own.
OPERATE = """async ([seed, seconds, perSecond, spare]) => {
  const random = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const spared = spare ? document.querySelector(spare) : null;
  const room = spared?.closest('dialog, [role=dialog], [role=listitem], article, [data-urn]');
  const around = (node) => room && (node.contains(room) || room.contains(node));
  const KEPT = 'html, body, head, head *, header, header *, div:empty';
  const kept = (node) => !node.isConnected || node.matches(KEPT) || around(node);
  const small = (node) => node.getElementsByTagName('*').length < 8;
  const take = (node) => small(node) && node.remove();
  const move = (node, other) => small(node) && !node.contains(other) && other.append(node);
  const double = (node, other) => small(node) && other.before(node.cloneNode(true));
  const strip = (node) => node.attributes.length && node.removeAttribute(pick([...node.attributes]).name);
  const rename = (node, other) =>
    node.attributes.length && other.setAttribute(pick([...node.attributes]).name, 'renamed');
  const write = (node) => node.append(`word ${random()}`);
  const OPERATIONS = [take, move, double, double, double, strip, rename, rename, write, write, write, write];
  const end = performance.now() + seconds * 1000;
  const MOST_NODES = 4000; // doubled nodes double again
  let done = 0;
  while (performance.now() < end) {
    const nodes = [...document.body.querySelectorAll('*')];
    for (let i = 0; i < perSecond / 50; i++) {
      const [node, other] = [pick(nodes), pick(nodes)];
      if (!node || kept(node) || kept(other)) continue;
      const operation = nodes.length > MOST_NODES ? take : pick(OPERATIONS);
      try { operation(node, other); done++; } catch { /* a place where this node cannot stand */ }
    }
    spared?.scrollIntoView({ block: 'center' });
    await new Promise((later) => setTimeout(later, 20));
  }
  return done;
}"""


def operate(page: Page, seed: int, seconds: float, *, spare: str = "") -> int:
    """How many operations were done. `spare`: selector of an element that is left in peace."""
    done: int = page.evaluate(OPERATE, [seed, seconds, PER_SECOND, spare])
    return done
