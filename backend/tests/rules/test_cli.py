"""`plainspoken rules test | judge | score` on small files of cases."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backend.rules import cli
from backend.rules.cli import rules
from backend.rules.judge import node

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


def folder_of(folder: Path, organisation: dict[str, object]) -> Path:
    """A folder with a new rule and this organisation."""
    house = folder / "house"
    assert CliRunner().invoke(rules, ["new", "no-loans", "--folder", str(house)]).exit_code == 0
    (house / "organisation.yaml").write_text(json.dumps(organisation), encoding="utf-8")  # JSON is YAML
    return house


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Nur ein Text", "not JSON (Expecting value)"),
        ('"Nur ein Text"', "not a case (string indices must be integers"),
        ('{"id": "a", "lang": "de", "text": 5}', "the text stands in no quotes"),
    ],
)
def test_a_line_that_is_no_case_is_told_with_how_one_is_written(
    tmp_path: Path, line: str, wrong: str
) -> None:
    (path := tmp_path / "texts.jsonl").write_text(f"{line}\n", encoding="utf-8")
    done = CliRunner().invoke(rules, ["judge", str(path)])
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert f"{path}:1: {wrong}" in done.output
    assert 'a line is {"id": "t1", "lang": "de", "text": "…"}' in done.output


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("texts.jsonl", b"", "this file is empty"),
        ("texts.jsonl", b"\xef\xbb\xbf\r\n \n", "this file is empty"),
        ("texts.csv", b"id;text\n1;fine\n", "this is a table"),
        ("texts.xlsx", b"PK\x03\x04\xff", "this is a document and no plain text"),
        ("texts.json", b'[\n{"id": "a"}]', "this is a list in JSON, and not a line for each of its cases"),
    ],
)
@pytest.mark.parametrize("command", ["judge", "score"])
def test_another_kind_of_file_is_told_as_what_it_is(
    tmp_path: Path, command: str, name: str, content: bytes, kind: str
) -> None:
    (path := tmp_path / name).write_bytes(content)
    done = CliRunner().invoke(rules, [command, str(path)])
    assert done.exit_code == 1
    assert f'{path}:1: {kind}; a line is {{"id": "t1", "lang": "de", "text": "…"}}' in done.output


@pytest.mark.parametrize("engine", ["python", "js"])
def test_judge_writes_one_line_a_case_in_their_order(tmp_path: Path, engine: str) -> None:
    path = file_of(tmp_path, PROMO, BACKGROUND, CLEAN)
    done = CliRunner().invoke(rules, ["judge", path, "--engine", engine])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["id"], line["labels"]) for line in lines] == [
        ("one", ["UNDISCLOSED_COMPETITOR"]),
        ("three", ["UNDISCLOSED_PROMO"]),
        ("two", []),
    ]
    assert lines[0]["verdict"]["findings"][0]["fix"]["text"] == "(Ich arbeite bei Nordhaus AG) "


def test_where_the_extension_is_not_beside_it_the_browsers_judge_is_left_out_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a server was installed without the project's folder, on a machine with node."""
    house, path = folder_of(tmp_path, {"name": "Acme"}), file_of(tmp_path, PROMO)
    monkeypatch.setattr(node, "EXTENSION", tmp_path / "extension")
    tested = CliRunner().invoke(rules, ["test", str(house)])
    assert tested.exit_code == 0
    assert "the extension is not beside this program: the JavaScript judge was not asked." in tested.stderr
    scored = CliRunner().invoke(rules, ["score", path])
    assert (scored.exit_code, "judged by python only" in scored.stdout) == (0, True)
    refused = CliRunner().invoke(rules, ["judge", path, "--engine", "js"])
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert "Error: the extension is not beside this program; the JavaScript judge needs" in refused.stderr


def test_judge_ends_with_how_many_drafts_have_a_finding(tmp_path: Path) -> None:
    done = CliRunner().invoke(rules, ["judge", file_of(tmp_path, PROMO, CLEAN)])
    assert "1 of 2 drafts with a finding (500.00 per 1,000): UNDISCLOSED_COMPETITOR 1" in done.stderr


def test_judge_takes_a_mere_text_for_a_post_at_the_folders_company(tmp_path: Path) -> None:
    house = folder_of(tmp_path, {"name": "Nordhaus AG", "products": ["Kamino"], "competitors": []})
    text = {"id": "four", "lang": "en", "text": "Kamino is great, try it."}
    at_acme = CliRunner().invoke(rules, ["judge", file_of(tmp_path, text)])
    assert json.loads(at_acme.stdout)["labels"] == []
    assert "judged for Acme, the sample company" in at_acme.stderr
    at_home = CliRunner().invoke(rules, ["judge", file_of(tmp_path, text), "--folder", str(house)])
    assert json.loads(at_home.stdout)["labels"] == ["UNDISCLOSED_PROMO"]
    assert f"judged for Nordhaus AG ({house}/organisation.yaml)" in at_home.stderr


def test_judge_puts_mere_texts_below_the_post_of_whom_one_says(tmp_path: Path) -> None:
    below = ["--target", "competitor"]
    done = CliRunner().invoke(rules, ["judge", file_of(tmp_path, BACKGROUND), *below])
    assert json.loads(done.stdout)["labels"] == ["UNDISCLOSED_COMPETITOR"]


def test_a_mere_text_that_says_itself_where_it_stands_stands_there(tmp_path: Path) -> None:
    """As a line of samples does on the pages."""
    below = {"surface": "reply", "target_author": "competitor", "target_author_name": "Globex"}
    done = CliRunner().invoke(rules, ["judge", file_of(tmp_path, BACKGROUND, BACKGROUND | below)])
    labels = [json.loads(line)["labels"] for line in done.stdout.splitlines()]
    assert labels == [["UNDISCLOSED_PROMO"], ["UNDISCLOSED_COMPETITOR"]]


def test_score_asks_for_the_labels_it_shall_compare_with(tmp_path: Path) -> None:
    done = CliRunner().invoke(rules, ["score", file_of(tmp_path, PROMO, BACKGROUND)])
    assert done.exit_code == 1
    assert "1 line without expected, the first with the id three" in done.output


def test_score_knows_no_label_that_no_rule_has(tmp_path: Path) -> None:
    done = CliRunner().invoke(rules, ["score", file_of(tmp_path, PROMO), "--errors", "OFFENSIV"])
    assert done.exit_code == 1
    assert "No rule and no case has the label OFFENSIV. Did you mean OFFENSIVE?" in done.output


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


def test_judge_and_score_know_the_rules_of_a_folder(tmp_path: Path) -> None:
    shipped = Path(cli.__file__).parent
    house = tmp_path / "house" / "packs" / "core" / "undisclosed-competitor.yaml"
    house.parent.mkdir(parents=True)
    text = (shipped / "packs" / "core" / house.name).read_text("utf-8")
    house.write_text(text.replace("UNDISCLOSED_COMPETITOR", "HOUSE_LABEL"), "utf-8")
    path, folder = file_of(tmp_path, PROMO), str(tmp_path / "house")
    judged = json.loads(CliRunner().invoke(rules, ["judge", path, "--folder", folder]).stdout)
    assert judged["labels"] == ["HOUSE_LABEL"]
    assert "HOUSE_LABEL" in CliRunner().invoke(rules, ["score", path, "--folder", folder]).output


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    broken = {key: value for key, value in PROMO.items() if key != "draft"}
    done = CliRunner().invoke(rules, ["judge", file_of(tmp_path, CLEAN, broken)])
    assert done.exit_code == 1
    assert "cases.jsonl:2: the field 'draft' is missing" in done.output


@pytest.mark.parametrize(
    ("line", "said", "told"),
    [
        (BACKGROUND, {"lang": "deutsch"}, 'lang: found "deutsch"; allowed: de, en'),
        (PROMO, {"lang": "deutsch"}, 'lang: found "deutsch"; allowed: de, en'),
        (PROMO, {"lang": None}, "lang: found null; allowed: de, en"),
        (PROMO, {"platform": "xing"}, 'platform: found "xing"; allowed: linkedin, x'),
        (PROMO, {"surface": "shout"}, 'surface: found "shout"; allowed: post, comment, reply, repost'),
        (PROMO, {"target_author": "rival"}, 'target_author: found "rival"; allowed: own_company, comp'),
        (PROMO, {"expected": "UNDISCLOSED_COMPETITOR"}, "expected: this is no list of labels"),
        (PROMO, {"company": {"name": ""}}, 'name: found ""; allowed: some text'),
    ],
)
@pytest.mark.parametrize("command", ["judge", "score"])
def test_what_no_field_of_a_case_may_say_is_told_with_its_place_and_what_may(
    tmp_path: Path, command: str, line: dict[str, object], said: dict[str, object], told: str
) -> None:
    path = file_of(tmp_path, CLEAN, line | said)
    done = CliRunner().invoke(rules, [command, path])
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert f"{path}:2: {told}" in done.output


def test_test_runs_every_example() -> None:
    done = CliRunner().invoke(rules, ["test"])
    assert done.exit_code == 0
    assert "0 faults" in done.output
