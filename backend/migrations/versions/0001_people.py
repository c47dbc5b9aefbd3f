"""People, their devices and sessions, and the answers kept for repeated requests."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0001"
down_revision = None


def person(**options: bool) -> sa.Column[object]:
    """The column that says whose row it is."""
    return sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), **options)


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("organisation", sa.String(120), nullable=False),
    )
    op.create_table(
        "audience",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, unique=True),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("wants_points", sa.Boolean, nullable=False),
        sa.Column("on_leaderboard", sa.Boolean, nullable=False),
        sa.Column("pseudonym", sa.String(60), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "membership",
        person(primary_key=True),
        sa.Column(
            "group_id",
            sa.Uuid,
            sa.ForeignKey("audience.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        person(nullable=False, index=True),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("used_at", UtcDateTime),
    )
    op.create_table(
        "connect_code",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
        person(nullable=False, index=True),
        sa.Column("challenge", sa.String(43), nullable=False),
        sa.Column("redirect_uri", sa.String(200), nullable=False),
        sa.Column("device_name", sa.String(80), nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("used_at", UtcDateTime),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        person(nullable=False, index=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("last_day", UtcDateTime, nullable=False),
        sa.Column("revoked_at", UtcDateTime),
    )
    op.create_table(
        "web_session",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        person(nullable=False, index=True),
        sa.Column("expires_at", UtcDateTime, nullable=False, index=True),
        sa.Column("password_at", UtcDateTime),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("address_digest", sa.String(64), primary_key=True),
        sa.Column("hour", UtcDateTime, primary_key=True, index=True),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_table(
        "kept_answer",
        person(primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "kept_answer",
        "sign_in_tries",
        "web_session",
        "device",
        "connect_code",
        "invitation",
        "membership",
        "person",
        "audience",
        "installation",
    ):
        op.drop_table(table)
