"""What the machine itself can do: no code of ours or of a peer's may be expected to do more."""

import sqlite3
import time
from pathlib import Path

SECONDS = 1.0


def commits(folder: Path) -> float:
    """Commits a second of one row each that SQLite makes in `folder`, with the settings of ours."""
    connection = sqlite3.connect(folder / "limit.db", isolation_level=None)
    for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE one (number)"):
        connection.execute(statement)
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS:
        for statement in ("BEGIN IMMEDIATE", "INSERT INTO one VALUES (1)", "COMMIT"):
            connection.execute(statement)
        done += 1
    connection.close()
    return done / (time.perf_counter() - start)
