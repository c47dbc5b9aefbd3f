"""Topics, items, captions."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0003"
down_revision = "0002"


def reference(name: str, table: str, **options: bool) -> sa.Column[object]:
    """A column that goes when its row goes."""
    return sa.Column(name, sa.Uuid, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **options)


def upgrade() -> None:
    op.create_table(
        "topic",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, unique=True),
        sa.Column("words", sa.JSON, nullable=False),
    )
    op.create_table(
        "item",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("pinned", sa.Boolean, nullable=False),
        sa.Column("valid_from", UtcDateTime, nullable=False),
        sa.Column("valid_until", UtcDateTime),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.Index("ix_item_feed", "status", "pinned", "id"),
    )
    op.create_table(
        "caption",
        sa.Column("id", sa.Uuid, primary_key=True),
        reference("item_id", "item", nullable=False, index=True),
        sa.Column("platform", sa.String(8), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "item_topic",
        reference("item_id", "item", primary_key=True),
        reference("topic_id", "topic", primary_key=True, index=True),
    )
    op.create_table(
        "item_audience",
        reference("item_id", "item", primary_key=True),
        reference("group_id", "audience", primary_key=True, index=True),
    )


def downgrade() -> None:
    for table in ("item_audience", "item_topic", "caption", "item", "topic"):
        op.drop_table(table)
