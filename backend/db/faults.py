"""What a database says when it does not do what is asked, and the way out of it, in one table."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import Engine
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    TimeoutError,
)

NO_RIGHTS = "This account may not read and write {name} and make files in its folder. Give it to the account."
# what the driver says -> what we say, with the place of DATABASE_URL in it; the first that fits
CAUSES = (
    (
        r"resolve host|translate host name|Name or service|nodename",
        "DATABASE_URL names the host {host}, which is not known here. Check its spelling.",
    ),
    (
        r"password|authentication|role .* does not exist",
        "The database server does not let {user} in. Check user and password in DATABASE_URL; signs such as "
        "@ : / in them are written as %40 %3A %2F.",
    ),
    (
        r"pg_hba",
        "The database server takes no connection from this machine for {user} to {name}. Its pg_hba.conf "
        "says who may come, and whether over TLS (?sslmode=require behind DATABASE_URL).",
    ),
    (
        r"database .* does not exist",
        "There is no database {name} at {host}. Make it, as its administrator: "
        "createdb --owner={user} --encoding=UTF8 --template=template0 {name}",
    ),
    (
        r"refused|No such file|server running",
        "Nobody answers at {host}, port {port}. Start the database server, or correct DATABASE_URL.",
    ),
    (
        r"time ?out|timed out|unreachable|No route",
        "The database server at {host}, port {port}, does not answer in time. Check the network and its "
        "firewall, or correct DATABASE_URL.",
    ),
    (
        r"too many (clients|connections)|connection slots",
        "The database server has no connection left for us.",
    ),
    (
        r"starting up|shutting down|recovery mode",
        "The database server is just starting or stopping. Try again.",
    ),
    (
        r"permission denied for schema",
        "{user} may not make tables in {name}. As its administrator: ALTER DATABASE {name} OWNER TO {user}",
    ),
    (
        r"permission denied for (table|sequence|relation)",
        "The tables in {name} are not {user}'s. Name their account in DATABASE_URL, or restore the backup as "
        "{user}, into an empty database: pg_restore --no-owner --exit-on-error --role={user} --dbname=…",
    ),
    (
        r"in a read-only transaction",
        "The database server at {host}, port {port}, lets nobody write to {name}: it is a standby, or set to "
        "default_transaction_read_only. Name the one that takes writes in DATABASE_URL.",
    ),
    (r"invalid connection option", "DATABASE_URL has an option behind the ? that PostgreSQL does not know."),
    (r"sslmode|SSL|certificate", "No TLS with the database server: check the ssl options in DATABASE_URL."),
    (r"database is locked", "Another program holds {name}. End it, or wait, and try again."),
    (r"disk is full|No space left", "The disk on which {name} lies is full."),
    (r"unable to open|readonly|read-only", NO_RIGHTS),
)
# of PostgreSQL's codes, those that say nothing against what was asked
DOWN = re.compile("08|25006|28|3D|53|57P|58")
DOWN_SQLITE = re.compile("SQLITE_(BUSY|CANTOPEN|FULL|IOERR|LOCKED|READONLY)")


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Around what a command does with the database: a known fault ends it with a sentence."""
    try:
        yield
    except DBAPIError as error:
        if said := sentence(engine, error):
            raise click.ClickException(said) from None
        raise


def sentence(engine: Engine, error: DBAPIError) -> str | None:
    """What is said of it, in the driver's words where the table has none; None of what is our own fault."""
    if not (is_down(error) or isinstance(error, ProgrammingError)):
        return None
    said = str(error.orig)
    for pattern, words in CAUSES:
        if re.search(pattern, said):
            return words.format(**_place(engine))
    return f"The database of DATABASE_URL fails: {_unsecret(engine, said)}" if is_down(error) else None


def is_down(error: Exception) -> bool:
    """Is it the database that is not there, and not what was asked of it?"""
    if isinstance(error, TimeoutError):  # no connection of ours was free
        return True
    if not isinstance(error, OperationalError | InterfaceError | InternalError):
        return False
    if name := getattr(error.orig, "sqlite_errorname", None):
        return bool(DOWN_SQLITE.match(name))
    code = getattr(error.orig, "sqlstate", None)
    return bool(DOWN.match(code)) if code else not isinstance(error, InternalError)


def _place(engine: Engine) -> dict[str, object]:
    url = engine.url
    host = url.host or url.query.get("host") or "this machine"
    return {
        "host": host,
        "port": url.port or 5432,
        "user": url.username or "this account",
        "name": url.database,
    }


def _unsecret(engine: Engine, said: str) -> str:
    first = said.strip().splitlines()[0] if said.strip() else "it says nothing"
    password = str(engine.url.password or "")
    return first.replace(password, "…") if password else first
