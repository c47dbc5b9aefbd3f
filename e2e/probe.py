"""What the extension's own adapters recognise in saved pages: python -m e2e.probe PAGES.

PAGES is a folder, or one page: then the hooks that found something are shown too, tier by tier.
"""

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

SCRUB = (Path(__file__).parent / "scrub.js").read_text(encoding="utf-8")
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
  const counts = {
    dialect: site.dialect(document),
    posts: posts.length,
    authors: count((post) => post.author),
    companies: count((post) => post.author?.kind === 'company'),
    promoted: count((post) => post.promoted),
    ids: count((post) => post.id),
    comments: site.comments(document).length,
    editors: site.composers(document).length,
  };
  return [counts, site.hits()];
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


@dataclass(frozen=True)
class Look:
    """One page seen by one adapter. `hits`: for each hook how often each tier found something.

    `scrubbed`: the page without words and names, where that was asked for.
    """

    found: Found
    hits: dict[str, list[int]]
    scrubbed: str


class _Frozen:
    """A WSGI app that answers the site's address with the page on show, and all else with nothing."""

    html = b""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        shown = environ["PATH_INFO"] in ("/feed/", "/home")
        start_response("200 OK" if shown else "404 Not Found", _HEADERS)
        return [self.html if shown else b""]


def probe(folder: Path) -> Iterator[Found]:
    """Measure every *.html below `folder`, in the order of their names."""
    pages = sorted(folder.resolve().rglob("*.html"))
    for look in looks((path.relative_to(folder.resolve()).as_posix(), path) for path in pages):
        yield look.found


def looks(pages: Iterable[tuple[str, Path]], scrub: bool = False) -> Iterator[Look]:
    """Look at each page, given with the name it shall have in the answer; `scrub`: rewrite it, too."""
    frozen = _Frozen()
    script = content_files("/sites/")
    with serve(frozen) as origins, browser(origins, extension=False) as context:
        page = context.new_page()
        for name, path in pages:
            frozen.html = path.read_bytes()
            yield _best([_look(page, script, name, site, scrub) for site in _sites(path)])


def _sites(path: Path) -> list[str]:
    """The site that a folder in the path names, else both."""
    named = [part for part in path.resolve().parts[:-1] if part in ADDRESSES]
    return named[-1:] or list(ADDRESSES)


def _look(page: Page, script: str, name: str, site: str, scrub: bool) -> Look:
    page.goto(ADDRESSES[site], wait_until="domcontentloaded")
    world = beside(page, script)
    try:
        counts, hits = world.evaluate(f"({_MEASURE})({json.dumps(site)})")
    except RuntimeError as fault:
        raise RuntimeError(f"{name}: the {site} adapter threw; it must not, whatever a page holds") from fault
    scrubbed = world.evaluate(f"({SCRUB})()") if scrub else ""
    world.close()
    return Look(Found(page=name, site=site, **counts), hits, scrubbed)


def _best(looks: list[Look]) -> Look:
    """The one look, or of two the one that knows its dialect; a page of neither site has none."""
    known = [look for look in looks if look.found.dialect]
    if known or len(looks) == 1:
        return max(
            known or looks, key=lambda look: look.found.posts + look.found.comments + look.found.editors
        )
    return Look(Found(looks[0].found.page, None, None, 0, 0, 0, 0, 0, 0, 0), {}, looks[0].scrubbed)


def _row(cells: Iterable[Any]) -> str:
    page, *others = ("-" if cell is None else str(cell) for cell in cells)
    return f"{page[:58]:58}" + "".join(f"{cell:>10}" for cell in others)


def _tiers(hits: dict[str, list[int]]) -> Iterator[str]:
    """A line for each hook that found something, its first choice first."""
    yield f"{'hook':32}hits by tier, the first choice first"
    for name, tiers in hits.items():
        if any(tiers):
            yield f"{name:32}{'  '.join(map(str, tiers))}" + ("" if tiers[0] else "   <- by a fallback only")


def main() -> None:
    """Print the table; with --out also write one JSON object a line."""
    parser = argparse.ArgumentParser(prog="make probe", description=__doc__)
    parser.add_argument(
        "pages", type=Path, help="a saved page, or a folder of them in folders named linkedin or x"
    )
    parser.add_argument("--out", type=Path, help="file for one JSON object a line")
    parser.add_argument(
        "--fixture", type=Path, help="with one page: file for it with every word and name replaced"
    )
    options = parser.parse_args()
    if not options.pages.exists():
        parser.error(f"{options.pages} is not there; say make probe PAGES=the-folder-with-saved-pages")
    if (options.fixture and not options.pages.is_file()) or (options.out and options.pages.is_file()):
        parser.error("--fixture goes with one page, --out with a folder of them")
    print(_row(Found.__dataclass_fields__))
    if options.pages.is_file():
        _one(options.pages, options.fixture)
    else:
        _all(parser, options.pages, options.out)


def _all(parser: argparse.ArgumentParser, folder: Path, out: Path | None) -> None:
    lines = []
    for found in probe(folder):
        print(_row(asdict(found).values()), flush=True)
        lines.append(json.dumps(asdict(found)) + "\n")
    if not lines:
        parser.error(f"{folder} has no *.html in it")
    if out:
        out.write_text("".join(lines))


def _one(page: Path, fixture: Path | None) -> None:
    [look] = looks([(page.name, page)], scrub=fixture is not None)
    print(_row(asdict(look.found).values()), *_tiers(look.hits), sep="\n")
    if fixture:
        fixture.parent.mkdir(parents=True, exist_ok=True)
        fixture.write_text(f"<!doctype html>\n<html>{look.scrubbed}</html>\n")
        print(f"\nwritten without words, names and pictures: {fixture} (look through it before you show it)")


if __name__ == "__main__":
    main()
