"""The bench beside extensions that somebody laid there: whose figures stand in which rows."""

from pathlib import Path

import pytest

from tools.bench import page, unpacked
from tools.bench.page_costs import FEEDS, Costs
from tools.bench.rows import Row
from tools.bench.trace import Scripts
from tools.bench.visit import Cost

EMPTY, OURS, NAIVE = 20.0, 30.0, 270.0  # ms of script


def costs(script_ms: float, *feeds: str) -> Costs:
    """Of an extension that runs on `feeds`."""
    cost = Cost(script_ms, layouts=50, heap_mb=5)
    everywhere = {"append": dict.fromkeys(feeds, cost), "opened": dict.fromkeys(feeds, cost)}
    typed = dict.fromkeys(feeds, Scripts(script_ms, page_ms=1))
    waited = {"notice_ms": [1.0], "verdict_ms": [1.0]}
    return Costs(**everywhere, **waited, typed=typed, heap_mb=dict.fromkeys(feeds, 5.0))


def rows(**laid: Costs) -> dict[str, Row]:
    """By what they say, with an empty and a naive extension and those that were `laid` there."""
    peers = {page.NAIVE: Costs(append=costs(NAIVE, *FEEDS).append), **laid}
    found = page.rows_of(costs(OURS, *FEEDS), costs(EMPTY, *FEEDS), peers)
    return {row.what: row for row in found}


def test_an_extension_that_was_laid_there_stands_beside_ours_under_its_folders_name() -> None:
    found = rows(cleaner=costs(120, *FEEDS))
    assert found["X: script for a post that comes"].against == {page.NAIVE: 0.5, "cleaner": 0.2}
    assert found["X: layouts for 500 posts"].against["cleaner"] == 50
    assert found["X: script to start"].against["cleaner"] == 100
    assert found["X: script for a typed character"].against["cleaner"] > 3


def test_where_it_does_not_run_it_has_no_figure() -> None:
    found = rows(cleaner=costs(120, "LinkedIn"))
    assert {what for what, row in found.items() if "cleaner" in row.against} == {
        "LinkedIn: script for a post that comes",
        "LinkedIn: layouts for 500 posts",
        "LinkedIn: script to start",
        "LinkedIn: script for a typed character",
    }


@pytest.mark.parametrize(("harper_ms", "ratio", "met"), [(420, 40, True), (400, 38, False)])
def test_the_goal_beside_harper_is_judged_where_harper_is_there(
    harper_ms: float, ratio: float, met: bool
) -> None:
    beside = rows(harper=costs(harper_ms, *FEEDS))["LinkedIn: the same beside a writing checker"]
    assert (beside.goal, beside.ratio, beside.met) == ("40 × less than harper", ratio, met)


def test_without_harper_that_goal_is_open() -> None:
    beside = rows(cleaner=costs(420, *FEEDS))["LinkedIn: the same beside a writing checker"]
    assert (beside.against, beside.ratio, beside.met) == ({}, None, None)


def test_a_folder_without_a_manifest_is_told_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "cleaner").mkdir()
    (tmp_path / "cleaner" / "manifest.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("not a folder")
    assert unpacked.found(tmp_path) == {"cleaner": tmp_path / "cleaner"}
    assert capsys.readouterr().err == "  without source: its folder has no manifest.json\n"


def test_where_nobody_laid_anything_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert unpacked.found(tmp_path / "extensions") == {}
    assert capsys.readouterr().err == ""
