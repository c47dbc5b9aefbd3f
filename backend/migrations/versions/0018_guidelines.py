"""Guidelines: versions, the one being written, who acknowledged which; training; how many were reached."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "guideline",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("en", sa.Text, nullable=False),
        sa.Column("de", sa.Text, nullable=False),
        sa.Column("note_en", sa.String(300), nullable=False),
        sa.Column("note_de", sa.String(300), nullable=False),
        sa.Column("asks", sa.Boolean, nullable=False),
        sa.Column("author_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="SET NULL")),
        sa.Column("published_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "guideline_draft",
        sa.Column(
            "installation_id", sa.Uuid, sa.ForeignKey("installation.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("en", sa.Text, nullable=False),
        sa.Column("de", sa.Text, nullable=False),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("guideline.number"), primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "drills",
        sa.Column("release", sa.Integer, sa.ForeignKey("rule_release.number"), primary_key=True),
        sa.Column("by_language", sa.JSON, nullable=False),
    )
    op.create_table(
        "training",
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("guideline.number"), primary_key=True),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("passed_at", UtcDateTime),
    )
    op.create_table(
        "reached",
        sa.Column("measure", sa.String(20), primary_key=True),
        sa.Column("part", sa.String(36), primary_key=True),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    for table in ("reached", "training", "drills", "acknowledgement", "guideline_draft", "guideline"):
        op.drop_table(table)
