"""Conventions of the whole house, read off the tree."""

import re
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from backend import config_names

ROOT = Path(__file__).resolve().parents[3]
RULES = sorted((ROOT / "backend/rules/packs").glob("*/*.yaml"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_is_named_as_its_file_and_proves_itself_in_both_languages(path: Path) -> None:
    rule = YAML(typ="safe").load(path)
    assert rule["id"] == path.stem
    assert rule["owner"] and rule["source"]
    for kind in ("found", "silent"):
        languages = [example["lang"] for example in rule["examples"][kind]]
        assert languages.count("de") >= 3 and languages.count("en") >= 3, f"{kind}: {languages}"


def test_every_setting_is_told() -> None:
    config = (ROOT / "backend/config.py").read_text()
    told = (ROOT / "docs/running.md").read_text()
    read = set(re.findall(r'"(PLAINSPOKEN_\w+|DATABASE_URL)"', config))
    assert read == {*config_names.NAMES, "DATABASE_URL"}
    for name in read:
        assert f"`{name}`" in told, name


def test_every_make_target_is_explained() -> None:
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.M)[1].split()
    told = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[0] for line in told.splitlines()} == set(targets)


def test_how_long_an_address_may_be_is_said_in_one_place() -> None:
    code = [path for path in (ROOT / "backend").rglob("*.py") if not {"tests", "versions"} & {*path.parts}]
    told = [path.relative_to(ROOT).as_posix() for path in code if re.search(r"\b254\b", path.read_text())]
    assert told == ["backend/people/models.py"]


def test_what_a_browser_test_waits_for_is_a_function() -> None:
    """Playwright reads an expression anew at every look, which a page's content security policy refuses:
    such a wait would only ever pass at its first look."""
    waits = re.compile(r"wait_for_function\(\s*f?\"(.*)\"")
    tests = [path for room in ("backend", "e2e", "tools") for path in sorted((ROOT / room).rglob("*.py"))]
    told = [(path, what) for path in tests for what in waits.findall(path.read_text())]
    assert told
    assert [(path.name, what) for path, what in told if "=>" not in what] == []
