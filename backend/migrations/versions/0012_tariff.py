"""The organisation's own tariff of points, and corrections with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "tariff",
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("starts", sa.Date, primary_key=True),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("per_day", sa.Integer, nullable=False),
        sa.Column("per_link_and_day", sa.Integer),
        sa.Column("why", sa.String(300), nullable=False),
    )
    op.add_column("ledger", sa.Column("why", sa.String(300), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("ledger", "why")
    op.drop_table("tariff")
