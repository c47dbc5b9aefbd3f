"""The sources of rules, the organisation they are for, and their releases."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "rule_source",
        sa.Column("file", sa.String(200), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("edited", sa.Boolean, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "organisation",
        sa.Column(
            "installation_id", sa.Uuid, sa.ForeignKey("installation.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("profile", sa.JSON, nullable=False),
    )
    op.create_table(
        "rule_release",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("author_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="SET NULL")),
        sa.Column("published_at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    for table in ("rule_release", "organisation", "rule_source"):
        op.drop_table(table)
