"""SQLite's file, before a server works on it: on a disk of the machine itself, and whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

MOUNTS = Path("/proc/self/mounts")  # where there is none (macOS, Windows) nobody can say
NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "lustre", "ncpfs"),
        *("fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone"),
    }
)


def fault(engine: Engine) -> str | None:
    """What keeps a server from working on it, with the way out; None for other databases, too."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    file = Path(engine.url.database).resolve()
    if _file_system(file) in NETWORK:
        return (
            f"{file} lies on a network file system, where SQLite loses what it said it had kept. "
            "Move it to a disk of this machine, or use PostgreSQL (DATABASE_URL)."
        )
    if file.exists() and not _is_whole(file):
        return f"{file} is damaged. Put your last backup in its place (docs/running.md), and keep this file."
    return None


def _file_system(file: Path) -> str:
    """The kind of the mount that it lies on, as Linux names it."""
    lines = [line.split() for line in MOUNTS.read_text().splitlines()] if MOUNTS.exists() else []
    kinds = {Path(place.replace("\\040", " ")): kind for _device, place, kind, *_options in lines}
    return next((kinds[folder] for folder in file.parents if folder in kinds), "")


def _is_whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError:  # locked, or not to be opened: no reason to take it for damaged
        return True
    except sqlite3.DatabaseError:
        return False
