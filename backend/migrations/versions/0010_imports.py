"""Imports of pages and feeds; items know which page they lead to; indexes for long lists."""

import sqlalchemy as sa
from alembic import op

from backend.content.addresses import key
from backend.db import UtcDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("item") as item:
        item.add_column(sa.Column("url_key", sa.String(64)))
        item.create_index("ix_item_url_key", ["url_key"])
    _fill_keys()
    op.create_index("ix_item_title", "item", [sa.text("lower(title)"), "id"])
    op.create_index("ix_item_valid_until", "item", ["valid_until", "id"])
    op.create_index("ix_person_name", "person", [sa.text("lower(name)"), "id"])
    op.create_table(
        "feed",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("address", sa.String(2000), nullable=False, unique=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("etag", sa.String(200), nullable=False),
        sa.Column("modified", sa.String(200), nullable=False),
        sa.Column("read_at", UtcDateTime),
        sa.Column("problem", sa.JSON),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="SET NULL"), index=True),
        sa.Column("feed_id", sa.Uuid, sa.ForeignKey("feed.id", ondelete="SET NULL"), index=True),
        sa.Column("addresses", sa.JSON, nullable=False),
        sa.Column("subscribe", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(8), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("report", sa.JSON, nullable=False),
        sa.Column("leased_until", UtcDateTime),
        sa.Column("finished_at", UtcDateTime),
    )


def _fill_keys() -> None:
    item = sa.table(
        "item", sa.column("id", sa.Uuid), sa.column("url", sa.String), sa.column("url_key", sa.String)
    )
    connection = op.get_bind()
    for id, url in connection.execute(sa.select(item.c.id, item.c.url)).all():
        connection.execute(sa.update(item).where(item.c.id == id).values(url_key=key(url)))


def downgrade() -> None:
    op.drop_table("import_run")
    op.drop_table("feed")
    op.drop_index("ix_person_name", "person")
    op.drop_index("ix_item_valid_until", "item")
    op.drop_index("ix_item_title", "item")
    with op.batch_alter_table("item") as item:
        item.drop_index("ix_item_url_key")
        item.drop_column("url_key")
