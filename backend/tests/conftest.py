"""The stage of the API tests: each runs on SQLite and PostgreSQL, through the public door."""

import io
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from backend import logs, migrations
from backend.app import create_app
from backend.config import Config
from backend.db import Base, db, engine_options, run_tx, tune
from backend.people import installed
from backend.points import tariff
from backend.sign_in import passwords
from backend.tests import browser as browsing, cast, disk, postgres, routes
from backend.web import aside, floods
from e2e import chromium

ROUTES = pytest.StashKey[list[routes.Told]]()


def pytest_configure(config: pytest.Config) -> None:
    """Each process of a run will tell which routes it asked."""
    config.stash[ROUTES] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """One of several processes has ended; what it tells is missing if it crashed."""
    node.config.stash[ROUTES] += filter(None, [getattr(node, "workeroutput", {}).get("routes")])


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A whole run must have asked for every route, and axe must have looked at every page."""
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["routes"] = routes.told(session)
        return
    processes = config.stash[ROUTES] or [routes.told(session)]
    if missing := routes.left_out(processes):
        print(f"\nNo test asks for: {', '.join(sorted(missing))}. Write one, through its public door.")
        session.exitstatus = exitstatus or pytest.ExitCode.TESTS_FAILED
    if unseen := routes.unseen(processes):
        print(f"\nNo test holds this against axe: {', '.join(sorted(unseen))}. Use browser.faults_of.")
        session.exitstatus = exitstatus or pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = create_engine(**engine_options(f"sqlite:///{path}"))
    tune(engine)
    migrations.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_urls() -> Iterator[str]:
    """The URL pattern of a private cluster."""
    with postgres.cluster() as pattern:
        yield pattern


@pytest.fixture(scope="session")
def postgres_url(postgres_urls: str) -> str:
    """A migrated PostgreSQL database that tests empty behind them."""
    engine = create_engine(postgres_urls.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE tests"))
    engine.dispose()
    url = postgres_urls.format(name="tests")
    engine = create_engine(**engine_options(url))
    migrations.upgrade(engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every test finds its copy of the template."""
    return tmp_path_factory.mktemp("sqlite") / "plainspoken.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, sqlite_file: Path) -> str:
    """An empty, migrated database: every test that uses it runs on both."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    for old in sqlite_file.parent.glob("plainspoken.db*"):  # its log, too
        old.unlink()
    shutil.copy(request.getfixturevalue("sqlite_template"), sqlite_file)
    return f"sqlite:///{sqlite_file}"


@pytest.fixture(scope="session")
def public_url() -> Iterator[str]:
    """Where browsers find the app: its port is kept for it, since it must know it beforehand."""
    with closing(socket.socket()) as kept:
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{kept.getsockname()[1]}"


def _make_app(database_url: str, public_url: str) -> Flask:
    app = create_app(Config(cast.SECRET, database_url, public_url))
    routes.note(app)
    return app


@pytest.fixture(scope="session")
def shared_app() -> Callable[[str, str], Flask]:
    """The app on a database, made once a run: half of a test's time would go into making it anew."""
    return cache(_make_app)


def _found_acme(session: Session) -> None:
    """Its admins publish rules alone, but where a story is about the second person's yes."""
    installed.install(session, "Acme").reviews_rules = False


@pytest.fixture
def app(
    request: pytest.FixtureRequest,
    shared_app: Callable[[str, str], Flask],
    database_url: str,
    public_url: str,
) -> Iterator[Flask]:
    """The app of Acme on an otherwise empty database. No context is open: each request gets its own."""
    make = _make_app if request.node.get_closest_marker("adds_routes") else shared_app
    app = make(database_url, public_url)
    settings = app.config.copy()
    floods.forget()  # counts in memory, for all apps of this process
    tariff.forget_settled()
    with app.app_context():
        run_tx(_found_acme)
    yield app
    _let_finish()
    app.config.update(settings)
    with app.app_context():
        _empty(db.engine)
        db.engine.dispose()


def _let_finish() -> None:
    """What a page left to be done aside is done before the next test begins."""
    for thread in threading.enumerate():
        if thread.name.startswith(aside.ASIDE):
            thread.join(60)
            assert not thread.is_alive(), f"{thread.name} does not end"


@pytest.fixture
def tx(app: Flask) -> Callable[[Callable[[Session], Any]], Any]:
    """`tx(lambda session: …)` looks into the database, or prepares it, behind the public door."""

    def run(work: Callable[[Session], Any]) -> Any:
        with app.app_context():
            return run_tx(work)

    return run


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Passwords as everywhere, but at the least cost: to be slow is the one thing no test asks of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session", autouse=True)
def shipped_pragmas() -> Iterator[tuple[str, ...]]:
    """No test but one waits for the disk."""
    with disk.quick() as shipped:
        yield shipped


@pytest.fixture(scope="session")
def password_hash(quick_hashes: None) -> str:
    """Of cast.PASSWORD."""
    return cast.password_hash()


@pytest.fixture
def amira(app: Flask) -> cast.Visitor:
    """The employee."""
    return cast.enter(app, "employee")


@pytest.fixture
def ben(app: Flask, password_hash: str) -> cast.Visitor:
    """The curator."""
    return cast.enter(app, "curator", password_hash)


@pytest.fixture
def clara(app: Flask, password_hash: str) -> cast.Visitor:
    """The admin."""
    return cast.enter(app, "admin", password_hash)


@pytest.fixture
def dora(app: Flask, password_hash: str) -> cast.Visitor:
    """Of the works council."""
    return cast.enter(app, "council", password_hash)


@pytest.fixture
def stranger(app: Flask) -> cast.Visitor:
    """Somebody from anywhere."""
    return cast.Visitor(app)


@pytest.fixture
def url(app: Flask, public_url: str) -> Iterator[str]:
    """The app served at its address, for a browser."""
    with browsing.serving(app, public_url):
        yield public_url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, once a run."""
    with closing(chromium.driver().chromium.launch(executable_path=chromium.path())) as browser:
        yield browser


@pytest.fixture(scope="session", autouse=True)
def log() -> Iterator[io.StringIO]:
    """All that the run logs; at its end, nothing of a person may be in it."""
    out = io.StringIO()
    logs.configure(out)
    yield out
    leaked = [word for word in ("@acme.example", cast.PASSWORD, "ps_", "code=") if word in out.getvalue()]
    assert leaked == [], "the log holds what it must not"


def _empty(engine: Engine) -> None:
    """All rows gone; TRUNCATE would make two new files for each table: fifty times as slow."""
    if engine.dialect.name == "postgresql":
        rows = "; ".join(f'DELETE FROM "{table.name}"' for table in Base.metadata.sorted_tables)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SET LOCAL session_replication_role = replica; {rows}")


@pytest.fixture
def within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long all of it takes: the next minute begins with nothing."""
    at = time.time()
    monkeypatch.setattr(floods, "time", SimpleNamespace(time=lambda: at))
