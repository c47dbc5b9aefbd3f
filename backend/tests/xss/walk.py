"""A visitor who opens every page that is linked, and fills every form that stands there with strings."""

import io
import itertools
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from backend.tests.cast import Pages
from backend.tests.html_pages import Form, Input, Page, foreign

STRINGS = (Path(__file__).parent / "strings.txt").read_text().rstrip("\n").split("\n")
MARKUP = [text for text in STRINGS if re.search(r"[<\"']", text) and len(text) > 8]
EVALUATED = "9801547"  # 1337 * 7331
ELSEWHERE = ("/static/", "/api/", "/oidc/", "/r/")
TYPED = {"text", "search", "url", "email", "tel", "textarea"}
NOT_FILLED = {"password", "file", "submit"}
READ = re.compile(r'name="(read)"[^>]*value="([^"]+)"')
LIKELY = {"date": "2031-03-03", "number": "5", "datetime-local": "2031-03-03T08:00"}  # where nothing stands


class Walk:
    """`forms`: each kind of form once; `read`: all the text of all pages.

    `of_a_kind`: so many pages of one route, where there is one for each rule, say.
    """

    def __init__(self, pages: Pages, begin: list[str], of_a_kind: int = 2) -> None:
        self.pages, self.of_a_kind = pages, of_a_kind
        self.forms: dict[tuple[str, str], Form] = {}
        self.read = ""
        self._seen: dict[str, int] = {}
        self._waiting = begin
        while self._waiting:
            self._open(self._waiting.pop(0))

    def _open(self, url: str) -> None:
        kind = kind_of(self.pages, url)
        if self._seen.get(kind, 0) >= self.of_a_kind:
            return
        self._seen[kind] = self._seen.get(kind, 0) + 1
        page = look(self.pages.get(url), url)
        self.read += page.text
        inside = [urljoin(url, link) for link in page.links]
        self._waiting += [one for one in inside if one.startswith("/") and not one.startswith(ELSEWHERE)]
        for form in page.forms:
            form.action = urljoin(url, form.action or url)
            names = sorted({one.kind_of_name for one in form.inputs})
            self.forms.setdefault(
                (kind_of(self.pages, form.action, form.method.upper()), " ".join(names)), form
            )


def kind_of(pages: Pages, url: str, method: str = "GET") -> str:
    """The route of an address of ours."""
    try:
        router = pages.client.application.url_map.bind("localhost")
        return str(router.match(urlsplit(url).path, method)[0])
    except (HTTPException, RequestRedirect):
        return "none"


def look(answer: TestResponse, where: str) -> Page:
    """The page as it was read; nothing in it but text comes from a string."""
    assert answer.status_code < 500, where
    html = answer.text if answer.mimetype == "text/html" else ""
    page = Page(html)
    assert list(foreign(page, answer.headers["Content-Security-Policy"])) == [], where
    assert [text for text in MARKUP if text in html] == [], where
    assert EVALUATED not in html, where
    return page


class Attack:
    """Takes the strings one after the other, as many as a field has room for."""

    def __init__(self, pages: Pages, page: str) -> None:
        self._client = pages.client
        self._token = pages.csrf_token(page)
        self._strings = itertools.cycle(STRINGS)

    def words(self, field: Input) -> str:
        """At least one string."""
        area = field.kind == "textarea"
        room, most = field.longest or (2000 if area else 180), 30 if area else 4
        found = next(self._strings)
        for text in itertools.islice(self._strings, most):
            if len(found) + len(text) + 1 > room:
                break
            found += ("\n" if area else " ") + text
        return found

    def every_field(self, form: Form) -> None:
        """All that are typed at once; where that is refused, and of those that are chosen, each by itself."""
        open_ones = [one for one in form.inputs if one.kind not in NOT_FILLED and one.name != "csrf_token"]
        typed = [one for one in open_ones if one.kind in TYPED]
        alone = [one for one in open_ones if one not in typed]
        if typed and self.send(form, typed).status_code != 302:
            alone += typed
        for one in {one.kind_of_name: one for one in alone}.values():
            self.send(form, [one])

    def send(self, form: Form, filled: list[Input]) -> TestResponse:
        """The form as a browser would send it, with strings in the fields `filled`."""
        usual = {one.name: one.value or LIKELY.get(one.kind, "") for one in form.inputs if one.is_sent}
        data: dict[str, Any] = usual | self._as_it_is(form) | {one.name: self.words(one) for one in filled}
        for one in (one for one in form.inputs if one.kind == "file"):
            data[one.name] = (io.BytesIO("\n".join(STRINGS).encode()), f"{next(self._strings)}.txt")
        if form.method == "get":
            answer = self._client.get(urlsplit(form.action).path, query_string=data)
        else:
            answer = self._client.post(form.action, data=data | {"csrf_token": self._token})
        look(answer, f"{form.action}: {[one.name for one in filled]}")
        return answer

    def _as_it_is(self, form: Form) -> dict[str, str]:
        """What this very form has changed since was read, too: else it is refused, and nothing is kept."""
        if not any(one.name == "read" for one in form.inputs):
            return {}
        return dict(READ.findall(self._client.get(form.action).text))
