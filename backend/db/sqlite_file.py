"""SQLite's file, before a command works on it: on a disk of the machine itself, whole, and ours alone."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from backend.db.faults import NO_RIGHTS

MOUNTS = Path("/proc/self/mounts")  # where there is none (macOS, Windows) nobody can say
NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "lustre", "ncpfs"),
        *("fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone"),
    }
)


# what it must not be -> what is said of it
FAULTS: tuple[tuple[Callable[[Path], bool], str], ...] = (
    (
        lambda file: not os.path.isdir(file.parent),  # noqa: PTH112 - no error where we may not look
        "There is no folder {name.parent} that we may look into. Make it, for the server's account alone: "
        "mkdir -p -m 700 {name.parent} (or correct DATABASE_URL).",
    ),
    (
        lambda file: not _may_write(file) and _is_read_only(file.parent),
        "The file system of {name} takes no writes. Mount it for writing; where systemd starts us with "
        "ProtectSystem=strict, put the file below /var/lib/plainspoken (StateDirectory=).",
    ),
    (lambda file: not _may_write(file), NO_RIGHTS),
    (
        lambda file: _file_system(file) in NETWORK,
        "{name} lies on a network file system, where SQLite loses what it said it had kept. "
        "Move it to a disk of this machine, or use PostgreSQL (DATABASE_URL).",
    ),
    (lambda file: file.is_dir(), "{name} is a folder. Name a file in it in DATABASE_URL."),
    (
        lambda file: file.exists() and not _is_whole(file),
        "{name} is damaged. Put your last backup in its place (docs/running.md), and keep this file.",
    ),
)


def fault(engine: Engine) -> str | None:
    """What keeps us from working on it, with the way out; None for other databases, too."""
    file = _file(engine)
    return next((said.format(name=file) for holds, said in FAULTS if holds(file)), None) if file else None


def is_there(engine: Engine) -> bool:
    """Is there a file, where it needs one? To connect would make an empty one."""
    file = _file(engine)
    return file is None or file.exists()


def make(engine: Engine) -> None:
    """An empty file that nobody else reads; SQLite gives those beside it (-wal, -shm) the same rights."""
    file = _file(engine)
    if file and not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))


def _file(engine: Engine) -> Path | None:
    is_one = engine.dialect.name == "sqlite" and engine.url.database
    return Path(str(engine.url.database)).resolve() if is_one else None


def _may_write(file: Path) -> bool:
    in_folder = os.access(file.parent, os.W_OK | os.X_OK)
    return in_folder and (os.access(file, os.R_OK | os.W_OK) or not file.exists())


def _is_read_only(folder: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


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
