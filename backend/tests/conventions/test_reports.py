"""Reports have one source, the guard's, and no way around it."""

import re
from pathlib import Path

import pytest

BACKEND = Path(__file__).resolve().parents[2]
READERS = sorted(
    path
    for folder in ("reports", "strategy", "pilots")
    for path in (BACKEND / folder).glob("*.py")
    if path.name != "gather.py"
)
# whatever holds what single people did
DEEDS = re.compile(r"backend\.(shares|engagements|points|programme|web\.(idempotency|models))\b")


@pytest.mark.parametrize("path", READERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_only_gather_looks_at_what_single_people_did(path: Path) -> None:
    assert not DEEDS.search(path.read_text())


def test_only_closing_asks_gather_for_people_and_only_closing_writes_figures() -> None:
    for path in READERS:
        text = path.read_text()
        asks = re.search(r"gather\.(tallies_of|people_\w+|first_share)", text)
        writes = re.search(r"\b(Figure|Heads)\(\s*\w+=", text)
        assert not (asks or writes) or path.name == "closing.py", path


def test_the_guard_knows_no_database() -> None:
    assert not re.search(r"sqlalchemy|backend\.(db|people)", (BACKEND / "reports/guard.py").read_text())
