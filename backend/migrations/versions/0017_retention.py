"""Since when people are let in no more, runs that delete what was kept long enough, a higher threshold."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime, now

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("person", sa.Column("deactivated_at", UtcDateTime))
    person = sa.table(
        "person",
        sa.column("deactivated_at", UtcDateTime),
        sa.column("active", sa.Boolean),
        sa.column("erased_at"),
    )
    out = person.update().where(~person.c.active, person.c.erased_at.is_(None))
    op.execute(out.values(deactivated_at=now()))  # nobody knows since when: their days begin today
    with op.batch_alter_table("installation") as installation:
        installation.add_column(sa.Column("fewest", sa.Integer, nullable=False, server_default="5"))
        installation.create_check_constraint("fewest", "fewest >= 5")
    op.create_table(
        "retention_run",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("leased_until", UtcDateTime, nullable=False),
        sa.Column("finished_at", UtcDateTime),
        sa.Column("deleted", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("retention_run")
    with op.batch_alter_table("installation") as installation:
        installation.drop_constraint("fewest", type_="check")
        installation.drop_column("fewest")
    op.drop_column("person", "deactivated_at")
