"""`plainspoken rules publish | diff | roll-back | export | releases`: releases, for scripts."""

import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click
from sqlalchemy.orm import Session

from backend import config, ready
from backend.app import create_app
from backend.db import run_tx
from backend.errors import Problem
from backend.rules.authoring.folder import Folder
from backend.rules.language import source_files
from backend.rules.language.faults import RuleFaults, counted
from backend.rules.releases import changes, publishing, releases, sources
from backend.rules.releases.differences import Change, between

Found = TypeVar("Found")
FOLDER = Folder()
NOTE = click.option("--note", required=True, help="What is new, in a sentence.")
WHAT = {"new": "is new", "gone": "is gone", "changed": "changed"}


@click.command()
@click.argument("folder", required=False, type=FOLDER)
@NOTE
def publish(folder: Path | None, note: str) -> None:
    """Put the rules in force as they stand; with FOLDER, take its files over first.

    They are packs/<pack>/<rule>.yaml, lexicons/<words>.yaml and organisation.yaml, each where it is there.
    """
    for sentence in source_files.unread(folder) if folder else ():
        click.echo(sentence, err=True)

    started = time.perf_counter()

    def work(tx: Session) -> str:
        sources.take(tx, folder)
        sources.parse(sources.texts(tx))  # what cannot be read cannot be compared
        newest = releases.newest(tx)
        if newest and not changes.pending(tx):
            return f"Nothing has changed since release {newest.number}, which stays in force."
        told = _told(tx, publishing.publish(tx, None, note).number)
        return f"{told}\nExamples run, compiled and frozen in {time.perf_counter() - started:.1f} s."

    click.echo(_with_database(work))


@click.command("roll-back")
@click.argument("number", type=int)
@NOTE
def roll_back(number: int, note: str) -> None:
    """Publish release NUMBER once more, under the next number."""

    def work(tx: Session) -> str:
        newest = publishing.roll_back(tx, None, number, note).number
        return "\n".join([_told(tx, newest), *_waiting(tx, number, newest)])

    click.echo(_with_database(work))


@click.command()
@click.argument("old", type=int, required=False)
@click.argument("new", type=int, required=False)
@click.option("--folder", type=FOLDER, help="What publishing this folder would change.")
def diff(old: int | None, new: int | None, folder: Path | None) -> None:
    """Say in plain words what release NEW changed against OLD.

    Without NEW: what publishing would change, with --folder after its files are taken over.
    Without any number: what the release in force changed against the one before.
    """
    if new and folder:
        raise click.UsageError("--folder is compared with one release: leave NEW out.")
    for line in _with_database(lambda tx: _differences(tx, old, new, folder)):
        click.echo(line)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--release", "number", type=int, help="As this release has them, not as they are now.")
def export(folder: Path, number: int | None) -> None:
    """Write all rules, lexicons and organisation.yaml into FOLDER, over what is there, comments kept.

    It is what `publish FOLDER` reads: kept in git, the folder can be where rules are written from now on.
    """
    work = sources.written if number is None else lambda tx: releases.sources_of(tx, number)
    texts = _with_database(work)
    source_files.write(folder, texts)
    click.echo(f"{counted(len(texts), 'file')} written into {folder}.")


@click.command("releases")
def published() -> None:
    """List the last releases, the one in force first."""
    for release, author in _with_database(releases.last_ones):
        moment = f"{release.published_at:%Y-%m-%d %H:%M} UTC"
        click.echo(f"{release.number:>4}  {moment}  {author or 'terminal':<20}  {release.note}")


def _differences(tx: Session, old: int | None, new: int | None, folder: Path | None) -> list[str]:
    newest = releases.newest(tx)
    last = newest.number if newest else 0
    if old is None:
        old, new = (last, None) if folder else (last - 1, last)
    before = releases.sources_of(tx, old) if old > 0 else {}  # before the first nothing was in force
    after = sources.written(tx, folder) if new is None else releases.sources_of(tx, new)
    found = list(between(before, after))
    drafts = changes.drafts({change.file: after[change.file] for change in found if change.file in after})
    lines = [line for change in found for line in _lines(change)]
    return [*lines, counted(len(found), "difference") if found else "no difference", *_silent(drafts)]


def _waiting(tx: Session, number: int, newest: int) -> list[str]:
    """What whoever rolled back must know: the sources are as they were."""
    if not changes.pending(tx):
        return []
    return [
        f"The changes since release {number} still wait: publish would bring them back. "
        f'Edit them, or see "rules diff {newest}".'
    ]


def _silent(drafts: list[str]) -> list[str]:
    if not drafts:
        return []
    said = "1 rule is a draft and stays" if len(drafts) == 1 else f"{len(drafts)} rules are drafts and stay"
    return [f"{said} silent: {', '.join(drafts)}. Set status: active to make it speak."]


def _lines(change: Change) -> Iterator[str]:
    yield f"{change.part} {change.name} {WHAT[change.kind]}"
    for step in change.steps:
        yield f"  {step.path}: {_quoted(step.before)} → {_quoted(step.after)}"
    if change.other:
        yield f"  also: {', '.join(change.other)}"


def _quoted(value: str | None) -> str:
    return "nothing" if value is None else f"“{value}”"


def _told(session: Session, number: int) -> str:
    _, sha256 = releases.tag(session)
    body = releases.body(session, number)
    size = f"{len(body) / 1000:.0f} KB, {len(zlib.compress(body)) / 1000:.0f} KB compressed."
    told = [f"Release {number} is in force (SHA-256 {sha256}).", size]
    return "\n".join([*told, *_silent(changes.drafts(releases.sources_of(session, number)))])


def _with_database(work: Callable[[Session], Found]) -> Found:
    """`work` in a transaction on the server's database; what goes wrong is said in a sentence."""
    try:
        app = create_app(config.from_environment())
        with ready.database(app):
            return run_tx(work)
    except RuleFaults as error:
        raise click.ClickException(str(error)) from None
    except Problem as problem:
        raise click.ClickException(problem.told()) from None
