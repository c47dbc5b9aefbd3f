"""The one way to the database: what the rest of the house needs of it."""

from backend.db.base import Base, Keyed, UtcDateTime, now
from backend.db.engine import WRITE, engine_options, tune
from backend.db.statements import InsertInto, insert, insert_for, rows_of
from backend.db.transactions import db, look_up, run_built, run_tx

__all__ = [
    "WRITE", "Base", "InsertInto", "Keyed", "UtcDateTime", "db", "engine_options", "insert", "insert_for",
    "look_up", "now", "rows_of", "run_built", "run_tx", "tune",
]  # fmt: skip
