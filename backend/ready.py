"""The one door of all commands to the database: there, whole, of this version, or a sentence why not."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from sqlalchemy import Engine, text

from backend import migrations
from backend.db import db, faults, run_tx, sqlite_file
from backend.people import installed

NEWER = (
    "This database was written by a newer Plainspoken. Install that version again, "
    "or restore a backup that was made before it (docs/running.md)."
)


@contextmanager
def database(app: Flask) -> Iterator[None]:
    """For what works on a database after `plainspoken init`."""
    with app.app_context(), faults.told(db.engine):
        _check(db.engine)
        if not (
            sqlite_file.is_there(db.engine)
            and migrations.is_current(db.engine)
            and run_tx(installed.is_installed)
        ):
            raise click.ClickException(
                f"This database is empty or out of date: {_address(db.engine)}. "
                'Run "plainspoken init" once, then try again.'
            )
        yield


@contextmanager
def new_database(app: Flask) -> Iterator[None]:
    """For `plainspoken init`: it may be empty, or of an older version."""
    with app.app_context(), faults.told(db.engine):
        _check(db.engine)
        sqlite_file.make(db.engine)
        if not _takes_every_sign(db.engine):
            raise click.ClickException(
                f"The database {db.engine.url.database} does not keep UTF8. Make another, "
                "as its server's administrator: "
                "createdb --encoding=UTF8 --template=template0 NAME"
            )
        yield


def _address(engine: Engine) -> str:
    """As it was set, but for what is secret in it."""
    url = engine.url.set(drivername=engine.dialect.name).difference_update_query(["sslpassword"])
    return url.render_as_string(hide_password=True)


def _check(engine: Engine) -> None:
    if fault := sqlite_file.fault(engine):
        raise click.ClickException(fault)
    if sqlite_file.is_there(engine) and migrations.is_newer(engine):
        raise click.ClickException(NEWER)


def _takes_every_sign(engine: Engine) -> bool:
    if engine.dialect.name != "postgresql":
        return True
    with engine.connect() as connection:
        return bool(connection.scalar(text("SHOW server_encoding")) == "UTF8")
