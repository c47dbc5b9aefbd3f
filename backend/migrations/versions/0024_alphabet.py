"""The long lists are sorted as people look for names, on SQLite too: Ömer beside Olga.

The key is written out: the one in backend/db/folding.py may learn more letters, with a migration of its own.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

INDEXES = {"ix_item_title": ("item", "title"), "ix_person_name": ("person", "name")}
INSIDE = "ÄÖÜäöüßåéèêëáàâíóúñšžč"


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for index, (table, column) in INDEXES.items():
        op.drop_index(index, table)
        key = _on_sqlite(column) if is_sqlite else _on_postgresql(column)
        op.create_index(index, table, [sa.text(key), "id"])


def downgrade() -> None:
    for index, (table, column) in INDEXES.items():
        op.drop_index(index, table)
        op.create_index(index, table, [sa.text(f"lower({column})"), "id"])


def _letters() -> dict[str, str]:
    found = {}
    for letter in map(chr, range(0xC0, 0x180)):
        apart = unicodedata.normalize("NFKD", letter.casefold())
        found[letter] = "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f")
    return {letter: plain for letter, plain in found.items() if plain.isascii()}


def _on_sqlite(column: str) -> str:
    letters, first, rest = _letters(), f"substr({column}, 1, 1)", f"substr({column}, 2)"
    cases = " ".join(f"WHEN '{letter}' THEN '{plain}'" for letter, plain in letters.items())
    for letter in INSIDE:
        rest = f"replace({rest}, '{letter}', '{letters[letter]}')"
    plain = f"lower(CASE {first} {cases} ELSE {first} END || {rest})"
    return f"CASE WHEN {column} GLOB '*[^ -~]*' THEN {plain} ELSE lower({column}) END"


def _on_postgresql(column: str) -> str:
    letters = _letters()
    return (
        f"translate(lower({column}), '{''.join(letters)}', '{''.join(one[0] for one in letters.values())}')"
    )
