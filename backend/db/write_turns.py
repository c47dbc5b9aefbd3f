"""SQLite: who wants to write waits in a queue. SQLite itself sleeps and asks again, up to a second."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

PATIENCE_S = 10  # then SQLite decides, which has the same patience, and a way to say so
_in_this_process = threading.Lock()


@contextmanager
def turn(engine: Engine) -> Iterator[None]:
    """The block runs while no other writer of this database does. Other databases need no such queue."""
    if engine.dialect.name != "sqlite" or not _in_this_process.acquire(timeout=PATIENCE_S):
        yield
        return
    try:
        with _among_processes(Path(engine.url.database or "")):
            yield
    finally:
        _in_this_process.release()


if sys.platform == "win32":

    @contextmanager
    def _among_processes(database: Path) -> Iterator[None]:
        """There the server is one process."""
        yield

else:
    import fcntl

    @contextmanager
    def _among_processes(database: Path) -> Iterator[None]:
        """The system hands the lock on, also when its holder dies.

        On the folder: SQLite would lose its own locks with a file of the database that is closed. Where that
        is no folder (a `file:` address) or may not be read, SQLite decides.
        """
        try:
            folder = os.open(database.parent, os.O_RDONLY)
        except OSError:
            yield
            return
        try:
            _lock(folder)
            yield
        finally:
            os.close(folder)

    def _lock(folder: int) -> None:
        """flock knows no patience: where somebody has it, a thread waits for it, and we for the thread."""
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting = threading.Thread(target=fcntl.flock, args=(folder, fcntl.LOCK_EX), daemon=True)
            waiting.start()
            waiting.join(PATIENCE_S)
