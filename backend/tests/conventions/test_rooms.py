"""Which room is where, and what its doors lead to (docs/decisions/0038-rooms.md)."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from backend.app import API, PAGES

ROOT = Path(__file__).resolve().parents[3]
BACKEND = ROOT / "backend"
# what a room shows, to browsers and at the terminal: it may tell of what any other room knows
SHOWN = (*API, *PAGES, "cli.py", "commands.py", "lists.py", "*forms.py")
AS_SHOWN = " as shown"
# what these may know beside themselves; all others know whom they need
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


def test_rooms_know_each_other_one_way() -> None:
    try:
        TopologicalSorter(who_knows_whom()).prepare()
    except CycleError as found:
        pytest.fail(f"Each is known by the next one: {', '.join(found.args[1])}")


def test_no_inside_of_a_room_knows_what_is_shown() -> None:
    known = who_knows_whom()
    assert len([part for part in known if part.endswith(AS_SHOWN)]) > 20
    inside = {part: beside for part, beside in known.items() if not part.endswith(AS_SHOWN)}
    assert {part: one for part, beside in inside.items() for one in beside if one.endswith(AS_SHOWN)} == {}


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


def who_knows_whom() -> dict[str, set[str]]:
    """Each part of the backend with those that it imports."""
    known: dict[str, set[str]] = {}
    for path in BACKEND.rglob("*.py"):
        if "tests" not in path.relative_to(BACKEND).parts:
            beside = {part_of(file) for name in imported(path) if (file := file_of(name))}
            known.setdefault(part_of(path), set()).update(beside - {part_of(path)})
    return known


def part_of(path: Path) -> str:
    """The room of a file, inside or as it is shown; a module that is in no room stands for itself."""
    room = path.parent.relative_to(BACKEND).as_posix()
    if path.parent == BACKEND:
        return path.stem
    is_shown = path.parent.name != "pages" and any(fnmatch(path.name, shown) for shown in SHOWN)
    return room + AS_SHOWN if is_shown else room


def file_of(module: str) -> Path | None:
    """Of a module of ours."""
    path = ROOT / module.replace(".", "/")
    found = (path.with_suffix(".py"), path / "__init__.py") if module.startswith("backend.") else ()
    return next((file for file in found if file.is_file()), None)


def imported(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
