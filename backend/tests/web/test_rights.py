"""docs/rights.txt says who may call which route: so it is in the code, and when each of the cast tries."""

import re
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from backend import auth
from backend.audit.models import AuditEntry
from backend.people.models import COUNCIL, LADDER
from backend.tests.cast import Visitor
from backend.tests.routes import address
from backend.tests.sign_in.test_sign_in import make_stale
from backend.tests.where import ON_ONE_DATABASE

TABLE = Path(__file__).resolve().parents[3] / "docs/rights.txt"
HEAD = ("role", "password", "method", "route")
EVERYBODY = "everybody"
READS_ALONG = f"+{COUNCIL}"
TAKEN_OUT_BY_THE_COUNCIL = {"/admin/settings/audit/export"}  # a POST, since it asks for the password
ENDS_IT = ("/api/v1/connect/revoke", "/admin/sign-out")  # would sign the visitor out
Line = tuple[str, ...]
# what asks for the password again, wherever it stands: sessions are left open, and these cannot be taken back
SENSITIVE = {
    "takes data out": r"/export(\.zip)?$",
    "gives somebody a way in": r"/(invitation|reactivate|codes|mail|accounts/)$",
    "gives somebody other rights": r"/role$|/people/file/<uuid:file>$",
    "says what everybody's browser holds against them": r"/(rules|guidelines)/.*publish(/answer)?$",
    "loosens a guard": r"/admin/(settings/(threshold|reviews)|sharing/)$",
    "forgets": r"/audit/.*/erase$",
    "gives points": r"/points/corrections$",
}


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
    role = str(doors.get("api_role") or doors.get("page_role") or EVERYBODY)
    return role + (READS_ALONG if doors.get("reader") else "")


def _asks(app: Flask, rule: Rule) -> str:
    return "again" if auth.doors_of(app, rule.endpoint).get("asks_password") else "-"


@ON_ONE_DATABASE
def test_the_table_is_what_the_code_says(app: Flask) -> None:
    missing = [" ".join(line) for line in coded(app) if line not in told()]
    gone = [" ".join(line) for line in told() if line not in coded(app)]
    assert (missing, gone) == ([], []), "decide who may, and write it into docs/rights.txt"
    assert len(told()) == len(set(told()))


def test_what_cannot_be_taken_back_asks_for_the_password_again() -> None:
    posts = {route: asks == "again" for _, asks, method, route in told() if method == "POST"}
    admin = {route: asks for route, asks in posts.items() if route.startswith("/admin/")}
    for what, pattern in SENSITIVE.items():
        found = {route: asks for route, asks in admin.items() if re.search(pattern, route)}
        assert found and all(found.values()), f"{what}: {found}"
    listed = {route for route in admin if any(re.search(pattern, route) for pattern in SENSITIVE.values())}
    assert {route for route, asks in posts.items() if asks} == listed, "say in SENSITIVE why it asks"


@ON_ONE_DATABASE
def test_where_the_table_says_again_a_password_given_long_ago_does_nothing(clara: Visitor, tx: Any) -> None:
    make_stale(tx)
    token, before = clara.pages.csrf_token("/me"), tx(entries)
    for _, asks, method, route in told():
        if asks == "again":
            answer = _call(clara, method, route, token)
            assert answer.status_code == 403 and 'name="password_again"' in answer.text, route
    assert tx(entries) == before


def entries(session: Any) -> int:
    """How much was changed so far."""
    return int(session.scalar(select(func.count(AuditEntry.number))))


def test_the_council_reads_along_and_changes_nothing() -> None:
    """A route that is opened to it shows something; its own pages it has as an employee."""
    read = {(method, route) for role, _, method, route in told() if role.endswith(READS_ALONG)}
    assert len(read) > 20
    assert {route for method, route in read if method != "GET"} == TAKEN_OUT_BY_THE_COUNCIL
    assert not any(re.search("/(people/(?!mail/)|tips|samples|new|edit/?$)", route) for _, route in read)


def test_each_role_reaches_what_the_table_gives_it_and_nothing_else(
    app: Flask, amira: Visitor, dora: Visitor, ben: Visitor, clara: Visitor
) -> None:
    wrong = []
    for visitor, role in ((amira, "employee"), (dora, COUNCIL), (ben, "curator"), (clara, "admin")):
        token = visitor.pages.csrf_token("/me")
        for needed, _, method, route in told():
            may = needed == EVERYBODY or needed in opened_to(role)
            if needed == EVERYBODY or (may and (route in ENDS_IT or _changes_something(method, route))):
                continue
            if is_refused(_call(visitor, method, route, token)) == may:
                wrong.append(f"{role}: {method} {route}")
    assert wrong == []


def opened_to(role: str) -> set[str]:
    """What the table says of a route that it may open."""
    if role == COUNCIL:
        return {"employee", *(f"{step}{READS_ALONG}" for step in LADDER)}
    own = LADDER[: LADDER.index(role) + 1]
    return {*own, *(f"{step}{READS_ALONG}" for step in own)}


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
