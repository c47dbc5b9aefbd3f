"""The one way to the database: types, engine settings for SQLite and PostgreSQL, and `run_tx`."""

import random
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

import uuid_utils.compat
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    JSON,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    Executable,
    MetaData,
    Row,
    Uuid,
    column,
    event,
    func,
    literal,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from backend import folding, write_turns

T = TypeVar("T")
RETRIES = 8
WRITE = "plainspoken_write"  # execution option of a connection that will write
# busy_timeout first: even switching to WAL may have to wait. Debian's SQLite overwrites what is deleted
# (secure_delete) unasked, others leave it in the file
SQLITE_PRAGMAS = (
    "busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON",
)  # fmt: skip
# 40001 serialisation failure, 40P01 deadlock: safe to run the whole transaction again
RETRIABLE = ("40001", "40P01")
CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime on every database; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("naive datetime: use backend.db.now() or an aware UTC time")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        # SQLite forgets the zone; what is stored is always UTC
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Base(DeclarativeBase):
    """Every table: a UUIDv7 key made in Python unless the table says otherwise."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime, uuid.UUID: Uuid}


class Keyed:
    """Mixin: the key, sortable by the time it was made."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid_utils.compat.uuid7)

    @property
    def made_at(self) -> datetime:
        """When the row was made: its key (UUIDv7) knows."""
        return datetime.fromtimestamp((self.id.int >> 80) / 1000, UTC)


InsertInto = Callable[[type[Base]], postgresql.Insert | sqlite.Insert]

db = SQLAlchemy(session_options={"expire_on_commit": False})


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


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


def run_built(session: Session, statement: Executable, **values: Any) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement of a constant, built once with `bindparam`s, without the ORM: columns, no objects.

    For what every click, sync and share asks: building and loading cost ten times the database's own work.
    """
    return session.connection().execute(statement, values)


def look_up(statement: Executable, **values: Any) -> Sequence[Row[*tuple[Any, ...]]]:
    """`run_built` on a connection that is given back at once: a session would cost more than the query.

    Not inside `run_tx`: it would not see what that has written.
    """
    with db.engine.connect() as connection:
        return connection.execute(statement, values).all()


def insert_for(session: Session) -> InsertInto:
    """Makes the INSERT that knows `on_conflict_do_update` and `on_conflict_do_nothing` of this database."""
    return postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert


def insert(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """`insert_for`, for a statement that is built where it is run."""
    return insert_for(session)(table)


def rows_of(dialect: Dialect, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Rows that go into a statement as one JSON text, which the database takes apart: `rows_of(…)["name"]`.

    A parameter for each cell would take longer to write than the answer to find. PostgreSQL keeps no NUL.
    """
    kept = [{name: _without_nul(cell) for name, cell in row.items()} for row in rows]
    apart = func.json_each if dialect.name == "sqlite" else func.json_array_elements
    return apart(literal(kept, JSON)).table_valued(column("value", JSON())).c.value


def _without_nul(cell: Any) -> Any:
    return cell.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(cell, str) else cell


def run_tx(work: Callable[[Session], T]) -> T:
    """Run `work(session)` in one transaction and commit; again from the start when the database asks for it.

    `work` must therefore have no effect outside its session.
    """
    for attempt in range(RETRIES):
        try:
            return _attempt(work)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in RETRIABLE or attempt == RETRIES - 1:
                raise
            time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - jitter, not a secret
    raise AssertionError("unreachable")


def _attempt(work: Callable[[Session], T]) -> T:
    if db.session.in_transaction():
        db.session.commit()  # gives back what the request was reading on: a thread needs one connection
    with write_turns.turn(db.engine), Session(db.engine, expire_on_commit=False) as session:
        session.connection(execution_options={WRITE: True})
        result = work(session)
        session.commit()
        return result
