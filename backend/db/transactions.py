"""The app's connections: `run_tx` for all that writes, and short ways for what is asked most."""

import random
import time
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, TypeVar

from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import CursorResult, Executable, Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from backend.db import write_turns
from backend.db.engine import WRITE

T = TypeVar("T")
# how often a whole transaction runs again: serialisation failure, deadlock, and where somebody else was
# quicker with what may be there once, which the next attempt sees
AGAIN = {"40001": 7, "40P01": 7, "23505": 1}
# a question by itself needs no BEGIN and ROLLBACK, each a way to the server; SQLite's are none
ALONE = {"postgresql": {"isolation_level": "AUTOCOMMIT"}}

db = SQLAlchemy(session_options={"expire_on_commit": False})


def run_built(session: Session, statement: Executable, **values: Any) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement of a constant, built once with `bindparam`s, without the ORM: columns, no objects.

    For what every click, sync and share asks: building and loading cost ten times the database's own work.
    """
    return session.connection().execute(statement, values)


def look_up(statement: Executable, **values: Any) -> Sequence[Row[*tuple[Any, ...]]]:
    """`run_built` on a connection that is given back at once: a session would cost more than the query.

    Not inside `run_tx`: it would not see what that has written.
    """
    with db.engine.connect().execution_options(**ALONE.get(db.engine.dialect.name, {})) as connection:
        return connection.execute(statement, values).all()


def run_tx(work: Callable[[Session], T]) -> T:
    """Run `work(session)` in one transaction and commit; again from the start when the database asks for it.

    `work` must therefore have no effect outside its session.
    """
    for attempt in count():
        try:
            return _attempt(work)
        except DBAPIError as error:
            if attempt >= AGAIN.get(getattr(error.orig, "sqlstate", ""), 0):
                raise
            time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - jitter, not a secret
    raise AssertionError("unreachable")


def _attempt(work: Callable[[Session], T]) -> T:
    if db.session.in_transaction():
        db.session.commit()  # gives back what the request was reading on: a thread needs one connection
    with write_turns.turn(db.engine), Session(db.engine, expire_on_commit=False) as session:
        session.connection(execution_options={WRITE: True})
        result = work(session)
        session.commit()
        return result
