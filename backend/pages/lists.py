"""One way for every list of the admin site: searched, filtered, sorted, in pages, as CSV.

A list is a small table of columns and filters. Its address says all that it shows, so whoever keeps the
address keeps the filter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import Response
from sqlalchemy import Engine, Select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db import db, run_tx
from backend.db.folding import has_words
from backend.pages.csv_file import download
from backend.pages.list_shapes import Choices, List, Shown, Wanted
from backend.pages.paging import LAST, page_of

BATCH = 500


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
