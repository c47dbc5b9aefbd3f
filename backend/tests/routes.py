"""Which routes the tests have asked for; a whole run that leaves one out fails at its end."""

from pathlib import Path

import pytest
from flask import Flask, request, request_started

HERE = Path(__file__).parent
_asked: set[str] = set()
_known: set[str] = set()


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
