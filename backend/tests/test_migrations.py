"""Migrations run up and down on both databases and leave exactly what the models say."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from backend import migrations
from backend.db import engine_options, tune
from backend.migrations import tables


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """A database without tables."""
    url = f"sqlite:///{tmp_path / 'fresh.db'}"
    if request.param == "postgresql":
        pattern = request.getfixturevalue("postgres_urls")
        admin = create_engine(pattern.format(name="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS fresh"))
            connection.execute(text("CREATE DATABASE fresh"))
        url = pattern.format(name="fresh")
    engine = create_engine(**engine_options(url))
    tune(engine)
    request.addfinalizer(engine.dispose)
    return engine


def test_the_migrations_make_what_the_models_say(engine: Engine) -> None:
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_the_migrations_can_be_undone_and_done_again(engine: Engine) -> None:
    migrations.upgrade(engine)
    migrations.downgrade(engine)
    assert inspect(engine).get_table_names() in ([], ["alembic_version"])
    migrations.upgrade(engine)
    assert "person" in inspect(engine).get_table_names()


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrations.upgrade(engine)
    migrations.upgrade(engine)
    assert "person" in inspect(engine).get_table_names()
