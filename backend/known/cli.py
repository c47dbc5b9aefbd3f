"""`plainspoken erase`: for whoever asks an operator, and for those whom a restored backup brought back."""

import click

from backend import config, ready
from backend.app import create_app
from backend.db import run_tx
from backend.errors import Problem
from backend.known import service
from backend.people import service as people
from backend.people.cli import EmailAddress


@click.command()
@click.argument("email", type=EmailAddress())
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(email: str, yes: bool) -> None:
    """Erase the person with this EMAIL for good: nothing leads to them any more, sums stay as they are."""
    app = create_app(config.from_environment())
    with ready.database(app):
        found = run_tx(lambda tx: people.find_by_email(tx, email))
        if found is None:
            raise click.ClickException(f"Nobody here has the address {email}.")
        if not yes:
            click.confirm(f"Erase {found.name}? It cannot be undone.", abort=True)
        try:
            run_tx(lambda tx: service.erase(tx, found.id))
        except Problem as problem:
            raise click.ClickException(f"{problem.detail} {problem.hint}") from None
    click.echo("Erased.")
