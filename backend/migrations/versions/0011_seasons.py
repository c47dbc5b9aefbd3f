"""Seasons, and the organisation's yes to a leaderboard."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "season",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("starts", sa.Date, nullable=False, index=True),
        sa.Column("ends", sa.Date, nullable=False),
        sa.Column("prize", sa.String(200), nullable=False),
        sa.Column("wall_code", sa.String(22), nullable=False, unique=True),
        sa.Column("announced_at", UtcDateTime),
    )
    op.add_column(
        "installation", sa.Column("has_board", sa.Boolean, nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("installation", "has_board")
    op.drop_table("season")
