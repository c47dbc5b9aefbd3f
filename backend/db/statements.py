"""What SQLite and PostgreSQL each say in their own way."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Dialect, column, func, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from backend.db.base import Base

InsertInto = Callable[[type[Base]], postgresql.Insert | sqlite.Insert]


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
