"""The organisation's time zone."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    zone = sa.Column("zone", sa.String(64), nullable=False, server_default="Europe/Berlin")
    op.add_column("installation", zone)


def downgrade() -> None:
    op.drop_column("installation", "zone")
