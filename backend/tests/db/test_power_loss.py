"""SQLite keeps what it said it had: writers are killed in the middle; a backup made meanwhile is whole."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from backend.tests.where import ON_ONE_DATABASE

# writes one row a transaction, as the server does, and says which are committed
WRITER = """
import sys
from flask import Flask
from backend.db import db, engine_options, run_tx, tune
from backend.people.models import Group

app = Flask("writer")
app.config["SQLALCHEMY_ENGINES"] = {"default": engine_options(f"sqlite:///{sys.argv[1]}")}
db.init_app(app)
with app.app_context():
    tune(db.engine)
    for number in range(100_000):
        run_tx(lambda session: session.add(Group(name=f"{sys.argv[2]} {number}")))
        print(f"{sys.argv[2]} {number}", flush=True)
"""


@ON_ONE_DATABASE
def test_killed_writers_lose_nothing_they_told_and_a_backup_is_whole(
    database_url: str, tmp_path: Path
) -> None:
    file, backup = database_url.removeprefix("sqlite:///"), tmp_path / "backup.db"
    told: list[str] = []
    for round in range(2):
        writer = begin(file, f"round{round}")
        told += [line(writer) for _ in range(40)]
        if round == 1:
            before = list(told)
            copy(file, backup)
        told += [line(writer) for _ in range(10)]
        writer.send_signal(signal.SIGKILL)
        told += str(writer.communicate()[0]).splitlines()
        assert is_whole(file)
        assert set(told) <= names(file)
    assert is_whole(str(backup))
    assert set(before) <= names(str(backup)) < names(file)


def begin(file: str, round: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, file, round]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def line(writer: "subprocess.Popen[str]") -> str:
    assert writer.stdout
    found = writer.stdout.readline().strip()
    assert found, "the writer ended by itself"
    return found


def copy(file: str, backup: Path) -> None:
    """As docs/running.md says: online, while the server writes."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(backup)) as target:
        source.backup(target)


def is_whole(file: str) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def names(file: str) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM audience")}
