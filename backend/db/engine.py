"""Engines for SQLite and PostgreSQL: their settings, and how a transaction of SQLite begins."""

from typing import Any

from sqlalchemy import Engine, event

from backend.db import folding

WRITE = "plainspoken_write"  # execution option of a connection that will write
# busy_timeout first: even switching to WAL may have to wait. Debian's SQLite overwrites what is deleted
# (secure_delete) unasked, others leave it in the file. Each thread has a cache of its own, and all a better
# one in the system's: 2 MB each, as is usual, made nothing quicker
SQLITE_PRAGMAS = (
    "busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON",
    "cache_size=-512",
)  # fmt: skip


def engine_options(url: str) -> dict[str, Any]:
    """The engine for `url`, as flask-sqlalchemy-lite takes it. Its errors never carry values (logs)."""
    waits = url.startswith("sqlite") or "connect_timeout=" in url
    return {
        "url": url,
        "hide_parameters": True,
        "connect_args": {} if waits else {"connect_timeout": 10},  # a firewall would let us wait for minutes
        "pool_pre_ping": not url.startswith("sqlite"),
        "pool_size": 10,
        "max_overflow": 20,  # two per thread, where work inside of `run_tx` reads with another session
    }


def tune(engine: Engine) -> None:
    """SQLite: durable settings, and BEGIN IMMEDIATE for writers (a deferred read-then-write would fail)."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_sqlite)


def _set_pragmas(connection: Any, _record: Any) -> None:
    folding.teach(connection)
    connection.isolation_level = None  # the driver must not open transactions behind our back
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get(WRITE)
    connection.connection.dbapi_connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
