"""`plainspoken rules test | judge | score` on small files of cases."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backend.rules.cli import rules

PROMO = {
    "id": "one", "lang": "de", "platform": "linkedin", "surface": "comment",
    "company": {"name": "Nordhaus AG", "aliases": ["Nordhaus"], "products": ["Kamino"]},
    "competitors": ["Glutwerk"], "target_author": "competitor", "target_author_name": "Glutwerk",
    "target_text": "Unser neuer Ofen", "draft": "Der Kamino heizt wunderbar, schaut ihn euch an.",
    "expected": ["UNDISCLOSED_COMPETITOR"], "tags": [],
}  # fmt: skip
CLEAN = PROMO | {
    "id": "two",
    "draft": "Glückwunsch zum neuen Ofen.",
    "expected": [],
    "tags": ["hard_negative"],
}
BACKGROUND = {"id": "three", "lang": "en", "text": "FlowDesk is great, try it."}


def file_of(folder: Path, *cases: dict[str, object]) -> str:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("engine", ["python", "js"])
def test_judge_writes_one_line_a_case_in_their_order(tmp_path: Path, engine: str) -> None:
    path = file_of(tmp_path, PROMO, BACKGROUND, CLEAN)
    done = CliRunner().invoke(rules, ["judge", path, "--engine", engine])
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert [(line["id"], line["labels"]) for line in lines] == [
        ("one", ["UNDISCLOSED_COMPETITOR"]),
        ("three", ["UNDISCLOSED_PROMO"]),
        ("two", []),
    ]
    assert lines[0]["verdict"]["findings"][0]["fix"]["text"] == "(Ich arbeite bei Nordhaus AG) "


def test_score_prints_the_measures_and_that_both_judges_agree(tmp_path: Path) -> None:
    done = CliRunner().invoke(rules, ["score", file_of(tmp_path, PROMO, CLEAN)])
    assert "UNDISCLOSED_COMPETITOR" in done.output
    assert "false alarms on clean cases: 0 of 1" in done.output
    assert "both judges agree on 2 of 2 verdicts" in done.output
    assert done.exit_code == 0


def test_score_shows_the_drafts_that_are_wrong_about_a_label(tmp_path: Path) -> None:
    wrong = CLEAN | {"id": "three", "draft": PROMO["draft"]}
    path = file_of(tmp_path, PROMO, CLEAN, wrong)
    done = CliRunner().invoke(rules, ["score", path, "--errors", "UNDISCLOSED_COMPETITOR"])
    assert f"three false alarm (comment to competitor)\n    {PROMO['draft']!r}\n" in done.output
    assert done.output.count("false alarm (") == 1


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    broken = {key: value for key, value in PROMO.items() if key != "draft"}
    done = CliRunner().invoke(rules, ["judge", file_of(tmp_path, CLEAN, broken)])
    assert done.exit_code == 1
    assert "cases.jsonl:2: the field 'draft' is missing" in done.output


def test_test_runs_every_example() -> None:
    done = CliRunner().invoke(rules, ["test"])
    assert done.exit_code == 0
    assert "0 faults" in done.output
