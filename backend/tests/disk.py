"""SQLite that does not wait for the disk: only one test asks whether it would outlive a power cut."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from backend.db import engine


@contextmanager
def quick() -> Iterator[tuple[str, ...]]:
    """While the block runs; gives the settings as shipped. PostgreSQL is told the same in postgres.py."""
    shipped = engine.SQLITE_PRAGMAS
    with pytest.MonkeyPatch.context() as patch:
        hasty = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in shipped)
        patch.setattr(engine, "SQLITE_PRAGMAS", hasty)
        yield shipped
