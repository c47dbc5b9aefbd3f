"""People from a file: the file until it is taken over, and who waits for an invitation."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "roster_file",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column(
            "person_id",
            sa.Uuid,
            sa.ForeignKey("person.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("read_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "arrival",
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("letter", sa.String(8), nullable=False, index=True),
        sa.Column("leased_until", UtcDateTime),
        sa.Column("at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("arrival")
    op.drop_table("roster_file")
