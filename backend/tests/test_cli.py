"""`plainspoken init`, `serve`, `worker`, `demo`."""

import io
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from backend import demo, logs
from backend.app import create_app
from backend.cli import cli
from backend.config import Config
from backend.db import run_tx, sqlite_file
from backend.imports.models import Feed
from backend.rules.compiler import compiler
from backend.rules.models import Release
from backend.rules.releases import in_force, releases
from backend.running import server, worker
from backend.tests import cast
from backend.tests.sign_in.journeys import code_in, connect_url, trade
from backend.tests.waiting import wait_for

ADMIN = ("--organisation", "Acme", "--admin-name", "Clara Conti", "--admin-email", "Clara@acme.example")


@pytest.fixture
def environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> Iterator[dict[str, str]]:
    """A machine with a secret and an empty folder for the database; commands log for themselves."""
    yield use(monkeypatch, tmp_path)
    logs.configure(log)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a database after `init`, which takes some seconds."""
    folder = tmp_path_factory.mktemp("installation")
    with pytest.MonkeyPatch.context() as patch:
        use(patch, folder)
        assert init().exit_code == 0
    return folder


@pytest.fixture
def installed(environment: dict[str, str], installation: Path, tmp_path: Path) -> dict[str, str]:
    """The machine after `init`."""
    shutil.copytree(installation, tmp_path, dirs_exist_ok=True)
    return environment


def use(patch: pytest.MonkeyPatch, folder: Path) -> dict[str, str]:
    settings = {"PLAINSPOKEN_SECRET": cast.SECRET, "DATABASE_URL": f"sqlite:///{folder / 'plainspoken.db'}"}
    for name, value in settings.items():
        patch.setenv(name, value)
    return settings


def run(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=input)


def init() -> Result:
    return run("init", *ADMIN, "--admin-password-stdin", input=f"{cast.PASSWORD}\n")


def test_without_a_secret_the_server_does_not_start_and_says_how_to_make_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PLAINSPOKEN_SECRET", raising=False)
    for command in ("serve", "init"):
        result = run(command)
        assert result.exit_code == 1
        assert "token_urlsafe" in result.output
        assert "Traceback" not in result.output


def test_its_version_is_that_of_the_extension_beside_it() -> None:
    manifest = Path(__file__).parents[2] / "extension/manifest.json"
    version = json.loads(manifest.read_text())["version"]
    assert run("--version").output == f"plainspoken {version}\n"


def test_before_init_the_server_does_not_start_and_says_what_to_run(environment: dict[str, str]) -> None:
    assert "plainspoken init" in run("worker", "--once").output
    result = run("serve")
    assert result.exit_code == 1
    assert "plainspoken init" in result.output


@pytest.fixture
def serves_nobody(installed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that starts after all ends at once."""
    monkeypatch.setattr(server, "run_gunicorn", lambda *_: None)


def test_a_whole_file_on_a_disk_is_served(serves_nobody: None) -> None:
    assert run("serve").exit_code == 0


def test_on_a_network_file_system_the_server_does_not_start_and_says_where_to_go(
    serves_nobody: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nfiles:/home {tmp_path.resolve()} nfs4 rw 0 0\n")
    monkeypatch.setattr(sqlite_file, "MOUNTS", mounts)
    result = run("serve")
    assert result.exit_code == 1
    assert "plainspoken.db lies on a network file system" in result.output
    assert "Move it to a disk of this machine, or use PostgreSQL" in result.output


@pytest.mark.parametrize("place", [0, 0.5])
def test_a_damaged_database_is_told_and_not_worked_on(
    serves_nobody: None, tmp_path: Path, place: float
) -> None:
    file = tmp_path / "plainspoken.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    at = int(len(whole) * place)
    file.write_bytes(whole[:at] + b"\x07" * 65536 + whole[at + 65536 :])
    result = run("serve")
    assert result.exit_code == 1
    assert "plainspoken.db is damaged. Put your last backup in its place" in result.output


def test_a_database_that_cannot_be_opened_is_not_called_damaged(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "plainspoken.db").mkdir()
    result = run("serve")
    assert result.exit_code == 1
    assert "damaged" not in result.output


def test_rules_in_a_database_before_init_are_refused_with_what_to_run(environment: dict[str, str]) -> None:
    result = run("rules", "publish", "--note", "x")
    assert result.exit_code == 1
    assert "This database is empty" in result.output
    assert 'plainspoken.db. Run "plainspoken init" once, then try again.' in result.output


def test_a_port_that_the_address_does_not_name_is_told_before_anybody_signs_in(
    environment: dict[str, str],
) -> None:
    told = run("serve", "--port", "5077").output
    assert "PLAINSPOKEN_URL says http://127.0.0.1:5005, but this server listens on port 5077" in told
    assert "export PLAINSPOKEN_URL=http://127.0.0.1:5077" in told
    assert "PLAINSPOKEN_URL" not in run("serve").output


def test_behind_a_proxy_the_port_of_the_address_is_the_proxys(environment: dict[str, str]) -> None:
    behind = {"PLAINSPOKEN_URL": "https://localhost:8443", "PLAINSPOKEN_PROXIES": "1"}
    told = CliRunner(env=behind).invoke(cli, ["serve", "--port", "5077"]).output
    assert 'Run "plainspoken init" once' in told
    assert "PLAINSPOKEN_URL" not in told


def test_after_init_the_admin_signs_in_and_the_first_release_is_in_force(
    environment: dict[str, str],
) -> None:
    assert init().exit_code == 0
    app = create_app(Config(cast.SECRET, environment["DATABASE_URL"], "http://127.0.0.1:5005"))
    clara = cast.Visitor(app)
    form = {"email": "clara@acme.example", "password": cast.PASSWORD}
    assert clara.pages.submit("/admin/sign-in", form).status_code == 302
    assert clara.pages.get("/admin/people/").status_code == 200
    assert rows(environment, "SELECT organisation FROM installation") == [("Acme",)]
    assert rows(environment, "SELECT number FROM rule_release") == [(1,)]


def test_init_once_more_changes_nothing(installed: dict[str, str]) -> None:
    queries = ("SELECT * FROM installation", "SELECT * FROM person", "SELECT number FROM rule_release")
    before = [rows(installed, query) for query in queries]
    assert run("init").exit_code == 0
    assert [rows(installed, query) for query in queries] == before


def test_init_gives_the_organisation_another_name_and_the_audit_tells(installed: dict[str, str]) -> None:
    said = "The organisation is called Acme Holding from now on.\n"
    for begins in (True, False):
        result = run("init", "--organisation", " Acme Holding ")
        assert (result.exit_code, result.output.startswith(said)) == (0, begins)
    assert rows(installed, "SELECT organisation FROM installation") == [("Acme Holding",)]
    told = [json.loads(line) for line in run("audit", "export").output.splitlines()]
    [renamed] = [line for line in told if line["kind"] == "settings.organisation"]
    assert (renamed["before"], renamed["after"]) == (
        {"organisation": "Acme"},
        {"organisation": "Acme Holding"},
    )
    assert run("audit", "verify").exit_code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="writes to /dev/full")
def test_an_export_that_a_full_disk_cuts_off_says_so(installed: dict[str, str]) -> None:
    command = [sys.executable, "-c", "from backend.cli import cli; cli()", "audit", "export"]
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert told.returncode == 1
    assert told.stderr.startswith("Error: The disk is full. What this command wrote is not whole")


@pytest.mark.parametrize("name", ["", "  ", "\u200d", "n" * 121, "Acme\nBcc: x", "Acme\u2028x", "Ac\x1bme"])
@pytest.mark.parametrize("option", ["--organisation", "--admin-name"])
def test_init_takes_only_a_name_that_fits(environment: dict[str, str], option: str, name: str) -> None:
    result = run("init", option, name)
    assert result.exit_code == 2
    assert "A name has 1 to 120 signs to be seen, on one line" in result.output


@pytest.mark.parametrize("name", ["Acme\N{NO-BREAK SPACE}GmbH", "Acme \U0001f469\u200d\U0001f680"])
def test_init_takes_a_name_with_signs_that_hold_others_together(installed: dict[str, str], name: str) -> None:
    assert run("init", "--organisation", name).exit_code == 0
    assert rows(installed, "SELECT organisation FROM installation") == [(name,)]


def test_init_after_an_upgrade_puts_the_same_rules_in_force_in_todays_format(
    installed: dict[str, str],
) -> None:
    app = create_app(Config(cast.SECRET, installed["DATABASE_URL"], "http://127.0.0.1:5005"))

    def make_old(session: Session) -> dict[str, str]:
        """As the version before left it."""
        release = session.get_one(Release, 1)
        old = json.loads(release.body) | {"format": 2}
        del old["name_phrases"]
        release.body = compiler.release_bytes(old)
        release.sha256 = compiler.release_hash(release.body)
        return release.sources

    with app.app_context():
        before = run_tx(make_old)
        assert run("init").exit_code == 0
        assert run("init").exit_code == 0
        assert rows(installed, "SELECT number FROM rule_release ORDER BY number") == [(1,), (2,)]
        assert run_tx(lambda tx: releases.sources_of(tx, 2)) == before
        draft = {"text": "Hello", "platform": "linkedin", "surface": "post"}
        assert run_tx(lambda tx: in_force.judge(tx, draft, "en"))["release"] == 2
    assert "format of the new version" in run("rules", "releases").output


def test_init_asks_for_what_it_was_not_told(environment: dict[str, str]) -> None:
    answers = ["Acme", "Clara Conti", "clara@acme.example", cast.PASSWORD, cast.PASSWORD]
    result = run("init", input="\n".join(answers) + "\n")
    assert result.exit_code == 0
    assert cast.PASSWORD not in result.output


def test_init_takes_only_an_address_that_the_sign_in_page_takes(environment: dict[str, str]) -> None:
    result = run("init", "--organisation", "Acme", "--admin-email", "clara")
    assert result.exit_code == 2
    assert "'clara' is no e-mail address, such as clara@example.com" in result.output
    answers = ["Acme", "Clara Conti", "clara", "clara@acme.example", cast.PASSWORD, cast.PASSWORD]
    result = run("init", input="\n".join(answers) + "\n")
    assert result.exit_code == 0
    assert "'clara' is no e-mail address" in result.output
    assert rows(environment, "SELECT email FROM person") == [("clara@acme.example",)]


def test_init_says_that_there_is_an_admin_already_instead_of_making_another(
    installed: dict[str, str],
) -> None:
    result = run("init", "--admin-email", "dora@acme.example")
    assert result.exit_code == 0
    assert "There is an admin already" in result.output
    assert "plainspoken admin EMAIL" in result.output
    assert rows(installed, "SELECT email FROM person") == [("clara@acme.example",)]


def test_init_refuses_a_short_password_and_can_be_run_again(environment: dict[str, str]) -> None:
    result = run("init", *ADMIN, "--admin-password-stdin", input="short\n")
    assert result.exit_code == 1
    assert "12" in result.output
    assert init().exit_code == 0


def test_the_server_answers_with_several_workers_and_counts_all(
    installed: dict[str, str],
) -> None:
    with serving("serve") as url:
        for _ in range(20):
            assert read(f"{url}/healthz") == "ok"
        counted = re.search(
            r'requests_total\{method="GET",route="health.healthz",status="200"\} (\d+)',
            read(f"{url}/metrics"),
        )
        assert counted
        assert int(counted[1]) >= 20


def test_a_port_in_use_is_told_before_anything_is_said_to_listen(installed: dict[str, str]) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run("serve", "--port", port)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == f"Error: Port {port} is in use; choose another with --port."
    assert "listening" not in result.output


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--port", "99999"), "'--port': 99999 is not in the range"),
        (("--port", "0"), "'--port': 0 is not in the range"),
        (("--workers", "0"), "'--workers': 0 is not in the range"),
        (("--host", "192.0.2.1"), "This machine has no address 192.0.2.1"),
        (("--host", "nowhere.invalid"), "Nobody can listen at nowhere.invalid"),
    ],
)
def test_where_nobody_can_listen_is_told(
    installed: dict[str, str], wrong: tuple[str, ...], said: str
) -> None:
    result = run("serve", *wrong)
    assert result.exit_code > 0
    assert said in result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_the_demo_serves_the_sample_organisation(tmp_path: Path) -> None:
    with serving("demo", "--folder", str(tmp_path / "demo")) as url:
        page = read(url + connect_url())
    assert "Amira Aziz" in page
    assert "demo of Acme" in page


def test_a_click_in_the_demo_connects_a_browser(tmp_path: Path) -> None:
    config = Config(cast.SECRET, f"sqlite:///{tmp_path / 'demo.db'}", "http://127.0.0.1:5005", demo=True)
    demo.prepare(config)
    demo.prepare(config)  # an older demo is used as it is
    visitor = cast.Visitor(create_app(config))
    sample = re.search(
        r'name="sample" value="([^"]+)"[^§]*?Amira Aziz', visitor.pages.get(connect_url()).text
    )
    assert sample
    traded = trade(visitor, code_in(visitor.pages.submit(connect_url(), {"sample": sample[1]})))
    assert traded.json is not None
    assert traded.json["person"]["organisation"] == "Acme"


def test_the_server_throws_away_what_knew_yesterdays_readers_when_it_starts(
    installed: dict[str, str],
) -> None:
    engine = create_engine(installed["DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO click_salt VALUES ('2026-01-01', x'00')"))
        connection.execute(text("INSERT INTO click_visit VALUES ('2026-01-01', x'00')"))
    with serving("serve"):
        assert rows(installed, "SELECT * FROM click_salt") == []
        assert rows(installed, "SELECT * FROM click_visit") == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc")
def test_when_a_worker_ends_the_next_one_answers_and_counts(installed: dict[str, str]) -> None:
    with running("serve") as (url, process):
        ended = min(workers_of(process))
        os.kill(ended, signal.SIGTERM)
        wait_for(lambda: ended not in workers_of(process) and len(workers_of(process)) == 2)
        for _ in range(20):
            assert read(f"{url}/healthz") == "ok"
        assert "health.healthz" in read(f"{url}/metrics")


def workers_of(process: subprocess.Popen[bytes]) -> set[int]:
    return {int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()}


@contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """`running`, where only the address matters."""
    with running(*arguments) as (url, _process):
        yield url


@contextmanager
def running(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The command in a process of its own; yields its address once it answers, and the process."""
    with closing(socket.socket()) as kept:
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind(("127.0.0.1", 0))  # kept for the server: nobody else gets this port meanwhile
        port = kept.getsockname()[1]
        command = [sys.executable, "-c", "from backend.cli import cli; cli()", *arguments, f"--port={port}"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env=os.environ, **quiet)
        try:
            wait_for_server(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def wait_for_server(url: str, process: subprocess.Popen[bytes]) -> None:
    wait_for(lambda: process.poll() is not None or answers(url))
    assert process.poll() is None, f"no server at {url}"


def answers(url: str) -> bool:
    try:
        return bool(read(url))
    except OSError:  # nobody listens yet, or not to the end
        return False


def read(url: str) -> str:
    with urlopen(url, timeout=30) as answer:
        return str(answer.read().decode())


def rows(environment: dict[str, str], query: str) -> list[tuple[object, ...]]:
    engine = create_engine(environment["DATABASE_URL"])
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_a_turn_of_the_worker_tells_what_could_not_be_read_and_ends(installed: dict[str, str]) -> None:
    app = create_app(Config(cast.SECRET, installed["DATABASE_URL"], "http://127.0.0.1:5005"))
    with app.app_context():
        run_tx(lambda tx: tx.add(Feed(address="https://10.0.0.1/feed", title="Inside")))
    assert run("worker", "--once").exit_code == 0
    with app.app_context():
        problem = run_tx(lambda tx: tx.scalars(select(Feed.problem)).one())
    assert problem["reason"] == "private"


def test_a_worker_says_that_it_works(installed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "work", lambda _app: None)
    [line] = run("worker").output.splitlines()
    assert json.loads(line)["event"] == "working"
