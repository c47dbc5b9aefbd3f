"""Does German say Sie?"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    is_formal = sa.Column("is_formal", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("installation", is_formal)


def downgrade() -> None:
    op.drop_column("installation", "is_formal")
