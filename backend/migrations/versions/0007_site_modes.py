"""Where the organisation wants the extension to work on a site."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "site_mode",
        sa.Column("site", sa.String(8), primary_key=True),
        sa.Column("mode", sa.String(5), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("site_mode")
