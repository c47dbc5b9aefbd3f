"""Which routes the tests have asked for; a whole run that leaves one out fails at its end."""

import re
from pathlib import Path
from typing import TypedDict

import pytest
from flask import Flask, request, request_started

HERE = Path(__file__).parent
NOBODY = "01890000-0000-7000-8000-000000000000"
_asked: set[str] = set()
_known: set[str] = set()


class Told(TypedDict):
    """Endpoints: all there are, those a process asked; and whether the whole run was to ask."""

    known: list[str]
    asked: list[str]
    whole: bool


def address(rule: str) -> str:
    """An address of a rule such as /me/<uuid:x>, with ids that belong to nobody."""
    return re.sub(r"<(\w+:)?\w+>", lambda m: NOBODY if m[1] == "uuid:" else "1", rule)


def note(app: Flask) -> None:
    """From now on, write down what is asked of `app`."""
    _known.update(rule.endpoint for rule in app.url_map.iter_rules())
    request_started.connect(_on_request, app)


def _on_request(_app: Flask, **_extra: object) -> None:
    _asked.add(request.endpoint or "")


def told(session: pytest.Session) -> Told:
    """What one process of the run knows at its end."""
    ran = {item.path for item in session.items}
    whole = ran.issuperset(HERE.rglob("test_*.py")) and not session.config.option.keyword
    return {"known": sorted(_known), "asked": sorted(_asked), "whole": whole}


def left_out(processes: list[Told]) -> set[str]:
    """Routes that no test asked for in any process; nothing is said of a run that was only a part."""
    known = {route for told in processes for route in told["known"] if told["whole"]}
    return known - {route for told in processes for route in told["asked"]}
