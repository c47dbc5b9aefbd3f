"""The bench's report: what a row says. What it measures is never a test's business."""

import json
from pathlib import Path

from tools.bench import report
from tools.bench.rows import Row

COST = Row("rules", "A verdict", "µs", 100.0, {"token table": 5.0, "textlint": 9000.0})
RATE = Row("backend", "Redirect", "requests/s", 800.0, {"bare Flask": 1000.0})


def test_a_cost_is_held_to_a_number_of_times_the_peers() -> None:
    row = COST.at_most(30, "token table")
    assert (row.goal, row.ratio, row.met) == ("≤ 30 × token table", 20.0, True)
    assert COST.at_most(10, "token table").met is False


def test_a_cost_must_fit_so_often_into_the_peers() -> None:
    row = COST.less_than(80, "textlint")
    assert (row.goal, row.ratio, row.met) == ("80 × less than textlint", 90.0, True)
    assert COST.less_than(100, "textlint").met is False


def test_a_rate_must_reach_a_part_of_the_peers() -> None:
    row = RATE.at_least(0.75, "bare Flask")
    assert (row.goal, row.ratio, row.met) == ("≥ 0.75 × bare Flask", 0.8, True)
    assert RATE.at_least(0.9, "bare Flask").met is False


def test_a_figure_with_a_limit_of_its_own_says_how_much_of_it_is_used() -> None:
    assert (COST.within(200).ratio, COST.within(200).met, COST.within(99).met) == (0.5, True, False)
    assert (RATE.from_(400).ratio, RATE.from_(400).met, RATE.from_(801).met) == (2.0, True, False)


def test_a_peer_that_could_not_be_installed_leaves_the_goal_open() -> None:
    row = COST.less_than(80, "alex")
    assert (row.goal, row.ratio, row.met) == ("80 × less than alex", None, None)


def test_beside_a_peer_that_costs_nothing_only_nothing_is_good_enough() -> None:
    free = Row("page", "Layouts", "layouts", 0.0, {"empty": 0.0})
    dear = Row("page", "Layouts", "layouts", 1.0, {"empty": 0.0})
    assert (free.at_most(1.2, "empty").met, dear.at_most(1.2, "empty").met) == (True, False)


def test_the_json_has_one_object_a_row_with_the_fields_others_read(tmp_path: Path) -> None:
    report.write([COST.at_most(30, "token table"), RATE], tmp_path / "bench.json")
    first, second = json.loads((tmp_path / "bench.json").read_text())
    assert first == {
        "section": "rules",
        "what": "A verdict",
        "unit": "µs",
        "ours": 100.0,
        "against": {"token table": 5.0, "textlint": 9000.0},
        "goal": "≤ 30 × token table",
        "ratio": 20.0,
        "met": True,
    }
    assert (second["goal"], second["ratio"], second["met"]) == (None, None, None)


def test_the_table_shows_sections_peers_and_what_is_not_met_yet() -> None:
    text = report.table([COST.at_most(10, "token table"), RATE.at_least(0.75, "bare Flask")])
    assert "\nrules\n" in text and "\nbackend\n" in text
    assert "token table 5, textlint 9,000" in text and "NOT YET" in text and "yes" in text


def test_the_summary_counts_only_rows_with_a_goal() -> None:
    rows = [COST, COST.at_most(30, "token table"), COST.at_most(10, "token table")]
    assert report.summary(rows) == "1 of 2 goals met."
