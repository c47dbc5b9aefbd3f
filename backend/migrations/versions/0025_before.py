"""Which counted week was over before anybody began: reports tell nothing of it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    is_before = sa.Column("is_before", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("closed_week", is_before)
    op.execute(
        "UPDATE closed_week SET is_before = true"
        " WHERE last = (SELECT min(last) FROM closed_week)"
        " AND NOT EXISTS (SELECT 1 FROM share WHERE posted_at < closed_week.at)"
        # of long ago the shares may be gone
        " AND NOT EXISTS (SELECT 1 FROM waiting_tally WHERE week <= closed_week.last)"
        " AND NOT EXISTS (SELECT 1 FROM figure WHERE figure.last <= closed_week.last)"
    )


def downgrade() -> None:
    op.drop_column("closed_week", "is_before")
