"""Alembic's entry: the tables of all subjects, on the connection that the caller hands over."""

from alembic import context

from backend.migrations import tables

connection = context.config.attributes["connection"]
# SQLite cannot alter most things: batch mode copies the table instead
context.configure(connection=connection, target_metadata=tables.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
