"""Rows in bulk, and keys that know the time at which they would have been made."""

import random
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

AT_ONCE = 20_000
Rows = Sequence[Mapping[str, Any]]


class Bulk:
    """Collects rows for tables and writes many at once, in the order in which the tables came first."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.rows: dict[Table, list[Mapping[str, Any]]] = defaultdict(list)

    def add(self, table: Any, **row: Any) -> None:
        """One row of a table or of a model's table; all rows of a table name the same columns."""
        self.rows[getattr(table, "__table__", table)].append(row)

    def write(self) -> None:
        """All that was collected, and commit."""
        can_copy = self.connection.dialect.name == "postgresql"
        for table, rows in self.rows.items():
            if can_copy and _is_plain(table, rows[0]):
                _copy(self.connection, table, rows)
            else:
                for begin in range(0, len(rows), AT_ONCE):
                    self.connection.execute(insert(table), rows[begin : begin + AT_ONCE])
        self.rows.clear()
        self.connection.commit()


def _is_plain(table: Table, row: Mapping[str, Any]) -> bool:
    """Is there nothing to fill in, and nothing to turn into JSON?"""
    left = [column for column in table.columns if column.name not in row]
    is_whole = all(column.nullable and column.default is None for column in left)
    return is_whole and not any(isinstance(value, dict | list) for value in row.values())


def _copy(connection: Connection, table: Table, rows: Rows) -> None:
    """PostgreSQL's own way for many rows, five times as fast as INSERT."""
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    raw: Any = connection.connection
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def key_at(at: datetime, lots: random.Random) -> uuid.UUID:
    """A UUIDv7 as it would have been made at this time."""
    milliseconds = int(at.timestamp() * 1000)
    drawn = lots.getrandbits(74)
    return uuid.UUID(int=milliseconds << 80 | 7 << 76 | drawn >> 62 << 64 | 2 << 62 | drawn & (1 << 62) - 1)
