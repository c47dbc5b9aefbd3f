"""A page as a browser reads it: its elements, links and forms, and what in it is not of our templates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

BACKEND = Path(__file__).resolve().parents[1]
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
PAGES, LETTER = "*.html", "letter.html"
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "background", "xlink:href", "cite"}
SCHEMES = {"", "http", "https", "mailto"}
# attributes that wtforms writes, and macros from what they are given
WRITTEN = {"accept", "checked", "cols", "disabled", "max", "maxlength", "min", "minlength", "multiple"}
WRITTEN |= {"autocomplete", "autofocus", "inputmode", "list", "pattern", "placeholder", "required", "rows"}
WRITTEN |= {"readonly", "selected", "size", "spellcheck", "step", "aria-invalid", "aria-describedby", "title"}
WRITTEN |= {"id", "name", "type", "value", "for", "class", "autocapitalize", "data-kept", "data-typed"}


@dataclass
class Input:
    """A field of a form; `value` as the browser would send it, None for one that it leaves out."""

    name: str
    kind: str
    value: str | None
    longest: int | None = None

    @property
    def is_sent(self) -> bool:
        """Not what is not ticked; a file comes in a way of its own."""
        return self.value is not None and self.kind != "file"

    @property
    def kind_of_name(self) -> str:
        """The name without numbers: a list of rows has many of a kind."""
        return re.sub(r"\d+", "#", self.name)


@dataclass
class Form:
    action: str
    method: str
    inputs: list[Input] = field(default_factory=list)


class Page(HTMLParser):
    """`tags`: every element with its attributes; `text`: what is read; `links`; `forms`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.text = ""
        self._open: Form | None = None
        self._area: Input | None = None
        self._select: Input | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self.tags.append((tag, has))
        if tag == "a" and has.get("href"):
            self.links.append(str(has["href"]))
        elif tag == "form":
            self._open = Form(has.get("action") or "", (has.get("method") or "get").lower())
            self.forms.append(self._open)
        elif self._open and tag in ("input", "textarea", "select") and has.get("name"):
            self._begin_input(tag, has)
        elif tag == "option" and self._select and ("selected" in has or self._select.value is None):
            self._select.value = has.get("value") or ""

    def _begin_input(self, tag: str, has: dict[str, str | None]) -> None:
        kind = (has.get("type") or "text") if tag == "input" else tag
        ticked = kind not in ("checkbox", "radio") or "checked" in has
        value = None if tag == "select" or not ticked else has.get("value") or ""
        longest = has.get("maxlength")
        found = Input(str(has["name"]), kind, value, int(longest) if longest else None)
        assert self._open
        self._open.inputs.append(found)
        self._area = found if tag == "textarea" else self._area
        self._select = found if tag == "select" else self._select

    def handle_endtag(self, tag: str) -> None:
        self._open = None if tag == "form" else self._open
        self._area = None if tag == "textarea" else self._area
        self._select = None if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._area:
            self._area.value = (self._area.value or "") + data


@cache
def of_templates(name: str) -> tuple[set[str], set[str]]:
    """Names of the elements and attributes that our templates of this name have."""
    files = [path for path in BACKEND.glob(f"**/templates/**/{name}") if name != PAGES or path.name != LETTER]
    pages = [Page(JINJA.sub("", path.read_text())) for path in files]
    tags = {tag for page in pages for tag, _ in page.tags} | {"option", "textarea", "select", "ul", "li"}
    return tags, WRITTEN | {name for page in pages for _, attrs in page.tags for name in attrs}


def foreign(page: Page, csp: str = "", templates: str = PAGES) -> Iterator[str]:
    """Elements, attributes and addresses that no template of ours has, and scripts without the nonce."""
    tags, attributes = of_templates(templates)
    for tag, attrs in page.tags:
        odd = {name for name in attrs if name not in attributes or name.startswith("on")}
        if tag not in tags or odd:
            yield f"<{tag} {' '.join(odd)}>"
        if tag == "script" and csp and f"'nonce-{attrs.get('nonce')}'" not in csp:
            yield "a script without the nonce"
        yield from (f"{name}={attrs[name]}" for name in ADDRESSES & set(attrs) if not is_safe(attrs[name]))


def is_safe(address: str | None) -> bool:
    """Does it lead to a page of the web or of ours, whatever browsers read over?"""
    plain = re.sub(r"[\x00-\x20]", "", address or "")
    try:
        return urlsplit(plain).scheme.lower() in SCHEMES
    except ValueError:
        return False
