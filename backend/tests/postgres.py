"""A private PostgreSQL cluster for one test run: own folder and socket, no TCP port, then gone."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# without autovacuum, rows lie as they were written, however many were deleted before: runs are alike
FAST = (
    "-c autovacuum=off -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=''"
)


def binaries() -> Path:
    """The folder with initdb and pg_ctl; the newest PostgreSQL that the machine has."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: float(bin.parent.name))
    on_path = shutil.which("pg_ctl")
    if not versions and not on_path:
        raise RuntimeError("PostgreSQL is missing: run `make setup`, which installs it or says how.")
    return versions[-1] if versions else Path(str(on_path)).parent


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster; yields a SQLAlchemy URL whose database name is to be appended."""
    folder = Path(tempfile.mkdtemp(prefix="plainspoken-pg-"))
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
    try:
        like_everywhere = ("-U", "plainspoken", "-A", "trust", "--no-sync", "-E", "UTF8", "--no-locale")
        _run("initdb", "-D", folder / "data", *like_everywhere)
        _run(
            "pg_ctl", "-D", folder / "data", "-w", "-o", f"-k {folder} {FAST}", "-l", folder / "log", "start"
        )
        yield f"postgresql+psycopg://plainspoken@/{{name}}?host={folder}"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _run("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _run(program: str, *arguments: object) -> None:
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*as_postgres, str(binaries() / program), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
