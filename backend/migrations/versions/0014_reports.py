"""Reports that cannot be subtracted, the strategy's goals, pilots, and the employee's yes to outcomes."""

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0014"
down_revision = "0013"
LEDGER_ALONE = {"reflect_kwargs": {"resolve_fks": False}}  # of other tables' indexes it would only warn


def link(name: str, table: str, ondelete: str = "CASCADE", **options: bool) -> sa.Column[object]:
    """A column that names a row of another table."""
    return sa.Column(name, sa.Uuid, sa.ForeignKey(f"{table}.id", ondelete=ondelete), **options)


def upgrade() -> None:
    op.add_column(
        "person", sa.Column("sends_outcomes", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_index("ix_share_posted_at", "share", ["posted_at"])
    with op.batch_alter_table("ledger", **LEDGER_ALONE) as ledger:  # who wrote a correction
        ledger.add_column(sa.Column("author_id", sa.Uuid))
        ledger.create_foreign_key(None, "person", ["author_id"], ["id"], ondelete="SET NULL")
        ledger.create_index("ix_ledger_author_id", ["author_id"])
    op.execute(
        "UPDATE points_day SET points = points - (SELECT COALESCE(SUM(ledger.points), 0) FROM ledger WHERE"
        " ledger.person_id = points_day.person_id AND ledger.day = points_day.day AND kind = 'correction')"
    )  # corrections are in no board any more
    _reports()
    _programme()


def _reports() -> None:
    op.create_table(
        "counted_group",
        link("group_id", "audience", primary_key=True),
        sa.Column("since", sa.Date, nullable=False),
    )
    op.create_table(
        "waiting_tally",
        sa.Column("measure", sa.String(100), primary_key=True),
        sa.Column("part", sa.String(36), primary_key=True),
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("who", sa.String(64), primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "figure",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("measure", sa.String(100), nullable=False),
        sa.Column("part", sa.String(36), nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Index("ix_figure_last", "last", "measure"),
    )
    op.create_table(
        "heads",
        sa.Column("month", sa.Date, primary_key=True),
        sa.Column("measure", sa.String(20), primary_key=True),
        sa.Column("part", sa.String(36), primary_key=True),
        sa.Column("people", sa.Integer, nullable=False),
    )
    op.create_table(
        "closed_week",
        sa.Column("last", sa.Date, primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "taken_outcomes",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
    )
    op.create_table(
        "rates",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("per_click", sa.Numeric(10, 2), nullable=False),
        sa.Column("per_share", sa.Numeric(10, 2), nullable=False),
    )


def _programme() -> None:
    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kpi", sa.String(30), nullable=False),
        sa.Column("target", sa.Numeric(12, 2), nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        link("owner_id", "person", "SET NULL", index=True),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("task", sa.String(200), nullable=False),
        link("person_id", "person", "SET NULL", index=True),
    )
    op.create_table(
        "pilot",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("question", sa.String(500), nullable=False),
        link("group_id", "audience", "SET NULL", index=True),
        sa.Column("part", sa.String(36), nullable=False),
        link("owner_id", "person", "SET NULL", index=True),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("baseline_weeks", sa.Integer, nullable=False),
        sa.Column("pilot_weeks", sa.Integer, nullable=False),
        sa.Column("rolled_out_at", UtcDateTime),
    )
    op.create_table(
        "rollout",
        link("pilot_id", "pilot", primary_key=True),
        link("group_id", "audience", primary_key=True, index=True),
    )


def downgrade() -> None:
    for table in (
        "rollout",
        "pilot",
        "duty",
        "goal",
        "rates",
        "taken_outcomes",
        "closed_week",
        "heads",
        "figure",
        "waiting_tally",
        "counted_group",
    ):
        op.drop_table(table)
    with op.batch_alter_table("ledger", **LEDGER_ALONE) as ledger:
        ledger.drop_index("ix_ledger_author_id")
        ledger.drop_constraint("fk_ledger_author_id", type_="foreignkey")
        ledger.drop_column("author_id")
    op.drop_index("ix_share_posted_at", "share")
    op.drop_column("person", "sends_outcomes")
