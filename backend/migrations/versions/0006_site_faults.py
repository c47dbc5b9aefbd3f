"""Reports of pages that the extension no longer understands."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "site_fault",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("site", sa.String(8), primary_key=True),
        sa.Column("fault", sa.String(10), primary_key=True),
        sa.Column("hooks", sa.Integer, primary_key=True),
        sa.Column("reports", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("site_fault")
