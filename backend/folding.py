"""Search that knows neither capitals nor accents: "muller" finds "Müller", on both databases.

The database folds each row as it looks (a column of its own would be forgotten by bulk writes); what is plain
ASCII, which is most, costs next to nothing.
"""

import sqlite3
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

MARKS = "\\0300-\\036F"  # what NFKD puts behind a letter


def fold(text: str) -> str:
    """In small letters, without accents; ß as ss."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in taken_apart if not "\u0300" <= sign <= "\u036f")


def has_words(words: str, *columns: Any) -> ColumnElement[bool]:
    """Does each of the words stand in one of these columns?"""
    return and_(
        True,
        *(
            or_(*(folded(column).contains(word, autoescape=True) for column in columns))
            for word in fold(words).split()
        ),
    )


def teach(connection: sqlite3.Connection) -> None:
    """SQLite's own lower() knows only ASCII."""
    connection.create_function("fold", 1, lambda text: text and fold(text), deterministic=True)


class folded(FunctionElement[str]):  # noqa: N801 - a function in SQL
    """`fold` as the database does it."""

    type = Text()
    inherit_cache = True


@compiles(folded, "sqlite")
def _on_sqlite(element: folded, compiler: Any, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    return f"CASE WHEN {text} GLOB '*[^ -~]*' THEN fold({text}) ELSE lower({text}) END"


@compiles(folded, "postgresql")
def _on_postgresql(element: folded, compiler: Any, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    plain = f"regexp_replace(normalize({text}, NFKD), U&'[{MARKS}]', '', 'g')"
    folded = f"replace(lower({plain}), 'ß', 'ss')"
    return f"CASE WHEN octet_length({text}) > char_length({text}) THEN {folded} ELSE lower({text}) END"
