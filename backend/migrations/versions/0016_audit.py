"""The audit trail: a chain of changes, and its head."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0016"
down_revision = "0015"


def person(name: str) -> sa.Column[object]:
    """A column that can forget whom it names."""
    return sa.Column(name, sa.Uuid, sa.ForeignKey("person.id", ondelete="SET NULL"), index=True)


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("who_digest", sa.String(64), nullable=False),
        sa.Column("words_digest", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        person("actor_id"),
        sa.Column("who_salt", sa.String(32)),
        person("about_id"),
        sa.Column("words", sa.Text),
        sa.Column("words_salt", sa.String(32)),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_table("audit_entry")
