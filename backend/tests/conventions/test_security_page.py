"""docs/security.md names a test for every threat, and every test it names exists."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs/security.md").read_text()
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
ROWS = [line for line in TEXT.splitlines() if re.match(r"\| \d+ \|", line)]


@cache
def defined_in(path: str) -> set[str]:
    file = ROOT / path
    return set(re.findall(r"^def (test_\w+)\(", file.read_text(), re.M)) if file.is_file() else set()


def test_every_test_that_is_named_exists() -> None:
    assert [f"{path}::{name}" for path, name in NAMED.findall(TEXT) if name not in defined_in(path)] == []


def test_every_threat_has_its_test() -> None:
    assert [int(row.split("|")[1]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert [row for row in ROWS if not NAMED.search(row)] == []
