"""Lists in pages: `?page=1&size=50` in, `{items, page, more}` out. No list is ever answered whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request
from marshmallow import Schema, fields, validate
from sqlalchemy import Select
from sqlalchemy.orm import Session

Row = TypeVar("Row")
USUAL, MOST = 50, 100
LAST = 10_000  # a database counts only so far


class PageQuery(Schema):
    """Which page is wanted; pages count from 1."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, LAST))
    size = fields.Integer(load_default=USUAL, validate=validate.Range(1, MOST))


def page_asked() -> int:
    """The page that the address of an admin page asks for: `?page=2`; nonsense is the first one."""
    return max(1, min(request.args.get("page", 1, type=int), LAST))


def asked() -> dict[str, int]:
    """What PageQuery will read; for nonsense, to which it will say no, something that may be asked for."""
    return {"page": page_asked(), "size": max(1, min(request.args.get("size", USUAL, type=int), MOST))}


def page_or_first(find: Callable[[int], "Page[Row]"]) -> "Page[Row]":
    """The page that the address asks for; where it has nothing (any more), the first."""
    found = find(page_asked())
    return found if found.items or found.page == 1 else find(1)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list. `more`: there is a next page."""

    items: Sequence[Row]
    page: int
    more: bool


def page_of(session: Session, query: Select[*tuple[Any, ...]], page: int = 1, size: int = USUAL) -> Page[Any]:
    """One page of `query`: its first column where it has only one (an entity, say), else whole rows."""
    result = session.execute(query.limit(size + 1).offset((page - 1) * size))
    rows = result.scalars().all() if len(query.column_descriptions) == 1 else result.all()
    return Page(rows[:size], page, len(rows) > size)
