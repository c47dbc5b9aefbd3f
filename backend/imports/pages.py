"""What a web page tells of itself: Open Graph, else its title and description."""

import re

from backend.content import addresses
from backend.content.drafts import Found
from backend.imports.fetch import Fetched
from backend.imports.told import Flaw, Reader, is_charset, language_of, plain

CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.I)


class _Head(Reader):
    """Collects `meta`, `title` and the language; reads no further than the body needs."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, str] = {}
        self._title: list[str] = []
        self._in_title = False

    def read(self, text: str) -> None:
        super().read(text)
        if self._title:
            self.told["title"] = "".join(self._title)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_title = tag == "title" and not self._title
        if tag == "meta":
            name = (values.get("property") or values.get("name") or "").lower()
            self.told.setdefault(name, values.get("content", ""))
        elif tag == "html":
            self.told["lang"] = values.get("lang", "")
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self.told.setdefault("canonical", values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title.append(data)

    def first(self, *names: str) -> str:
        """The first of these that says something."""
        return next((self.told[name] for name in names if self.told.get(name, "").strip()), "")


def read(page: Fetched) -> list[Found | Flaw]:
    """The one thing that a page is about."""
    head = _Head()
    head.read(_decoded(page))
    title = plain(head.first("og:title", "twitter:title", "title"), 200)
    if not title:
        return [Flaw("no_title")]
    picture = head.first("og:image:secure_url", "og:image", "twitter:image")
    return [
        Found(
            url=_address(page.url, head.first("og:url", "canonical")),
            title=title,
            description=plain(head.first("og:description", "description"), 600),
            source=plain(head.first("og:site_name"), 120),
            language=language_of(head.first("lang", "og:locale")),
            picture=addresses.joined(page.url, picture) if picture else "",
            picture_alt=plain(head.first("og:image:alt"), 300),
        )
    ]


def _address(asked: str, told: str) -> str:
    """A page may name its own address, on its own site; else it could send readers anywhere."""
    said = addresses.joined(asked, told)
    is_own = addresses.is_link(said) and addresses.site(said) == addresses.site(asked)
    return said if is_own else asked


def _decoded(page: Fetched) -> str:
    named = CHARSET.search(page.body[:2048])
    charset = page.charset or (named[1].decode() if named else "utf-8")
    return page.body.decode(charset if is_charset(charset) else "utf-8", "replace")
