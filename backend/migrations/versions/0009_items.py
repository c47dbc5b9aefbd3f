"""Items with hashtags, description and picture; questions beside captions; how many people used one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("item") as item:
        item.add_column(sa.Column("description", sa.String(600), nullable=False, server_default=""))
        item.add_column(sa.Column("hashtags", sa.JSON, nullable=False, server_default="[]"))
        item.add_column(sa.Column("spread_days", sa.Integer, nullable=False, server_default="0"))
    with op.batch_alter_table("caption") as caption:
        caption.add_column(sa.Column("is_question", sa.Boolean, nullable=False, server_default=sa.false()))
        caption.add_column(sa.Column("people", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "picture",
        sa.Column("item_id", sa.Uuid, sa.ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("media_type", sa.String(20), nullable=False),
        sa.Column("alt", sa.String(300), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("picture")
    with op.batch_alter_table("caption") as caption:
        caption.drop_column("people")
        caption.drop_column("is_question")
    with op.batch_alter_table("item") as item:
        item.drop_column("spread_days")
        item.drop_column("hashtags")
        item.drop_column("description")
