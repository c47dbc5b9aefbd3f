"""What a list is made of: columns, filters, views; and what is shown of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from backend.dates import zone
from backend.pages.paging import Page

Words = str  # mostly lazy: in the reader's language
Choices = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """`order`: what it is sorted by, where it can be; `text`: what stands in the CSV, where it is in it."""

    name: str
    title: Words
    order: Any = None
    text: Callable[[Any], object] | None = None
    on_page: bool = True
    is_moment: bool = False

    @property
    def head(self) -> str:
        """In the CSV, whose cells have no room to say whose clocks they are told by."""
        return f"{self.title} ({zone.place()})" if self.is_moment else str(self.title)

    def cell(self, row: Any) -> object:
        """What stands in the CSV."""
        found = self.text and self.text(row)
        return zone.here(found) if isinstance(found, datetime) else found


@dataclass(frozen=True)
class Filter:
    """A choice above the list. `choices`: value -> name, or what finds them; `any`: the name of no choice."""

    name: str
    any: Words
    choices: Choices | Callable[[Session], Choices]
    where: Callable[[str], ColumnElement[bool]]


@dataclass(frozen=True)
class View:
    """A filter that many want, kept as the address that it is."""

    title: Words
    values: Mapping[str, str]


@dataclass(frozen=True)
class List:
    """`start`: the column it is sorted by where nothing is said, with a minus for the last first."""

    query: Callable[[], Select[*tuple[Any, ...]]]
    key: Any
    columns: tuple[Column, ...]
    start: str
    search: tuple[Any, ...]
    search_title: Words
    filters: tuple[Filter, ...] = ()
    views: tuple[View, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What an address asks of a list; what cannot be is left out."""

    search: str = ""
    sort: str = ""
    page: int = 1
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """Are there rows that it may leave out?"""
        return bool(self.search or self.filters)

    def address(self, start: str) -> str:
        """The part of the address that says so; `start` need not be said."""
        said = {"search": self.search, **self.filters, "sort": self.sort if self.sort != start else ""}
        said["page"] = str(self.page) if self.page > 1 else ""
        return "?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Shown:
    """A page of a list, with what its template asks."""

    shape: List
    wanted: Wanted
    rows: Page[Any]
    choices: Mapping[str, Choices]

    @property
    def is_empty(self) -> bool:
        """Is there nothing yet, whatever one looks for?"""
        return not (self.rows.items or self.wanted.is_narrowed or self.wanted.page > 1)

    @property
    def here(self) -> str:
        """The address of the list as it is shown."""
        return self.wanted.address(self.shape.start)

    def page(self, number: int) -> str:
        """The address of another page."""
        return replace(self.wanted, page=number).address(self.shape.start)

    def sorted_by(self, column: Column) -> str:
        """The address of the list sorted by this column, or the other way round where it already is."""
        other = f"-{column.name}" if self.wanted.sort == column.name else column.name
        return replace(self.wanted, sort=other, page=1).address(self.shape.start)

    def direction(self, column: Column) -> str:
        """As aria-sort says it; empty for a column that it is not sorted by."""
        ways = {column.name: "ascending", f"-{column.name}": "descending"}
        return ways.get(self.wanted.sort, "")

    def view(self, view: View) -> str:
        """The address of a kept filter."""
        return Wanted(filters=view.values).address("")

    def is_at(self, view: View) -> bool:
        """Does the list show just this?"""
        return not self.wanted.search and self.wanted.filters == view.values
