"""What a browser would send with the form of a page."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name, value = has.get("name"), has.get("value") or ""
        if tag == "textarea":
            self._area, self.found[str(name)] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in has or self._select not in self.found):
            self.found[self._select] = value
        elif tag == "input" and name and (has.get("type") != "checkbox" or "checked" in has):
            self.found[name] = value

    def handle_endtag(self, tag: str) -> None:
        self._area = None if tag == "textarea" else self._area
        self._select = None if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        if self._area:
            # the first line break after the tag is not the text's
            self.found[self._area] = (self.found[self._area] + data.replace("\r\n", "\n")).lstrip("\n")


def fields(page: str) -> dict[str, str]:
    """Name → value of all fields of the page's forms, the token of the form too."""
    parser = _Fields()
    parser.feed(page)
    return parser.found
