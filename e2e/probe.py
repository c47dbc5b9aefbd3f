"""What the extension's own adapters recognise in saved pages: python -m e2e.probe FOLDER [--out FILE]."""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from e2e.browser import browser
from e2e.origins import serve
from e2e.world import beside, content_files

ADDRESSES = {"linkedin": "https://www.linkedin.com/feed/", "x": "https://x.com/home"}
# a saved page is looked at, not run: none of its addresses is asked for anything
_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
]
_MEASURE = """
((name) => {
  const site = { linkedin, x }[name](hooks[name]);
  const posts = site.posts(document).map((post) => site.readPost(post));
  const count = (test) => posts.filter(test).length;
  return {
    dialect: site.dialect(document),
    posts: posts.length,
    authors: count((post) => post.author),
    companies: count((post) => post.author?.kind === 'company'),
    promoted: count((post) => post.promoted),
    ids: count((post) => post.id),
    comments: site.comments(document).length,
    editors: site.composers(document).length,
  };
})
"""


@dataclass(frozen=True)
class Found:
    """What one saved page shows: counts; `site` linkedin, x or None; `dialect` sdui, ember, x or None."""

    page: str
    site: str | None
    dialect: str | None
    posts: int
    authors: int
    companies: int
    promoted: int
    ids: int
    comments: int
    editors: int


class _Frozen:
    """A WSGI app that answers the site's address with the page on show, and all else with nothing."""

    html = b""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        shown = environ["PATH_INFO"] in ("/feed/", "/home")
        start_response("200 OK" if shown else "404 Not Found", _HEADERS)
        return [self.html if shown else b""]


def probe(folder: Path) -> Iterator[Found]:
    """Measure every *.html below `folder`, in the order of their names."""
    frozen = _Frozen()
    script = content_files("/sites/")
    with serve(frozen) as origins, browser(origins, extension=False) as context:
        page = context.new_page()
        for path in sorted(folder.resolve().rglob("*.html")):
            frozen.html = path.read_bytes()
            name = path.relative_to(folder.resolve()).as_posix()
            yield _best([_look(page, script, name, site) for site in _sites(folder, path)])


def _sites(folder: Path, path: Path) -> list[str]:
    """The site that a folder in the path names, else both."""
    named = [part for part in path.relative_to(folder.resolve().parent).parent.parts if part in ADDRESSES]
    return named[-1:] or list(ADDRESSES)


def _look(page: Page, script: str, name: str, site: str) -> Found:
    page.goto(ADDRESSES[site], wait_until="domcontentloaded")
    world = beside(page, script)
    try:
        counts = world.evaluate(f"({_MEASURE})({json.dumps(site)})")
    except RuntimeError as fault:
        raise RuntimeError(f"{name}: the {site} adapter threw; it must not, whatever a page holds") from fault
    world.close()
    return Found(page=name, site=site, **counts)


def _best(looks: list[Found]) -> Found:
    """The one look, or of two the one that knows its dialect; a page of neither site has none."""
    known = [look for look in looks if look.dialect]
    if known or len(looks) == 1:
        return max(known or looks, key=lambda look: look.posts + look.comments + look.editors)
    return Found(looks[0].page, None, None, 0, 0, 0, 0, 0, 0, 0)


def _row(cells: Iterable[Any]) -> str:
    page, *others = ("-" if cell is None else str(cell) for cell in cells)
    return f"{page[:58]:58}" + "".join(f"{cell:>10}" for cell in others)


def main() -> None:
    """Print the table; with --out also write one JSON object a line."""
    parser = argparse.ArgumentParser(prog="make probe", description=__doc__)
    parser.add_argument("folder", type=Path, help="saved pages, *.html, in folders named linkedin or x")
    parser.add_argument("--out", type=Path, help="file for one JSON object a line")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder; say make probe PAGES=the-folder-with-saved-pages")
    print(_row(Found.__dataclass_fields__))
    lines = []
    for found in probe(options.folder):
        print(_row(asdict(found).values()), flush=True)
        lines.append(json.dumps(asdict(found)) + "\n")
    if not lines:
        parser.error(f"{options.folder} has no *.html in it")
    if options.out:
        options.out.write_text("".join(lines))


if __name__ == "__main__":
    main()
