"""`plainspoken rules publish`: what the page of the same name does, for scripts."""

from pathlib import Path

import click

from backend import config
from backend.app import create_app
from backend.db import run_tx
from backend.errors import Problem
from backend.rules import service
from backend.rules.faults import RuleFaults
from backend.rules.models import Release


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--note", required=True, help="What is new, in a sentence.")
def publish(folder: Path | None, note: str) -> None:
    """Put the rules in force as they stand; with FOLDER, take its files over first.

    They are packs/<pack>/<rule>.yaml, lexicons/<words>.yaml and organisation.yaml, each where it is there.
    """
    try:
        app = create_app(config.from_environment())
        with app.app_context():
            release: Release = run_tx(lambda tx: service.take_and_publish(tx, folder, note))
    except (config.ConfigError, RuleFaults) as error:
        raise click.ClickException(str(error)) from None
    except Problem as problem:
        raise click.ClickException(f"{problem.detail} {problem.hint}") from None
    click.echo(f"Release {release.number} is in force (SHA-256 {release.sha256}).")
