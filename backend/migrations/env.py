"""Alembic's entry, on the connection that the caller hands over.

Migrations are written by hand; backend/tests/db/test_migrations.py holds them equal to the models.
"""

from alembic import context

from backend.db import Base

connection = context.config.attributes["connection"]
# target_metadata lends its names for constraints
context.configure(connection=connection, target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
