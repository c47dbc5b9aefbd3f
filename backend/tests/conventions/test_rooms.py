"""Which room is where, and what its doors lead to (docs/decisions/0038-rooms.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BACKEND = ROOT / "backend"
# what a room may know beside itself; all others may know whom they need
KNOWN = {
    "rules/judge": (),
    "rules/compiler": ("backend.rules.judge", "backend.rules.language"),
    "rules/language": ("backend.rules.judge",),
}
PURE = sorted(
    path
    for path in (*BACKEND.glob("*/service.py"), *BACKEND.glob("rules/*/*.py"))
    if path.name == "service.py" or f"rules/{path.parent.name}" in KNOWN
)


def test_readme_knows_every_room() -> None:
    rows = re.findall(r"^\| (`backend/[^|]*) \|", (ROOT / "README.md").read_text("utf-8"), re.M)
    told = {Path(name).name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    rooms = {path.parent.name for path in BACKEND.glob("*/__init__.py")} | {"static", "templates"}
    assert rooms - told == set()


@pytest.mark.parametrize("room", KNOWN)
def test_the_rule_system_knows_nobody_outside(room: str) -> None:
    allowed = (f"backend.{room.replace('/', '.')}", *KNOWN[room])
    for path in (BACKEND / room).glob("*.py"):
        ours = [name for name in imported(path) if name.startswith("backend")]
        assert [name for name in ours if not name.startswith(allowed)] == [], path.name


def test_services_and_rules_know_no_request() -> None:
    asked = {path.relative_to(BACKEND).as_posix(): set(imported(path)) for path in PURE}
    assert len(asked) > 10
    assert [name for name, known in asked.items() if known & {"flask", "backend.auth"}] == []


def imported(path: Path) -> Iterator[str]:
    """Every module that a file names in an import."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names if node.module == "backend")
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
