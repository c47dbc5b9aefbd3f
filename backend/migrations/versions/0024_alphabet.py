"""The long lists are sorted as people look for names, on SQLite too: Ömer beside Olga."""

import sqlalchemy as sa
from alembic import op

from backend.folding import alphabetical

revision = "0024"
down_revision = "0023"

INDEXES = {"ix_item_title": ("item", "title"), "ix_person_name": ("person", "name")}


def upgrade() -> None:
    for index, (table, column) in INDEXES.items():
        op.drop_index(index, table)
        op.create_index(index, table, [alphabetical(sa.text(column)), "id"])


def downgrade() -> None:
    for index, (table, column) in INDEXES.items():
        op.drop_index(index, table)
        op.create_index(index, table, [sa.text(f"lower({column})"), "id"])
