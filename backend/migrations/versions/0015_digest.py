"""The weekly mail, since when an item is in the feeds, items whose group is gone, people who were erased."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("item", sa.Column("published_at", UtcDateTime))
    op.add_column("item", sa.Column("audience_gone", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("person", sa.Column("erased_at", UtcDateTime))
    op.execute("UPDATE item SET published_at = valid_from WHERE status = 'published'")
    op.create_table(
        "digest",
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("wanted", sa.Boolean, nullable=False),
        sa.Column("due_at", UtcDateTime, nullable=False),
        sa.Column("told_until", UtcDateTime, nullable=False),
        sa.Column("leased_until", UtcDateTime),
        sa.Column("refused", sa.Boolean, nullable=False),
    )
    op.create_index("ix_digest_due", "digest", ["wanted", "due_at"])
    op.create_table(
        "mail_fault",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.Column("since", UtcDateTime, nullable=False),
        sa.Column("retry_at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("mail_fault")
    op.drop_index("ix_digest_due", "digest")
    op.drop_table("digest")
    op.drop_column("person", "erased_at")
    op.drop_column("item", "audience_gone")
    op.drop_column("item", "published_at")
