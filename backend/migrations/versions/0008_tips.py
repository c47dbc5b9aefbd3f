"""Pages that employees propose to the curators, and the points for those that are taken up."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "tip",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("url", sa.String(2000), nullable=False, unique=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("answer", sa.String(500), nullable=False),
        sa.Column("item_id", sa.Uuid, sa.ForeignKey("item.id", ondelete="SET NULL"), index=True),
        sa.Column("decided_at", UtcDateTime),
        sa.Index("ix_tip_state", "state", "id"),
    )
    op.create_table(
        "proposal",
        sa.Column("tip_id", sa.Uuid, sa.ForeignKey("tip.id", ondelete="CASCADE"), primary_key=True),
        sa.Column(
            "person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    with op.batch_alter_table("ledger") as ledger:
        ledger.add_column(sa.Column("tip_id", sa.Uuid))
        ledger.create_foreign_key(None, "tip", ["tip_id"], ["id"], ondelete="SET NULL")
        ledger.create_index("ix_ledger_tip_id", ["tip_id"])


def downgrade() -> None:
    with op.batch_alter_table("ledger") as ledger:
        ledger.drop_index("ix_ledger_tip_id")
        ledger.drop_constraint("fk_ledger_tip_id", type_="foreignkey")
        ledger.drop_column("tip_id")
    op.drop_table("proposal")
    op.drop_table("tip")
