"""`plainspoken admin`, and how commands ask for an address and a password."""

import re
import sys
from unicodedata import category

import click

from backend import config, ready
from backend.app import create_app
from backend.db import run_tx
from backend.errors import Problem
from backend.people.models import EMAIL, LONGEST_EMAIL, LONGEST_NAME
from backend.sign_in import admins
from backend.whole_text import is_blank

BREAKS = {"Cc", "Cs", "Zl", "Zp"}  # control characters, half characters, ends of lines and paragraphs


class EmailAddress(click.ParamType[str]):
    """What the sign-in page takes."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """As typed, without spaces around it."""
        typed = value.strip()
        if not re.match(EMAIL, typed) or len(typed) > LONGEST_EMAIL:
            self.fail(f"{typed!r} is no e-mail address, such as clara@example.com.", param, ctx)
        return typed


class Name(click.ParamType[str]):
    """Of a person or an organisation."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """As typed, without spaces around it."""
        typed = value.strip()
        if is_blank(typed) or BREAKS & set(map(category, typed)) or len(typed) > LONGEST_NAME:
            said = f"A name has 1 to {LONGEST_NAME} signs to be seen, on one line, none of them for control."
            self.fail(said, param, ctx)
        return typed


@click.command()
@click.argument("email", type=EmailAddress())
@click.option("--name", type=Name(), help="Their name, where nobody here has this address yet.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def admin(email: str, name: str | None, password_stdin: bool) -> None:
    """Make EMAIL an admin with a new password: the way back in for whoever lost theirs."""
    app = create_app(config.from_environment())
    with ready.database(app):
        password = read_password(password_stdin)
        try:
            found = run_tx(lambda tx: admins.make_admin(tx, email, name, password))
        except Problem as problem:
            raise click.ClickException(problem.told()) from None
    click.echo(f"{found.name} is an admin and signs in with the new password; older sessions have ended.")


def read_password(from_stdin: bool) -> str:
    """From standard input, or typed twice without being seen."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt(
        "Password (12 characters or more)", hide_input=True, confirmation_prompt=True
    )
    return password
