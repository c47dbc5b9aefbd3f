"""Lists in pages: `?page=1&size=50` in, `{items, page, more}` out. No list is ever answered whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from marshmallow import Schema, fields, validate
from sqlalchemy import Select
from sqlalchemy.orm import Session

Row = TypeVar("Row")
MOST = 100


class PageQuery(Schema):
    """Which page is wanted; pages count from 1."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 10_000))
    size = fields.Integer(load_default=50, validate=validate.Range(1, MOST))


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list. `more`: there is a next page."""

    items: Sequence[Row]
    page: int
    more: bool


def page_of(session: Session, query: Select[*tuple[Any, ...]], page: int = 1, size: int = 50) -> Page[Any]:
    """One page of `query`: its first column where it has only one (an entity, say), else whole rows."""
    result = session.execute(query.limit(size + 1).offset((page - 1) * size))
    rows = result.scalars().all() if len(query.column_descriptions) == 1 else result.all()
    return Page(rows[:size], page, len(rows) > size)
