"""The way of a browser to the sign-in service and back, step by step."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from werkzeug.test import TestResponse

from backend.tests.cast import Visitor


def leave(visitor: Visitor, next: str = "", page: str = "/oidc/start") -> str:
    """Where the visitor is sent."""
    answer = visitor.pages.get(page, query_string={"next": next} if next else {})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def through(address: str) -> str:
    """Over there, signed in already; the path that one comes back by."""
    answer = requests.get(address, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def come_in(visitor: Visitor, next: str = "") -> TestResponse:
    """All of the way."""
    return visitor.pages.get(through(leave(visitor, next)))


def asked_in(address: str) -> dict[str, Any]:
    """What is asked of the service."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
