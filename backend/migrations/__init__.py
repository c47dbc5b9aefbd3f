"""Bring a database to a revision: `upgrade(engine)`, `downgrade(engine)`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from backend.db import WRITE

HERE = Path(__file__).parent


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to `revision`, all or none."""
    _run(engine, command.upgrade, revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Run the migrations down to `revision`, all or none."""
    _run(engine, command.downgrade, revision)


def is_current(engine: Engine) -> bool:
    """Has every migration been run?"""
    newest = ScriptDirectory(str(HERE)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def is_newer(engine: Engine) -> bool:
    """Was a migration run that this version does not have?"""
    ours = {script.revision for script in ScriptDirectory(str(HERE)).walk_revisions()}
    with engine.connect() as connection:
        return not ours.issuperset(MigrationContext.configure(connection).get_current_heads())


def _run(engine: Engine, step: Callable[[Config, str], None], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(**{WRITE: True}) as connection, _no_cascade(connection):
        config.attributes["connection"] = connection
        step(config, revision)
        connection.commit()


@contextmanager
def _no_cascade(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying and dropping it; with foreign keys on, its children would go too."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.cursor()  # outside a transaction, where the pragma is heard
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if broken := raw.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"the migration left rows without their parent: {broken[:3]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
