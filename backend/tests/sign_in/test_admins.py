"""`plainspoken admin`: the way back in for an admin who lost the password."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from backend.audit.models import AuditEntry
from backend.cli import cli
from backend.people.models import Person
from backend.tests import cast
from backend.tests.cast import Visitor

NEW = "a new and longer password"


@pytest.fixture(autouse=True)
def terminal(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the machine that serves the tests' app."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("PLAINSPOKEN_SECRET", cast.SECRET)


def admin(*arguments: str, password: str = NEW) -> Result:
    return CliRunner().invoke(cli, ["admin", *arguments, "--password-stdin"], input=f"{password}\n")


def signs_in(visitor: Visitor, email: str, password: str) -> bool:
    form = {"email": email, "password": password}
    return visitor.pages.submit("/admin/sign-in", form).status_code == 302


def entries(tx: Any) -> list[tuple[str, dict[str, Any]]]:
    rows = tx(lambda session: session.scalars(select(AuditEntry).order_by(AuditEntry.number)).all())
    return [(entry.kind, json.loads(entry.words)["after"]) for entry in rows]


def test_an_admin_signs_in_with_the_new_password_only_and_older_sessions_end(
    clara: Visitor, stranger: Visitor, tx: Any
) -> None:
    assert clara.person
    assert clara.pages.get("/admin/people/").status_code == 200
    result = admin(clara.person.email.upper())
    assert result.exit_code == 0
    assert NEW not in result.output
    assert clara.pages.get("/admin/people/").status_code == 302
    assert not signs_in(stranger, clara.person.email, cast.PASSWORD)
    assert signs_in(stranger, clara.person.email, NEW)
    assert entries(tx)[-1] == ("people.person", {"password_set": True})


def test_an_employee_becomes_an_admin_and_the_audit_says_so(
    amira: Visitor, stranger: Visitor, tx: Any
) -> None:
    assert amira.person
    assert admin(amira.person.email).exit_code == 0
    assert signs_in(stranger, amira.person.email, NEW)
    assert stranger.pages.get("/admin/people/").status_code == 200
    assert ("people.person", {"role": "admin"}) in entries(tx)


def test_who_was_let_in_no_more_is_let_in_again(clara: Visitor, stranger: Visitor, tx: Any) -> None:
    assert clara.person
    key = clara.person.id

    def shut(session: Any) -> None:
        session.get(Person, key).active = False

    tx(shut)
    assert admin(clara.person.email).exit_code == 0
    assert signs_in(stranger, clara.person.email, NEW)


def test_somebody_new_needs_a_name_so_that_a_slip_makes_no_admin(clara: Visitor, stranger: Visitor) -> None:
    told = admin("dora@acme.example")
    assert told.exit_code == 1
    assert "Nobody here has this e-mail address. To make them an admin, add --name." in told.output
    assert admin("dora@acme.example", "--name", "Dora Dietrich").exit_code == 0
    assert signs_in(stranger, "dora@acme.example", NEW)


def test_what_is_no_address_or_too_short_a_password_changes_nothing(
    clara: Visitor, stranger: Visitor
) -> None:
    assert clara.person
    assert "is no e-mail address" in admin("clara").output
    told = admin(clara.person.email, password="short")
    assert told.exit_code == 1
    assert "12 to 128 characters" in told.output
    assert signs_in(stranger, clara.person.email, cast.PASSWORD)
