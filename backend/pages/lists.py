"""One way for every list of the admin site: searched, filtered, sorted, in pages, as CSV.

A list is a small table of columns and filters. Its address says all that it shows, so whoever keeps the
address keeps the filter.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Response
from sqlalchemy import ColumnElement, Engine, Select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.dates import zone
from backend.db import db, run_tx
from backend.db.folding import has_words
from backend.pages.csv_file import download
from backend.pages.paging import LAST, Page, page_of

Words = str  # mostly lazy: in the reader's language
Choices = Mapping[str, Any]
BATCH = 500


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


def show(session: Session, shape: List, args: Mapping[str, str]) -> Shown:
    """The page of the list that an address (`request.args`) asks for."""
    choices = _choices(session, shape)
    wanted = _wanted(shape, args, choices)
    # first whose turn it is, by the key alone: what else a row holds need not be found for those passed over
    keys = _query(shape, wanted).with_only_columns(shape.key, maintain_column_froms=True)
    found = page_of(session, keys, wanted.page)
    rows = _sorted(shape, shape.query().where(shape.key.in_(found.items)), wanted)
    return Shown(shape, wanted, replace(found, items=page_of(session, rows).items), choices)


def export(name: str, shape: List, args: Mapping[str, str]) -> Response:
    """The whole list that an address asks for, as a CSV file; that it was taken out stands in the audit.

    Which filters too, but of a search only that there was one: its words may name somebody.
    """

    def note(session: Session) -> None:
        wanted = _wanted(shape, args, _choices(session, shape))
        said = {"searched": bool(wanted.search), "filter": dict(wanted.filters)}
        after = {"taken_out": True} | {key: value for key, value in said.items() if value}
        trail.note(session, "lists.export", f"{name}.csv", after=after)

    run_tx(note)
    return download(name, lines(db.engine, shape, args))


def lines(engine: Engine, shape: List, args: Mapping[str, str]) -> Iterator[list[object]]:
    """The whole list that an address asks for as lines of a CSV file, the heads first; never all at once.

    In a session of its own, since it is read while the answer is sent.
    """
    columns = [column for column in shape.columns if column.text]
    yield [column.head for column in columns]
    with Session(engine) as session:
        query = _query(shape, _wanted(shape, args, _choices(session, shape)))
        found = session.execute(query.execution_options(yield_per=BATCH))
        for row in found.scalars() if len(query.column_descriptions) == 1 else found:
            yield [column.cell(row) for column in columns]


def _choices(session: Session, shape: List) -> dict[str, Choices]:
    return {one.name: one.choices(session) if callable(one.choices) else one.choices for one in shape.filters}


def _wanted(shape: List, args: Mapping[str, str], choices: Mapping[str, Choices]) -> Wanted:
    sortable = {
        f"{sign}{column.name}" for column in shape.columns if column.order is not None for sign in ("", "-")
    }
    sort, page = args.get("sort", ""), args.get("page", "")
    chosen = {name: args[name] for name, known in choices.items() if args.get(name) in known}
    number = int(page) if page.isdecimal() and len(page) < 9 else 1
    return Wanted(
        search=args.get("search", "").replace("\0", "").strip()[:200],
        sort=sort if sort in sortable else shape.start,
        page=min(max(number, 1), LAST),  # who is there searches or exports
        filters=chosen,
    )


def _query(shape: List, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    query = shape.query()
    for one in shape.filters:
        if one.name in wanted.filters:
            query = query.where(one.where(wanted.filters[one.name]))
    if wanted.search:
        query = query.where(has_words(wanted.search, *shape.search))
    return _sorted(shape, query, wanted)


def _sorted(shape: List, query: Select[*tuple[Any, ...]], wanted: Wanted) -> Select[*tuple[Any, ...]]:
    down = wanted.sort.startswith("-")
    order = next(one.order for one in shape.columns if one.name == wanted.sort.lstrip("-"))
    by = (order, shape.key)
    return query.order_by(*(part.desc() for part in by) if down else by)
