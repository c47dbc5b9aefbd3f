"""`plainspoken rules publish | diff | roll-back`: what the pages about releases do, for scripts."""

import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click
from sqlalchemy.orm import Session

from backend import config
from backend.app import create_app
from backend.db import run_tx
from backend.errors import Problem
from backend.rules import changes, service
from backend.rules.changes import Change
from backend.rules.faults import RuleFaults

Found = TypeVar("Found")
NOTE = click.option("--note", required=True, help="What is new, in a sentence.")
WHAT = {"new": "is new", "gone": "is gone", "changed": "changed"}


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@NOTE
def publish(folder: Path | None, note: str) -> None:
    """Put the rules in force as they stand; with FOLDER, take its files over first.

    They are packs/<pack>/<rule>.yaml, lexicons/<words>.yaml and organisation.yaml, each where it is there.
    """
    started = time.perf_counter()
    told = _with_database(lambda tx: _told(tx, service.take_and_publish(tx, folder, note).number))
    click.echo(f"{told}\nExamples run, compiled and frozen in {time.perf_counter() - started:.1f} s.")


@click.command("roll-back")
@click.argument("number", type=int)
@NOTE
def roll_back(number: int, note: str) -> None:
    """Publish release NUMBER once more, under the next number."""
    click.echo(_with_database(lambda tx: _told(tx, service.roll_back(tx, None, number, note).number)))


@click.command()
@click.argument("old", type=int)
@click.argument("new", type=int, required=False)
def diff(old: int, new: int | None) -> None:
    """Say in plain words what release NEW changed against OLD; without NEW, what publishing would change."""
    found = _with_database(
        lambda tx: changes.releases(tx, old, new) if new is not None else changes.since(tx, old)
    )
    for line in (line for change in found for line in _lines(change)):
        click.echo(line)
    click.echo(f"{len(found)} differences" if found else "no difference")


def _lines(change: Change) -> Iterator[str]:
    yield f"{change.part} {change.name} {WHAT[change.kind]}"
    for step in change.steps:
        yield f"  {step.path}: {_quoted(step.before)} → {_quoted(step.after)}"
    if change.other:
        yield f"  also: {', '.join(change.other)}"


def _quoted(value: str | None) -> str:
    return "nothing" if value is None else f"“{value}”"


def _told(session: Session, number: int) -> str:
    _, sha256 = service.tag(session)
    body = service.body(session, number)
    size = f"{len(body) / 1000:.0f} KB, {len(zlib.compress(body)) / 1000:.0f} KB compressed."
    return f"Release {number} is in force (SHA-256 {sha256}).\n{size}"


def _with_database(work: Callable[[Session], Found]) -> Found:
    """`work` in a transaction on the server's database; what goes wrong is said in a sentence."""
    try:
        app = create_app(config.from_environment())
        with app.app_context():
            return run_tx(work)
    except (config.ConfigError, RuleFaults) as error:
        raise click.ClickException(str(error)) from None
    except Problem as problem:
        raise click.ClickException(f"{problem.detail} {problem.hint}") from None
