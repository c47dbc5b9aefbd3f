"""docs/rights.txt says who may call which route: so it is in the code, and when each of the cast tries."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from backend import auth
from backend.people.models import ROLES
from backend.tests.cast import Visitor
from backend.tests.routes import address

TABLE = Path(__file__).resolve().parents[2] / "docs/rights.txt"
HEAD = ("role", "password", "method", "route")
EVERYBODY = "everybody"
ENDS_IT = ("/api/v1/connect/revoke", "/admin/sign-out")  # would sign the visitor out
Line = tuple[str, ...]


def told() -> list[Line]:
    """The lines of the table."""
    lines = [line.split() for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return [tuple(line) for line in lines if line and tuple(line) != HEAD]


def coded(app: Flask) -> list[Line]:
    """What the code says, as the table writes it."""
    return [
        (_role(app, rule), _asks(app, rule), method, rule.rule)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def _role(app: Flask, rule: Rule) -> str:
    doors = auth.doors_of(app, rule.endpoint)
    return str(doors.get("api_role") or doors.get("page_role") or EVERYBODY)


def _asks(app: Flask, rule: Rule) -> str:
    return "again" if auth.doors_of(app, rule.endpoint).get("asks_password") else "-"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_table_is_what_the_code_says(app: Flask) -> None:
    missing = [" ".join(line) for line in coded(app) if line not in told()]
    gone = [" ".join(line) for line in told() if line not in coded(app)]
    assert (missing, gone) == ([], []), "decide who may, and write it into docs/rights.txt"
    assert len(told()) == len(set(told()))


def test_each_role_reaches_what_the_table_gives_it_and_nothing_else(
    app: Flask, amira: Visitor, ben: Visitor, clara: Visitor
) -> None:
    wrong = []
    for visitor, role in ((amira, "employee"), (ben, "curator"), (clara, "admin")):
        token = visitor.pages.csrf_token("/me")
        for needed, _, method, route in told():
            may = needed == EVERYBODY or ROLES.index(needed) <= ROLES.index(role)
            if needed == EVERYBODY or (may and (route in ENDS_IT or _changes_something(method, route))):
                continue
            if is_refused(_call(visitor, method, route, token)) == may:
                wrong.append(f"{role}: {method} {route}")
    assert wrong == []


def test_a_stranger_reaches_nothing_but_what_is_for_everybody(app: Flask, stranger: Visitor) -> None:
    token = stranger.pages.csrf_token("/admin/sign-in")
    for needed, _, method, route in told():
        if needed != EVERYBODY:
            answer = _call(stranger, method, route, token)
            assert answer.status_code == 401 or leads_to_sign_in(answer), f"{method} {route}"


def _changes_something(method: str, route: str) -> bool:
    """Whoever may send this form does so in the tests of its subject; the API takes no empty one."""
    return method == "POST" and not route.startswith("/api/")


def _call(visitor: Visitor, method: str, route: str, token: str) -> TestResponse:
    url = address(route)
    if route.startswith("/api/"):
        return visitor.call(method, url, json={})
    form = {"csrf_token": token} if method == "POST" else None
    return visitor.pages.client.open(url, method=method, data=form)


def is_refused(answer: TestResponse) -> bool:
    return answer.status_code == 403 or leads_to_sign_in(answer)


def leads_to_sign_in(answer: TestResponse) -> bool:
    return answer.headers.get("Location", "").startswith("/admin/sign-in")
