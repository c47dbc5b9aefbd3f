"""`plainspoken`: the command line of an installation. Imports what a command needs when it is asked for."""

import errno
from importlib import import_module
from typing import Any

import click

from backend.running import garbage

# command -> its module, where it has the same name
MODULES = {
    "admin": "backend.sign_in.cli",
    "audit": "backend.audit.cli",
    "demo": "backend.running.commands",
    "erase": "backend.known.cli",
    "init": "backend.running.commands",
    "rules": "backend.rules.cli",
    "serve": "backend.running.serve",
    "worker": "backend.running.commands",
}

FULL = (errno.ENOSPC, errno.EDQUOT)


class Commands(click.Group):
    """Those of MODULES."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        with garbage.all_stays():
            command: click.Command = getattr(import_module(MODULES[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """A disk that is full is no fault of ours, and no command's alone."""
        try:
            return super().invoke(ctx)
        except OSError as no:
            if no.errno not in FULL:
                raise
            where = f" ({no.filename})" if no.filename else ""
            said = f"The disk is full{where}. What this command wrote is not whole: make room, run it again."
            raise click.ClickException(said) from None


@click.command(cls=Commands)
@click.version_option(package_name="plainspoken", message="%(package)s %(version)s")
def cli() -> None:
    """Plainspoken: employee advocacy that checks drafts in the page and never reads along."""
