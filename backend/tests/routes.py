"""Which routes the tests have asked for; a whole run that leaves one out fails at its end."""

import re
from pathlib import Path

import pytest
from flask import Flask, request, request_started

HERE = Path(__file__).parent
NOBODY = "01890000-0000-7000-8000-000000000000"
_asked: set[str] = set()
_known: set[str] = set()


def address(rule: str) -> str:
    """An address of a rule such as /me/<uuid:x>, with ids that belong to nobody."""
    return re.sub(r"<(\w+:)?\w+>", lambda m: NOBODY if m[1] == "uuid:" else "1", rule)


def note(app: Flask) -> None:
    """From now on, write down what is asked of `app`."""
    _known.update(rule.endpoint for rule in app.url_map.iter_rules())
    request_started.connect(_on_request, app)


def _on_request(_app: Flask, **_extra: object) -> None:
    _asked.add(request.endpoint or "")


def left_out(session: pytest.Session) -> set[str]:
    """Routes that no test asked for; nothing is said of a run that was only a part."""
    ran = {item.path for item in session.items}
    whole = ran.issuperset(HERE.rglob("test_*.py"))
    return _known - _asked if whole and not session.config.option.keyword else set()
