"""What an announced season came to: places of people, teams, and how many were on its board."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def _key() -> tuple[sa.Column[object], ...]:
    season = sa.ForeignKey("season.id", ondelete="CASCADE")
    number = sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)
    return sa.Column("season_id", sa.Uuid, season, primary_key=True), number


def upgrade() -> None:
    op.add_column("season", sa.Column("on_board", sa.Integer))
    op.create_table(
        "season_place",
        *_key(),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="SET NULL"), index=True),
    )
    op.create_table(
        "season_team",
        *_key(),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("season_team")
    op.drop_table("season_place")
    op.drop_column("season", "on_board")
