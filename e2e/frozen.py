"""Pages that hold nothing but what a test wrote, at the sites' addresses, and our adapters beside them."""

from playwright.sync_api import Page, Route

from e2e.world import World, beside, content_files

FEED, X_HOME = "https://www.linkedin.com/feed/", "https://x.com/home"
LOOK = """
let site = location.host === 'x.com' ? x(hooks.x) : linkedin(hooks.linkedin);
const inner = (root) => root.activeElement;
const active = (root) => inner(root)?.shadowRoot ? active(inner(root).shadowRoot) : inner(root);
const composer = () => site.composerOf(active(document));
const rect = (element) => element?.getBoundingClientRect().toJSON() ?? null;
"""
ADAPTERS = content_files("/sites/") + LOOK


def frozen(page: Page, address: str, html: str) -> World:
    """The page at `address` is this one; a world beside it has our adapters."""

    def answer(route: Route) -> None:
        route.fulfill(body=f"<!doctype html><body>{html}</body>", content_type="text/html; charset=utf-8")

    page.route(address, answer)
    page.goto(address)
    return beside(page, ADAPTERS)
