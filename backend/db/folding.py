"""Search and order that know neither capitals nor accents: "muller" finds "Müller", on both databases.

The database folds each row as it looks (a column of its own would be forgotten by bulk writes); what is plain
ASCII, which is most, costs next to nothing.
"""

import sqlite3
import unicodedata
from functools import reduce
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


class alphabetical(FunctionElement[str]):  # noqa: N801 - a function in SQL
    """What the longest lists are sorted by, so that Ömer stands beside Olga; their indexes hold it.

    Only by the database's own functions: an index by `fold` would close SQLite's file to every other tool.
    """

    type = Text()
    inherit_cache = True


EUROPE = {letter: fold(letter) for letter in map(chr, range(0xC0, 0x180)) if fold(letter).isascii()}
INSIDE = "ÄÖÜäöüßåéèêëáàâíóúñšžč"  # behind the first letter; SQLite's parser takes no more calls in calls


@compiles(alphabetical, "sqlite")
def _sorted_on_sqlite(element: alphabetical, compiler: Any, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    first, rest = f"substr({text}, 1, 1)", f"substr({text}, 2)"
    cases = " ".join(f"WHEN '{letter}' THEN '{plain}'" for letter, plain in EUROPE.items())
    rest = reduce(lambda sql, letter: f"replace({sql}, '{letter}', '{EUROPE[letter]}')", INSIDE, rest)
    plain = f"lower(CASE {first} {cases} ELSE {first} END || {rest})"
    return f"CASE WHEN {text} GLOB '*[^ -~]*' THEN {plain} ELSE lower({text}) END"


@compiles(alphabetical, "postgresql")
def _sorted_on_postgresql(element: alphabetical, compiler: Any, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    return (
        f"translate(lower({text}), '{''.join(EUROPE)}', '{''.join(plain[0] for plain in EUROPE.values())}')"
    )
