"""The one way to the database."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from backend.db import engine_options, insert, look_up, now, run_tx, tune, write_turns
from backend.people.models import Group, Person
from backend.people.service import add_person
from backend.sign_in.models import SignInTries
from backend.tests.cast import Visitor
from backend.tests.waiting import wait_for

if sys.platform != "win32":
    import fcntl

Tx = Callable[[Callable[[Session], Any]], Any]


def test_times_come_back_aware_and_in_utc(tx: Tx) -> None:
    noon_in_delhi = datetime(2031, 3, 1, 12, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    person = tx(lambda session: add_person(session, "Nora Neumann", "nora@acme.example").id)
    tx(lambda session: setattr(session.get_one(Person, person), "created_at", noon_in_delhi))
    read = tx(lambda session: session.get_one(Person, person).created_at)
    assert read == noon_in_delhi
    assert read.tzinfo == UTC


def test_a_time_without_zone_is_refused(tx: Tx) -> None:
    with pytest.raises(StatementError, match="naive datetime"):
        tx(lambda session: session.scalar(select(Person).where(Person.created_at < datetime(2031, 3, 1))))


def test_work_that_fails_leaves_nothing_behind(tx: Tx) -> None:
    def work(session: Session) -> None:
        session.add(Group(name="Pilot"))
        session.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tx(work)
    assert tx(lambda session: session.scalar(select(Group))) is None


def test_fifty_who_read_and_then_write_at_once_all_count(app: Flask, tx: Tx) -> None:
    """On SQLite a deferred transaction would fail here with `database is locked`."""
    day = now().replace(microsecond=0)

    def work(session: Session) -> None:
        session.scalars(select(SignInTries)).all()
        one = insert(session, SignInTries).values(address_digest="a", hour=day, tries=1)
        more = {"tries": SignInTries.tries + 1}
        session.execute(one.on_conflict_do_update(index_elements=["address_digest", "hour"], set_=more))

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(lambda _: tx(work), range(50)))
    assert tx(lambda session: session.scalars(select(SignInTries.tries)).all()) == [50]


WRITER = """
import sys, time
from sqlalchemy import create_engine, text
from backend.db import WRITE, engine as settings, engine_options, tune, write_turns
settings.SQLITE_PRAGMAS = ("busy_timeout=0",)
engine = create_engine(**engine_options(sys.argv[1]))
tune(engine)
for _ in range(100):
    with write_turns.turn(engine), engine.connect().execution_options(**{WRITE: True}) as connection:
        number = connection.execute(text("select number from numbers")).scalar_one()
        time.sleep(0.001)
        connection.execute(text("update numbers set number = :more"), {"more": number + 1})
        connection.commit()
"""


def test_writers_of_several_processes_queue_up_and_none_is_told_that_sqlite_is_busy(tmp_path: Path) -> None:
    engine = create_engine(url := f"sqlite:///{tmp_path / 'shared.db'}")
    with engine.begin() as connection:
        connection.execute(text("create table numbers (number integer)"))
        connection.execute(text("insert into numbers values (0)"))
    writers = [Popen([sys.executable, "-c", WRITER, url], stderr=PIPE, text=True) for _ in range(3)]
    assert [writer.communicate()[1] for writer in writers] == ["", "", ""]
    with engine.begin() as connection:
        assert connection.execute(text("select number from numbers")).scalar_one() == 300


@pytest.mark.skipif(sys.platform == "win32", reason="there the server is one process")
def test_whoever_keeps_the_turn_to_themselves_holds_nobody_up_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_turns, "PATIENCE_S", 0.01)
    engine = create_engine(f"sqlite:///{tmp_path / 'shared.db'}")
    keeper = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(keeper, fcntl.LOCK_EX)
    with ThreadPoolExecutor(1) as pool:
        try:
            assert pool.submit(_takes_its_turn, engine).result(timeout=10)
        finally:
            os.close(keeper)


def test_a_database_whose_folder_nobody_can_open_is_written_all_the_same(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///file:{tmp_path / 'shared.db'}?uri=true")
    assert _takes_its_turn(engine)


def _takes_its_turn(engine: Engine) -> bool:
    with write_turns.turn(engine), engine.begin() as connection:
        connection.execute(text("create table numbers (number integer)"))
    return True


def test_a_serialisation_failure_is_tried_again_and_another_error_is_not(app: Flask) -> None:
    calls = []

    def fails_with(code: str) -> Callable[[Session], int]:
        def work(_session: Session) -> int:
            calls.append(code)
            if calls.count(code) < 3:
                error = Exception()
                error.sqlstate = code  # type: ignore[attr-defined]
                raise OperationalError("", None, error)
            return len(calls)

        return work

    with app.app_context():
        assert run_tx(fails_with("40001")) == 3
        with pytest.raises(OperationalError):
            run_tx(fails_with("53100"))
    assert calls.count("53100") == 1


ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@ON_POSTGRESQL
def test_whoever_asks_after_postgresql_was_restarted_is_answered(amira: Visitor, database_url: str) -> None:
    assert amira.get("/api/v1/sites").status_code == 200
    ours = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with create_engine(database_url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid) {ours}"))
        wait_for(lambda: connection.scalar(text(f"SELECT count(*) = 0 {ours}")))
    assert amira.get("/api/v1/sites").status_code == 200


@ON_POSTGRESQL
def test_a_question_by_itself_takes_no_transaction(app: Flask) -> None:
    with app.app_context():
        assert look_up(text("SELECT now() = statement_timestamp()"))[0][0]


def test_sqlite_runs_with_durable_settings(
    tmp_path: Path, shipped_pragmas: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.db.engine.SQLITE_PRAGMAS", shipped_pragmas)
    engine = create_engine(**engine_options(f"sqlite:///{tmp_path / 'durable.db'}"))
    tune(engine)
    with engine.connect() as connection:
        read = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert read == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_error_of_the_database_does_not_tell_what_was_sent(tx: Tx) -> None:
    tx(lambda session: session.add(Group(name="canary")))
    with pytest.raises(Exception, match=r"UNIQUE|duplicate") as caught:
        tx(lambda session: session.add(Group(name="canary")))
    assert "parameters hidden" in str(caught.value)
