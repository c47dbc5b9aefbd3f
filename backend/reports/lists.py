"""The list of all figures, as a table of columns and filters (backend/pages/lists.py)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from sqlalchemy import ColumnElement, select

from backend.dates.weeks import monday_of
from backend.pages.list_shapes import Column, Filter, List
from backend.people.groups import GONE
from backend.reports import guard
from backend.reports.figures import EACH
from backend.reports.models import Figure
from backend.reports.outcomes import RULE, WRONG

WARNINGS = "warnings"
MEASURE_NAMES = {
    "shares": _("Shares"),
    "clicks": _("Clicks"),
    "points": _("Points per person who gained some"),
    WARNINGS: _("Hints"),
}


def _is_about(measure: str) -> ColumnElement[bool]:
    if measure == WARNINGS:
        return Figure.measure.startswith(RULE, autoescape=True)
    return Figure.measure == measure


def measure_name(measure: str) -> Any:
    """Of a figure."""
    if measure.startswith(WRONG):
        return gettext("%(rule)s: said to be wrong", rule=measure.removeprefix(WRONG))
    return MEASURE_NAMES.get(measure, measure.removeprefix(RULE))


def people_behind(one: Figure) -> int:
    """Never more than what was counted, where each of them did it once at least."""
    return one.people if one.measure in EACH else guard.at_most(one.people, one.value)


def all_figures(names: Mapping[str, str]) -> List:
    """Every figure; `names`: what its part is called."""
    return List(
        query=lambda: select(Figure),
        key=Figure.id,
        columns=(
            Column("what", _("What"), Figure.measure, lambda one: measure_name(one.measure)),
            Column("part", _("Of whom, or what came of it"), None, lambda one: names.get(one.part, GONE)),
            Column("first", _("From"), Figure.first, lambda one: monday_of(one.first)),
            Column("last", _("Until"), Figure.last, lambda one: one.last),
            Column("value", _("Figure"), Figure.value, lambda one: one.value),
            Column("people", _("People behind it, about"), None, people_behind),
        ),
        start="-last",
        search=(Figure.measure,),
        search_title=_("Rule"),
        filters=(Filter("measure", _("Everything"), MEASURE_NAMES, _is_about),),
    )
