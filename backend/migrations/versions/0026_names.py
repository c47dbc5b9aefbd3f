"""Of two groups or topics whose names differ in capitals alone there is one, also for the database.

Where two are there already, both stay with their names and all that hangs on them: which of them is meant
only somebody who works here knows. The one made later gets a key that no name can be; whoever saves one of
them is asked for another name, as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

TABLES = ("audience", "topic")


def upgrade() -> None:
    for table in TABLES:
        # SQLite adds no column without a default, and would have to copy the table to take it away again
        op.add_column(table, sa.Column("name_key", sa.String(300), nullable=False, server_default=""))
        if op.get_bind().dialect.name == "postgresql":
            op.alter_column(table, "name_key", server_default=None)
        _fill(table)
        op.create_index(f"ix_{table}_name_key", table, ["name_key"], unique=True)


def downgrade() -> None:
    for table in TABLES:
        op.drop_index(f"ix_{table}_name_key", table)
        op.drop_column(table, "name_key")


def _fill(table: str) -> None:
    rows = sa.table(table, sa.column("id", sa.Uuid), sa.column("name"), sa.column("name_key"))
    taken: set[str] = set()
    for id, name in op.get_bind().execute(sa.select(rows.c.id, rows.c.name).order_by(rows.c.id)).all():
        key = name.casefold()
        key = f"{key}\n{id}" if key in taken else key  # no form lets a line end into a name
        taken.add(key)
        op.execute(rows.update().where(rows.c.id == id).values(name_key=key))
