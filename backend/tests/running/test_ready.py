"""A database that is not as it should be ends every command with a sentence and no traceback."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

from backend import logs
from backend.app import create_app
from backend.cli import cli
from backend.config import Config
from backend.running import server
from backend.tests import cast

ROOT = Path(__file__).parents[3]
COMMANDS = (
    ("init", "--organisation", "Acme"),
    ("serve",),
    ("worker", "--once"),
    ("audit", "verify"),
    ("rules", "releases"),
)


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: object) -> Iterator[None]:
    """An empty folder to work in, and a secret; a server that starts after all ends at once."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAINSPOKEN_SECRET", cast.SECRET)
    monkeypatch.setattr(server, "run_gunicorn", lambda *_: None)
    yield
    logs.configure(log)  # type: ignore[arg-type]


@pytest.fixture(params=COMMANDS, ids=lambda command: command[0])
def command(request: pytest.FixtureRequest) -> tuple[str, ...]:
    found: tuple[str, ...] = request.param
    return found


def refused(command: tuple[str, ...], database: str | None = None) -> str:
    result = run(command, database)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.output.startswith("Error: ")
    assert "hidden" not in result.output
    return result.output


def run(command: tuple[str, ...], database: str | None = None) -> Result:
    return CliRunner(env={"DATABASE_URL": database}).invoke(cli, command)


def test_a_database_of_a_newer_version_is_left_to_that_version(
    command: tuple[str, ...], sqlite_template: Path, tmp_path: Path
) -> None:
    file = tmp_path / "plainspoken.db"
    file.write_bytes(sqlite_template.read_bytes())
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    told = refused(command)
    assert "written by a newer Plainspoken" in told
    assert "restore a backup" in told


def test_a_damaged_file_is_told_by_every_command(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "plainspoken.db").write_bytes(b"\x07" * 4096)
    assert "plainspoken.db is damaged. Put your last backup in its place" in refused(command)


@pytest.mark.parametrize(
    ("place", "said"),
    [("there/x.db", "There is no folder"), ("folder", "is a folder"), ("folder/", "is a folder")],
)
def test_a_place_where_no_file_can_be_is_told(
    command: tuple[str, ...], place: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    assert said in refused(command, f"sqlite:///{place}")


def test_an_account_that_may_not_write_there_is_told(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # tests may run as root, who may everything
    assert "This account may not read and write" in refused(command)


def test_a_file_system_that_takes_no_writes_is_not_called_a_matter_of_rights(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY))
    told = refused(command)
    assert f"The file system of {tmp_path}/plainspoken.db takes no writes. Mount it for writing" in told
    assert "StateDirectory=" in told


@pytest.mark.skipif(sys.platform == "win32", reason="limits what may be written with a shell's ulimit")
def test_a_disk_that_takes_nothing_more_is_called_full(sqlite_template: Path, tmp_path: Path) -> None:
    (tmp_path / "plainspoken.db").write_bytes(sqlite_template.read_bytes())
    command = [sys.executable, "-c", "from backend.cli import cli; cli()", "audit", "verify"]
    limited = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", *command]
    paths = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(limited, env=os.environ | paths, capture_output=True, text=True)
    assert told.returncode == 1
    assert told.stderr == f"Error: The disk on which {tmp_path}/plainspoken.db lies is full.\n"


@pytest.mark.parametrize("command", COMMANDS[1:], ids=lambda command: command[0])
def test_what_needs_a_database_makes_no_empty_one(command: tuple[str, ...], tmp_path: Path) -> None:
    assert 'Run "plainspoken init" once' in refused(command)
    assert list(tmp_path.iterdir()) == []


def test_the_file_that_init_makes_is_its_owners_alone(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, ["init", "--organisation", "Acme"], input="Clara\n")  # and no more answers
    assert told.exit_code == 1
    for file in tmp_path.glob("plainspoken.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    assert (tmp_path / "plainspoken.db").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://me:hidden@nowhere.invalid/name", "the host nowhere.invalid, which is not known"),
        ("postgresql://me:hidden@127.0.0.1:1/name", "Nobody answers at 127.0.0.1, port 1."),
        ("postgresql://me:hidden@/name?host=/nowhere", "Nobody answers at /nowhere"),
        ("postgresql://me:hidden@/name?host=/no/password", "Nobody answers at /no/password"),
        ("postgresql://me:hidden@127.0.0.1:1/name?sslmod=hidden", "has an option behind the ?"),
    ],
)
def test_a_server_that_is_not_there_is_told_without_its_password(
    command: tuple[str, ...], url: str, said: str
) -> None:
    assert said in refused(command, url)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("postgresql://plainspoken:hidden@/nothing?host={host}", "There is no database nothing at /"),
        (
            "postgresql://nobody:hidden@/postgres?host={host}",
            "does not let nobody in. Check user and password",
        ),
    ],
)
def test_a_server_that_refuses_is_told_with_what_to_do(
    command: tuple[str, ...], pattern: str, said: str, postgres_urls: str
) -> None:
    host = postgres_urls.partition("?host=")[2]
    assert said in refused(command, pattern.format(host=host))


@pytest.mark.parametrize("command", COMMANDS[1:], ids=lambda command: command[0])
def test_an_empty_database_is_told_as_it_was_set_without_what_is_secret(
    command: tuple[str, ...], postgres_urls: str
) -> None:
    host = postgres_urls.partition("?host=")[2]
    url = f"postgresql://plainspoken:hidden@/postgres?host={host}&sslpassword=hidden"
    assert "empty or out of date: postgresql://plainspoken:***@/postgres?host=" in refused(command, url)


def test_a_database_that_cannot_keep_every_sign_is_refused_before_anything_is_written(
    postgres_urls: str,
) -> None:
    make(postgres_urls, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    url = postgres_urls.format(name="latin")
    assert "does not keep UTF8" in refused(COMMANDS[0], url)
    with closing(create_engine(url).connect()) as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 0


def test_who_may_make_no_tables_is_told_how_to_be_allowed(postgres_urls: str) -> None:
    make(postgres_urls, "CREATE DATABASE foreign_one", "CREATE ROLE guest LOGIN")
    url = postgres_urls.format(name="foreign_one").replace("plainspoken@", "guest@")
    assert "ALTER DATABASE foreign_one OWNER TO guest" in refused(COMMANDS[0], url)


@pytest.fixture
def installed(postgres_urls: str) -> Iterator[str]:
    """The address of a database after `init`."""
    make(postgres_urls, "CREATE DATABASE theirs")
    url = postgres_urls.format(name="theirs")
    first = ("--organisation", "Acme", "--admin-name", "Clara", "--admin-email", "clara@acme.example")
    password = ("init", *first, "--admin-password-stdin")
    assert CliRunner(env={"DATABASE_URL": url}).invoke(cli, password, input=cast.PASSWORD).exit_code == 0
    yield url
    make(postgres_urls, "DROP DATABASE theirs WITH (FORCE)")


def test_a_server_that_only_reads_is_told(postgres_urls: str, installed: str) -> None:
    make(postgres_urls, "ALTER DATABASE theirs SET default_transaction_read_only = on")
    for command in COMMANDS[:2]:
        assert "lets nobody write to theirs: it is a standby" in refused(command, installed)
    assert run(("audit", "verify"), installed).exit_code == 0


def test_a_turn_of_the_worker_that_may_not_write_says_so_once_and_fails(
    postgres_urls: str, installed: str
) -> None:
    make(postgres_urls, "ALTER DATABASE theirs SET default_transaction_read_only = on")
    told = run(("worker", "--once"), installed)
    assert [json.loads(line)["event"] for line in told.output.splitlines()] == ["database does not answer"]
    assert told.exit_code == 1


def test_what_writes_while_the_server_only_reads_comes_back_later(postgres_urls: str, installed: str) -> None:
    make(postgres_urls, "ALTER DATABASE theirs SET default_transaction_read_only = on")
    clara = cast.Visitor(create_app(Config(cast.SECRET, installed, "http://127.0.0.1:5005")))
    form = {"email": "clara@acme.example", "password": cast.PASSWORD}
    assert clara.pages.get("/admin/sign-in").status_code == 200
    assert clara.pages.submit("/admin/sign-in", form).status_code == 503


def test_tables_of_another_account_are_told_with_how_to_restore_them(
    command: tuple[str, ...], postgres_urls: str, installed: str
) -> None:
    make(postgres_urls, "DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger LOGIN")
    told = refused(command, installed.replace("plainspoken@", "stranger@"))
    assert "The tables in theirs are not stranger's." in told
    assert "pg_restore --no-owner --exit-on-error --role=stranger" in told


def test_who_may_use_the_tables_and_not_change_them_hears_whose_they_are(
    postgres_urls: str, installed: str
) -> None:
    make(postgres_urls, "DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger LOGIN")
    with closing(create_engine(installed, isolation_level="AUTOCOMMIT").connect()) as connection:
        connection.execute(text("GRANT ALL ON ALL TABLES IN SCHEMA public TO stranger"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0024'"))
    told = refused(COMMANDS[0], installed.replace("plainspoken@", "stranger@"))
    assert "The tables in theirs are not stranger's." in told


def test_what_breaks_once_the_audit_is_read_is_told_like_what_breaks_before(
    postgres_urls: str, installed: str
) -> None:
    make(postgres_urls, "DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger LOGIN")
    with closing(create_engine(installed, isolation_level="AUTOCOMMIT").connect()) as connection:
        connection.execute(text("GRANT SELECT ON alembic_version, installation TO stranger"))
    for what in ("verify", "export"):
        told = refused(("audit", what), installed.replace("plainspoken@", "stranger@"))
        assert "The tables in theirs are not stranger's." in told


def make(pattern: str, *statements: str) -> None:
    engine = create_engine(pattern.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with closing(engine.connect()) as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
