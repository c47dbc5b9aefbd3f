"""A part of what is known about a person: rows of one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

Words = str  # lazy: in the reader's language
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Field:
    """`name`: in the file; `title`: on the page, where a word of ours (`named`) has its name from VALUES."""

    name: str
    title: Words
    column: Any
    named: bool = False


@dataclass(frozen=True)
class Section:
    """Rows of one table; `mine`: the column that says whose they are; `joined`: what says more about them."""

    name: str
    title: Words
    mine: Any
    fields: tuple[Field, ...]
    joined: Callable[[Query], Query] = lambda query: query
