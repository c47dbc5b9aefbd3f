"""Rows in bulk, and keys that know the time at which they would have been made."""

import random
import uuid
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

AT_ONCE = 20_000


class Bulk:
    """Collects rows for tables and writes many at once, in the order in which the tables came first."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.rows: dict[Table, list[Mapping[str, Any]]] = defaultdict(list)

    def add(self, table: Any, **row: Any) -> None:
        """One row of a table or of a model's table."""
        self.rows[getattr(table, "__table__", table)].append(row)

    def write(self) -> None:
        """All that was collected, and commit."""
        for table, rows in self.rows.items():
            for begin in range(0, len(rows), AT_ONCE):
                self.connection.execute(insert(table), rows[begin : begin + AT_ONCE])
        self.rows.clear()
        self.connection.commit()


def key_at(at: datetime, lots: random.Random) -> uuid.UUID:
    """A UUIDv7 as it would have been made at this time."""
    milliseconds = int(at.timestamp() * 1000)
    drawn = lots.getrandbits(74)
    return uuid.UUID(int=milliseconds << 80 | 7 << 76 | drawn >> 62 << 64 | 2 << 62 | drawn & (1 << 62) - 1)
