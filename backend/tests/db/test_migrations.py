"""Migrations run up and down on both databases and leave exactly what the models say."""

import json
import uuid
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

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


@pytest.mark.filterwarnings("error::sqlalchemy.exc.SAWarning")
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


INSTALLATION = (
    "INSERT INTO installation (id, organisation, has_board, fewest, link_hosts) "
    "VALUES (:id, 'Acme', :no, 5, '[]')"
)
SOURCE = (
    "INSERT INTO rule_source (file, text, edited, updated_at) VALUES (:file, '', :no, '2026-01-01 00:00:00')"
)
RELEASE = (
    "INSERT INTO rule_release (number, sources, body, sha256, note, published_at) "
    "VALUES (:number, :sources, :body, '', '', '2026-01-01 00:00:00')"
)


def test_who_upgrades_publishes_alone_as_before_and_sees_since_when_each_rule_is_as_it_is(
    engine: Engine,
) -> None:
    migrations.upgrade(engine, "0020")
    old, new = {"a.yaml": "old", "b.yaml": "same"}, {"a.yaml": "new", "b.yaml": "same"}
    with engine.begin() as connection:
        connection.execute(text(INSTALLATION), {"id": uuid.uuid4().hex, "no": False})
        for file in (*new, "c.yaml"):
            connection.execute(text(SOURCE), {"file": file, "no": False})
        for number, sources in ((1, old), (2, new), (3, new)):
            frozen = {"number": number, "sources": json.dumps(sources), "body": b""}
            connection.execute(text(RELEASE), frozen)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        since = connection.execute(text("SELECT file, release FROM rule_source ORDER BY file")).all()
        assert since == [("a.yaml", 2), ("b.yaml", 1), ("c.yaml", None)]
        assert not connection.execute(text("SELECT reviews_rules FROM installation")).scalar_one()


def weeks_before(engine: Engine, *there: str) -> list[bool]:
    """Which of two counted weeks is one before anybody began, where an upgrade found these rows."""
    migrations.upgrade(engine, "0024")
    week = "INSERT INTO closed_week (last, at) VALUES ('2026-03-{day}', '2026-03-20 00:00:00')"
    with engine.begin() as connection:
        for statement in (week.format(day="01"), week.format(day="08"), *there):
            connection.execute(text(statement), {"id": uuid.uuid4().hex})
    migrations.upgrade(engine)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT is_before FROM closed_week ORDER BY last")).scalars().all()
    return [bool(is_before) for is_before in found]


def test_who_upgrades_before_anybody_shared_is_told_nothing_of_the_first_week(engine: Engine) -> None:
    later = "INSERT INTO waiting_tally VALUES ('points', 'rest', '2026-03-08', 'somebody', 3)"
    assert weeks_before(engine, later) == [True, False]


@pytest.mark.parametrize(
    "there",
    [
        "INSERT INTO waiting_tally VALUES ('points', 'rest', '2026-03-01', 'somebody', 3)",
        "INSERT INTO figure (id, measure, part, first, last, value, people) "
        "VALUES (:id, 'shares', 'rest', '2026-03-01', '2026-03-01', 7, 5)",
    ],
    ids=["waits", "told"],
)
def test_a_week_of_which_something_is_known_is_not_before_though_its_shares_were_deleted(
    engine: Engine, there: str
) -> None:
    assert weeks_before(engine, there) == [False, False]


def test_what_an_upgrade_found_out_about_weeks_is_undone_and_found_out_again(engine: Engine) -> None:
    weeks_before(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE closed_week SET is_before = false"))
    migrations.downgrade(engine, "0024")
    migrations.upgrade(engine)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT is_before FROM closed_week ORDER BY last")).scalars().all()
    assert [bool(is_before) for is_before in found] == [True, False]


@pytest.mark.parametrize("table", ["audience", "topic"])
def test_names_that_differ_in_capitals_alone_all_stay_and_the_next_one_is_refused(
    engine: Engine, table: str
) -> None:
    columns, values = (
        ("id, name, words", ":id, :name, '{}'") if table == "topic" else ("id, name", ":id, :name")
    )
    add = text(f"INSERT INTO {table} ({columns}) VALUES ({values})")
    there = ["Sales", "STRASSE", "Straße", "sales", "SALES"]
    ids = [uuid.UUID(int=number + 1) for number in range(len(there))]  # in the order in which they were made
    migrations.upgrade(engine, "0025")
    with engine.begin() as connection:
        for id, name in reversed(list(zip(ids, there, strict=True))):
            connection.execute(add, {"id": id.hex, "name": name})
    for _ in range(2):
        migrations.upgrade(engine)
        with engine.connect() as connection:
            kept = connection.execute(text(f"SELECT name, name_key FROM {table} ORDER BY id")).all()
        assert [name for name, _ in kept] == there
        assert [key for _, key in kept if "\n" not in key] == ["sales", "strasse"]
        migrations.downgrade(engine, "0025")
    migrations.upgrade(engine)
    again = text(f"INSERT INTO {table} ({columns}, name_key) VALUES ({values}, 'sales')")
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(again, {"id": uuid.uuid4().hex, "name": "sAles"})
