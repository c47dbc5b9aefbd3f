"""The stage of the API tests: each runs on SQLite and PostgreSQL, through the public door."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from backend import migrations
from backend.app import create_app
from backend.config import Config
from backend.db import Base, db, engine_options, tune
from backend.tests import postgres

SECRET = "a secret only for tests, long enough to be one"


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


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty, migrated database: every test that uses it runs on both."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    path = tmp_path / "plainspoken.db"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """The app on an empty database."""
    app = create_app(Config(secret=SECRET, database_url=database_url, public_url="http://127.0.0.1:5005"))
    with app.app_context():
        yield app
        _empty(app)
        db.engine.dispose()


def _empty(app: Flask) -> None:
    if db.engine.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        with db.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {names} CASCADE"))
