"""Limits of sharing, campaigns, and engagements with posts of the company."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("installation") as installation:
        installation.add_column(sa.Column("shares_per_day", sa.Integer, server_default="10"))
        installation.add_column(sa.Column("link_hosts", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("item", sa.Column("campaign", sa.String(60), nullable=False, server_default=""))
    op.drop_index("ix_share_person_id", "share")
    op.create_index("ix_share_person_id", "share", ["person_id", "created_at"])
    op.create_table(
        "engagement",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("platform", sa.String(8), nullable=False),
        sa.Column("post", sa.String(80), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Index("ix_engagement_person_id", "person_id", "id"),
    )


def downgrade() -> None:
    op.drop_table("engagement")
    op.drop_index("ix_share_person_id", "share")
    op.create_index("ix_share_person_id", "share", ["person_id"])
    op.drop_column("item", "campaign")
    with op.batch_alter_table("installation") as installation:
        installation.drop_column("link_hosts")
        installation.drop_column("shares_per_day")
