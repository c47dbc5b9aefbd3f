"""Amira the employee, Dora of the council, Ben the curator, Clara the admin, a stranger."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.db import run_tx
from backend.people import service
from backend.people.models import Person
from backend.sign_in import browser_session, devices, passwords, sessions

SECRET = "a secret only for tests, long enough to be one"
PASSWORD = "a password only for tests"
HIDDEN = re.compile(r'name="(csrf_token|read|link)"[^>]*value="([^"]+)"')
NAMES = {
    "employee": "Amira Aziz",
    "council": "Dora Danner",
    "curator": "Ben Brandt",
    "admin": "Clara Conti",
}


@dataclass
class Visitor:
    """One of the cast: `amira.get("/api/v1/me")` calls the API from her device, `.pages` is her browser."""

    app: Flask
    person: Person | None = None
    token: str | None = None

    def __post_init__(self) -> None:
        self.pages = Pages(self.app.test_client())
        self._api = self.app.test_client(use_cookies=False)

    def get(self, url: str, **options: Any) -> TestResponse:
        return self.call("GET", url, **options)

    def post(self, url: str, **options: Any) -> TestResponse:
        return self.call("POST", url, **options)

    def patch(self, url: str, **options: Any) -> TestResponse:
        return self.call("PATCH", url, **options)

    def call(
        self, method: str, url: str, headers: dict[str, str] | None = None, **options: Any
    ) -> TestResponse:
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self._api.open(url, method=method, headers=bearer | (headers or {}), **options)


@dataclass
class Pages:
    """A browser with cookies."""

    client: FlaskClient

    def get(self, url: str, **options: Any) -> TestResponse:
        return self.client.get(url, **options)

    def submit(self, url: str, form: dict[str, Any] | None = None, page: str | None = None) -> TestResponse:
        """Send `form` to `url` with the hidden fields of the page that has it (`url` where not said)."""
        return self.client.post(url, data=self._hidden(page or url) | (form or {}))

    def csrf_token(self, page: str) -> str:
        return self._hidden(page)["csrf_token"]

    def _hidden(self, page: str) -> dict[str, str]:
        """The token, and as what the form was read."""
        found = dict(HIDDEN.findall(self.client.get(page).text))
        assert "csrf_token" in found, f"{page} has no form with a CSRF token"
        return found


def enter(app: Flask, role: str, password_hash: str | None = None) -> Visitor:
    """The member of the cast with `role`: invited, device connected, signed in on the pages too."""
    name = NAMES[role]
    with app.app_context():
        person, token = run_tx(lambda tx: _arrive(tx, name, role, password_hash))
    visitor = Visitor(app, person, token)
    sign_in(visitor, with_password=role != "employee")
    return visitor


def sign_in(visitor: Visitor, with_password: bool) -> None:
    """A new session on the visitor's browser, without the slow way by password."""
    assert visitor.person
    id = visitor.person.id
    with visitor.app.app_context():
        cookie = run_tx(lambda tx: sessions.begin(tx, id, with_password))
    with visitor.pages.client.session_transaction() as session:
        session[browser_session.TOKEN] = cookie


def _arrive(tx: Any, name: str, role: str, password_hash: str | None) -> tuple[Person, str]:
    email = f"{name.split()[0].lower()}@acme.example"
    person = service.add_person(tx, name, email, role)
    person.password_hash = password_hash
    _device, token = devices.add(tx, person.id, "Chromium in the tests")
    return person, token


def password_hash() -> str:
    """Of PASSWORD; slow, so once a run."""
    return passwords.make_hash(PASSWORD)
