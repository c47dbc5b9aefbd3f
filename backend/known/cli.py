"""`plainspoken erase`: for whoever asks an operator, and for those whom a restored backup brought back."""

import uuid

import click
from sqlalchemy.orm import Session

from backend import config, ready
from backend.app import create_app
from backend.audit import trail
from backend.db import run_tx
from backend.errors import Problem
from backend.known import service
from backend.people import service as people
from backend.people.models import Person
from backend.sign_in.cli import EmailAddress


@click.command()
@click.argument("email", type=EmailAddress())
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(email: str, yes: bool) -> None:
    """Erase the person with this EMAIL for good: nothing leads to them any more, sums stay as they are."""
    app = create_app(config.from_environment())
    with ready.database(app):
        try:
            found = run_tx(lambda tx: _who_may_go(tx, email))
            if not yes:
                click.confirm(f"Erase {found.name}? It cannot be undone.", abort=True)
            run_tx(lambda tx: _erase(tx, found.id))
        except Problem as problem:
            raise click.ClickException(problem.told()) from None
    click.echo("Erased.")


def _who_may_go(session: Session, email: str) -> Person:
    found = people.find_by_email(session, email)
    if found is None:
        raise click.ClickException(f"Nobody here has the address {email}.")
    people.must_not_be_the_last_admin(session, found)
    return found


def _erase(session: Session, person: uuid.UUID) -> None:
    """The audit keeps that somebody was erased here and when, and not who."""
    service.erase(session, person)
    trail.note(session, "people.person", "", before={"erased": False}, after={"erased": True})
