"""Signing in with the organisation's account."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column(
        "installation", sa.Column("admits_accounts", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_table(
        "oidc_account",
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("groups", sa.JSON, nullable=False),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_table(
        "oidc_sign_in",
        sa.Column("state_hash", sa.String(64), primary_key=True),
        sa.Column("nonce", sa.String(100), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("goes_to", sa.String(2000), nullable=False),
        sa.Column("confirms", sa.Boolean, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("oidc_sign_in")
    op.drop_table("oidc_account")
    op.drop_column("installation", "admits_accounts")
