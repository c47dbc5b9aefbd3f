"""Whole numbers as both databases hold them: what is larger is the number of nothing here."""

from typing import Any

from flask import Flask, request
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class Number(IntegerConverter):
    """`<int:…>` in an address."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, **{"max": LARGEST} | options)


def register(app: Flask) -> None:
    """Before any route is added."""
    app.url_map.converters["int"] = Number


def in_form(name: str) -> int:
    """The number in a field of the form that was sent; 0 where there is none."""
    return max(0, min(request.form.get(name, 0, type=int), LARGEST))


def in_address(name: str) -> int | None:
    """The number behind the question mark; None where there is none."""
    found = request.args.get(name, type=int)
    return found if found is None else max(0, min(found, LARGEST))
