"""What a pilot's figures say side by side: averages of whole weeks, and nothing that lies on both sides."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask_babel import Babel

from backend.pilots import exit_report
from backend.reports.models import Figure

START = date(2026, 3, 8)  # the Sunday of its first week


@pytest.fixture(autouse=True)
def words() -> object:
    """Numbers are told in a language."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def figure(part: str, first: int, last: int, value: int) -> Figure:
    """Of the weeks `first` to `last`, counted from the pilot's first one."""
    span = {"first": START + timedelta(weeks=first), "last": START + timedelta(weeks=last)}
    return Figure(measure="shares", part=part, value=value, people=5, **span)


def report(*figures: Figure) -> exit_report.Report:
    return exit_report.compare({"shares": list(figures)}, "pilot", START)


def test_a_figure_of_two_weeks_counts_as_two() -> None:
    [shares] = report(figure("pilot", -3, -2, 6), figure("pilot", -1, -1, 6), figure("pilot", 0, 0, 8)).group
    assert (shares.before.a_week, shares.before.covered) == (4, 3)
    assert (shares.during.a_week, shares.during.covered) == (8, 1)
    assert shares.change == 100


def test_a_figure_across_the_start_is_on_neither_side_and_is_owned_up_to() -> None:
    found = report(figure("pilot", -1, 0, 40), figure("pilot", 1, 1, 5))
    [shares] = found.group
    assert (shares.before.a_week, shares.during.a_week, shares.change) == (None, 5, None)
    assert found.across == 1


def test_the_rest_is_the_sum_of_its_parts_though_one_has_fewer_weeks() -> None:
    [shares] = report(figure("a", -2, -2, 4), figure("a", -1, -1, 6), figure("b", -1, -1, 3)).rest
    assert shares.before.a_week == 8


def test_a_wide_column_stands_for_its_weeks() -> None:
    [(_measure, weekly, chart)] = report(figure("pilot", -2, -1, 10), figure("pilot", 0, 0, 10)).weekly
    assert [one.is_baseline for one in weekly] == [True, False]
    before, during = chart.columns
    assert before.column.kind == "before"
    assert before.width > 2 * during.width
    assert before.height == during.height / 2
