"""`plainspoken audit verify | export`: is the trail whole, and all of it for another system."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from backend import config, ready
from backend.app import create_app
from backend.audit import chain, trail
from backend.audit.chain import Anchor
from backend.audit.models import AuditEntry
from backend.db import db
from backend.people.models import Person

BATCH = 500


@click.group()
def audit() -> None:
    """Who changed what: is it whole, and all of it as JSON lines."""


def _anchor(_context: click.Context, _option: click.Parameter, texts: tuple[str, ...]) -> list[Anchor]:
    return [_read(text) for text in texts]


@audit.command()
@click.option(
    "--anchor", "anchors", multiple=True, callback=_anchor, help="A line that verify printed: number:hash."
)
def verify(anchors: list[Anchor]) -> None:
    """Walk the chain; names the first entry that is not as it was written, and exits 1.

    Keep the line it prints on another machine: with --anchor it tells later whether the end was cut off.
    """
    with _session() as session:
        head = trail.head(session)
        fault = chain.first_fault(_entries(session), head, anchors)
        erased = sum(entry.words is None for entry in _entries(session))
    if fault:
        click.echo(f"Entry {fault.number}: {fault.reason}.", err=True)
        sys.exit(1)
    click.echo(f"{head.number} entries, all whole; of {erased} the words are erased.\n{head}")


@audit.command()
def export() -> None:
    """Every entry as a line of JSON, the oldest first. Copies know nothing of what is erased later."""
    with _session() as session:
        names = {key: name for key, name in session.execute(select(Person.id, Person.name))}  # noqa: C416
        for entry in _entries(session):
            click.echo(json.dumps(_line(entry, names), ensure_ascii=False))


def _line(entry: AuditEntry, names: dict[Any, str]) -> dict[str, Any]:
    told = {"number": entry.number, "at": entry.at.isoformat(), "kind": entry.kind}
    people = {"who": names.get(entry.actor_id), "about": names.get(entry.about_id)}
    digests = ("who_digest", "words_digest", "hash")
    words = json.loads(entry.words) if entry.words else {"name": None, "before": None, "after": None}
    return {**told, **people, **words, **{name: getattr(entry, name) for name in digests}}


def _entries(session: Session) -> Any:
    return session.scalars(select(AuditEntry).order_by(AuditEntry.number).execution_options(yield_per=BATCH))


def _read(text: str) -> Anchor:
    number, _, found = text.partition(":")
    if not number.isdecimal() or len(found) != len(chain.START):
        raise click.BadParameter("It looks like 17:9f86d0…, as verify prints it.")
    return Anchor(int(number), found)


@contextmanager
def _session() -> Iterator[Session]:
    app = create_app(config.from_environment())
    with ready.database(app), Session(_at_one_moment(db.engine)) as session:
        yield session


def _at_one_moment(engine: Engine) -> Engine:
    """So that head and entries belong together while others write; SQLite reads like that anyway."""
    isolation = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    return engine.execution_options(**isolation)
