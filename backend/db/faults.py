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
# what is said, after the database's code and the command it answers where there are any (PostgreSQL speaks
# the language of its lc_messages) -> what we say, with the place of DATABASE_URL in it; the first that fits
CAUSES = (
    (
        r"resolve host|translate host name|Name or service|nodename",
        "DATABASE_URL names the host {host}, which is not known here. Check its spelling.",
    ),
    (
        r"authentication failed for user|no password supplied|role .* (does not exist|is not permitted)",
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
        r"^57P|starting up|shutting down|recovery mode",
        "The database server is just starting or stopping. Try again.",
    ),
    (
        r"^42501 CREATE TABLE|permission denied for schema",
        "{user} may not make tables in {name}. As its administrator: ALTER DATABASE {name} OWNER TO {user}",
    ),
    (
        r"^42501",
        "The tables in {name} are not {user}'s. Name their account in DATABASE_URL, or restore the backup as "
        "{user}, into an empty database: pg_restore --no-owner --exit-on-error --role={user} --dbname=…",
    ),
    (
        r"^25006",
        "The database server at {host}, port {port}, lets nobody write to {name}: it is a standby, or set to "
        "default_transaction_read_only. Name the one that takes writes in DATABASE_URL.",
    ),
    (r"invalid connection option", "DATABASE_URL has an option behind the ? that PostgreSQL does not know."),
    (r"sslmode|SSL|certificate", "No TLS with the database server: check the ssl options in DATABASE_URL."),
    (r"database is locked", "Another program holds {name}. End it, or wait, and try again."),
    (r"^(53100|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)|No space left", "The disk on which {name} lies is full."),
    (r"unable to open|readonly|read-only", NO_RIGHTS),
)
# codes that say nothing against what was asked
DOWN = re.compile("08|25006|28|3D|53|57P|58|SQLITE_(BUSY|CANTOPEN|FULL|IOERR|LOCKED|READONLY)")
BUSY = re.compile("SQLITE_(BUSY|LOCKED)")


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
    for pattern, words in CAUSES:
        if re.search(pattern, _known_by(error)):
            return words.format(**_place(engine))
    return f"The database of DATABASE_URL fails: {_unsecret(engine, error)}" if is_down(error) else None


def is_down(error: Exception) -> bool:
    """Is it the database that is not there, and not what was asked of it?"""
    if isinstance(error, TimeoutError):  # no connection of ours was free
        return True
    if not isinstance(error, OperationalError | InterfaceError | InternalError):
        return False
    if code := _code(error):
        return bool(DOWN.match(code))
    return not isinstance(error, InternalError)


def is_busy(error: Exception) -> bool:
    """Does it only write for somebody else just now?"""
    return isinstance(error, OperationalError) and bool(BUSY.match(_code(error) or ""))


def _place(engine: Engine) -> dict[str, object]:
    url = engine.url
    host = url.host or url.query.get("host") or "this machine"
    return {
        "host": host,
        "port": url.port or url.query.get("port") or 5432,
        "user": url.username or "this account",
        "name": url.database,
    }


def _known_by(error: DBAPIError) -> str:
    """Without names of hosts and accounts, which may be any word."""
    said = re.sub('"[^"]*"', '""', _first_line(error))
    code = _code(error)
    return " ".join([code, *(error.statement or "").split()[:2], said]) if code else said


def _code(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)


def _first_line(error: DBAPIError) -> str:
    return next(iter(str(error.orig).strip().splitlines()), "it says nothing")


def _unsecret(engine: Engine, error: DBAPIError) -> str:
    password, first = str(engine.url.password or ""), _first_line(error)
    return first.replace(password, "…") if password else first
