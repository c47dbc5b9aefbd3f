"""Shares, clicks and their roll-up, and the two tables that forget each day."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0004"
down_revision = "0003"


def share(**options: bool) -> sa.Column[object]:
    """The column that says whose clicks these are."""
    return sa.Column(
        "share_id", sa.Uuid, sa.ForeignKey("share.id", ondelete="CASCADE"), index=True, **options
    )


def upgrade() -> None:
    op.create_table(
        "share",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="SET NULL"), index=True),
        sa.Column(
            "item_id", sa.Uuid, sa.ForeignKey("item.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        sa.Column("caption_id", sa.Uuid, sa.ForeignKey("caption.id", ondelete="SET NULL"), index=True),
        sa.Column("platform", sa.String(8), nullable=False),
        sa.Column("edited", sa.Boolean, nullable=False),
        sa.Column("code", sa.String(16), nullable=False, unique=True),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("permalink", sa.String(500)),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("posted_at", UtcDateTime),
        sa.Index("ix_share_state", "state", "created_at"),
    )
    op.create_table(
        "click",
        sa.Column("id", sa.Uuid, primary_key=True),
        share(nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "click_day",
        sa.Column("day", sa.Date, primary_key=True),
        share(primary_key=True),
        sa.Column("clicks", sa.Integer, nullable=False),
    )
    op.create_table(
        "click_salt",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("salt", sa.LargeBinary(32), nullable=False),
    )
    op.create_table(
        "click_visit",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("digest", sa.LargeBinary(32), primary_key=True),
    )


def downgrade() -> None:
    for table in ("click_visit", "click_salt", "click_day", "click", "share"):
        op.drop_table(table)
