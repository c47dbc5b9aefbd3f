"""The ledger and its roll-ups."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0005"
down_revision = "0004"


def person(**options: bool) -> sa.Column[object]:
    """The column that says whose points these are."""
    return sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), **options)


def upgrade() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", sa.Uuid, primary_key=True),
        person(nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("award", sa.String(100), nullable=False),
        sa.Column("share_id", sa.Uuid, sa.ForeignKey("share.id", ondelete="SET NULL"), index=True),
        sa.Column("reverses", sa.Uuid, sa.ForeignKey("ledger.id", ondelete="CASCADE"), unique=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.UniqueConstraint("person_id", "award"),
        sa.Index("ix_ledger_person_id", "person_id", "id"),
        sa.Index("ix_ledger_day", "person_id", "day", "kind"),
    )
    op.create_table(
        "points_day",
        sa.Column("day", sa.Date, primary_key=True),
        person(primary_key=True, index=True),
        sa.Column("points", sa.Integer, nullable=False),
    )
    op.create_table("points_total", person(primary_key=True), sa.Column("points", sa.Integer, nullable=False))


def downgrade() -> None:
    for table in ("points_total", "points_day", "ledger"):
        op.drop_table(table)
