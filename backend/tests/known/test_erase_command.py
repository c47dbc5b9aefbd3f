"""`plainspoken erase`: an operator erases whoever asks for it, or came back with a backup."""

from typing import Any

import pytest
from click.testing import CliRunner, Result

from backend.cli import cli
from backend.people import service as people
from backend.people.models import Person
from backend.sign_in import let_in
from backend.tests import cast
from backend.tests.cast import Visitor


@pytest.fixture(autouse=True)
def terminal(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the machine that serves the tests' app."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("PLAINSPOKEN_SECRET", cast.SECRET)


def erase(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(cli, ["erase", *arguments], input=said)


def is_there(tx: Any, email: str) -> bool:
    return tx(lambda session: people.find_by_email(session, email)) is not None


def test_amira_is_erased_once_the_operator_says_yes(amira: Visitor, tx: Any) -> None:
    assert amira.person
    asked = erase(amira.person.email.upper(), said="n\n")
    assert asked.exit_code == 1 and "Erase Amira Aziz? It cannot be undone." in asked.output
    assert is_there(tx, amira.person.email)
    assert "Erased." in erase(amira.person.email, said="y\n").output
    assert not is_there(tx, amira.person.email)
    assert amira.get("/api/v1/me").status_code == 401


def test_without_a_question_where_a_script_says_yes(amira: Visitor, tx: Any) -> None:
    assert amira.person
    assert erase(amira.person.email, "--yes").output == "Erased.\n"
    assert not is_there(tx, amira.person.email)


def test_somebody_who_is_let_in_no_more_is_erased_before_their_days_are_over(amira: Visitor, tx: Any) -> None:
    assert amira.person
    tx(lambda session: let_in.deactivate(session, amira.person.id))
    assert erase(amira.person.email, "--yes").exit_code == 0
    assert not is_there(tx, amira.person.email)


def test_nobody_of_that_address_is_told(amira: Visitor) -> None:
    result = erase("nobody@acme.example")
    assert (result.exit_code, result.output) == (
        1,
        "Error: Nobody here has the address nobody@acme.example.\n",
    )


def test_whoever_is_erased_already_cannot_be_found_by_any_address(amira: Visitor, tx: Any) -> None:
    """Not by that of the nobody either, to whom the sums went: nobody is asked to “Erase ?”."""
    assert amira.person
    email = amira.person.email
    erase(email, "--yes")
    nobody = tx(lambda session: session.query(Person).filter(Person.erased_at.is_not(None)).one().email)
    for address in (email, nobody):
        result = erase(address, said="y\n")
        assert (result.exit_code, result.output) == (1, f"Error: Nobody here has the address {address}.\n")


def test_the_audit_keeps_that_somebody_was_erased_at_the_terminal_and_not_who(
    amira: Visitor, clara: Visitor
) -> None:
    assert amira.person
    erase(amira.person.email, "--yes")
    page = clara.pages.get("/admin/settings/audit/").text
    assert "terminal" in page
    assert "Amira" not in page
    assert (
        "Erased: no → yes"
        in clara.pages.submit("/admin/settings/audit/export", page="/admin/settings/audit/").text
    )


def test_the_last_admin_stays_and_nobody_is_asked(clara: Visitor, tx: Any) -> None:
    assert clara.person
    result = erase(clara.person.email, said="y\n")
    assert result.exit_code == 1 and "last admin" in result.output
    assert "Erase Clara" not in result.output
    assert is_there(tx, clara.person.email)
