"""The whole document of a page as text, to tell whether anything of ours is in it."""

from playwright.sync_api import Page

from e2e.places import FRAMES

# The document as text, with what is in open shadow roots. Left out is what differs from one load to the next:
# nonces, the names that Draft.js draws by lot, heights that the feed remembers.
SERIALISED = """() => {
  const steady = ({ name, value }) => name === 'style' ? value.replace(/min-height: \\d+px;/, '') :
    value.replace(/^placeholder-\\w+$/, 'placeholder');
  const attributes = (node) => [...node.attributes]
    .filter(({ name }) => !['nonce', 'data-offset-key', 'data-editor'].includes(name))
    .map((one) => `${one.name}=${steady(one)}`).sort().join(' ');
  const own = (node) => node.nodeType === 1 ? `<${node.localName} ${attributes(node)}>` : node.data ?? '';
  const inside = (node) => [...(node.shadowRoot ? [node.shadowRoot] : []), ...node.childNodes];
  const lines = (node, depth) =>
    [' '.repeat(depth) + own(node), ...inside(node).map((one) => lines(one, depth + 1))].join('\\n');
  const highlights = [...(CSS.highlights?.keys() ?? [])].join();
  return [lines(document.documentElement, 0), document.adoptedStyleSheets.length, highlights].join('\\n');
}"""


def at_leisure(page: Page) -> None:
    """Until the page has nothing to do."""
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")


def looks(page: Page) -> str:
    """The whole document, once the page is at rest: a feed goes on filling itself for some frames."""
    before = _read(page)
    for _ in range(50):
        now = _read(page)
        if now == before:
            return now
        before = now
    raise AssertionError("the page does not come to rest")


def _read(page: Page) -> str:
    at_leisure(page)
    page.evaluate(FRAMES)
    return str(page.evaluate(SERIALISED))
