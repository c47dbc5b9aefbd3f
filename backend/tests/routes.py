"""Which routes the tests asked for, and which pages axe has seen; a whole run that leaves one out fails."""

import re
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import pytest
from flask import Flask, Response, request, request_finished, request_started

HERE = Path(__file__).parent
NOBODY = "01890000-0000-7000-8000-000000000000"
_asked: set[str] = set()
_known: set[str] = set()
_pages: dict[str, str] = {}  # path -> endpoint, of all that was shown as a page
_looked_at: set[str] = set()  # paths


class Told(TypedDict):
    """Endpoints: all there are, those a process asked, those that showed a page, and those whose page axe has
    looked at; and whether the whole run was to ask."""

    known: list[str]
    asked: list[str]
    pages: list[str]
    looked_at: list[str]
    whole: bool


def address(rule: str) -> str:
    """An address of a rule such as /me/<uuid:x>, with ids that belong to nobody."""
    return re.sub(r"<(\w+:)?\w+>", lambda m: NOBODY if m[1] == "uuid:" else "1", rule)


def note(app: Flask) -> None:
    """From now on, write down what is asked of `app`."""
    _known.update(rule.endpoint for rule in app.url_map.iter_rules())
    request_started.connect(_on_request, app)
    request_finished.connect(_on_answer, app)


def look_at(url: str) -> None:
    """Write down that axe looks at the page of this address."""
    _looked_at.add(urlsplit(url).path)


def _on_request(_app: Flask, **_extra: object) -> None:
    _asked.add(request.endpoint or "")


def _on_answer(_app: Flask, response: Response, **_extra: object) -> None:
    if request.method == "GET" and response.status_code == 200 and response.mimetype == "text/html":
        _pages[request.path] = request.endpoint or ""


def told(session: pytest.Session) -> Told:
    """What one process of the run knows at its end."""
    ran = {item.path for item in session.items}
    whole = ran.issuperset(HERE.rglob("test_*.py")) and not session.config.option.keyword
    seen = {_pages[path] for path in _looked_at & _pages.keys()}
    return {
        "known": sorted(_known),
        "asked": sorted(_asked),
        "pages": sorted(set(_pages.values())),
        "looked_at": sorted(seen),
        "whole": whole,
    }


def left_out(processes: list[Told]) -> set[str]:
    """Routes that no test asked for in any process; nothing is said of a run that was only a part."""
    known = {route for told in processes for route in told["known"] if told["whole"]}
    return known - {route for told in processes for route in told["asked"]}


def unseen(processes: list[Told]) -> set[str]:
    """Routes with a page at which axe has not looked in any process."""
    pages = {route for told in processes for route in told["pages"] if told["whole"]}
    return pages - {route for told in processes for route in told["looked_at"]}
