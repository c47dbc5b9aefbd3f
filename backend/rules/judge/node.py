"""The JavaScript judge, asked from Python: for the tests and for `--engine js`."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

RUNNER = Path(__file__).parent / "judge_in_node.mjs"
EXTENSION = Path(__file__).parents[3] / "extension"  # whose judge it is; not beside an installed package
Asked = tuple[dict[str, Any], list[dict[str, Any]]]


class NodeError(RuntimeError):
    """Node is missing, or the JavaScript judge failed; the message says which and what to do."""


def missing() -> str:
    """What keeps the JavaScript judge from being asked; empty where nothing does."""
    if shutil.which("node") is None:
        return "node is not installed"
    return "" if RUNNER.exists() and EXTENSION.exists() else "the extension is not beside this program"


def judge_many(asked: Iterable[Asked]) -> list[list[dict[str, Any]]]:
    """Judges lists of drafts, each with its release, in one run of node. Raises NodeError."""
    asked = list(asked)
    lines: list[dict[str, Any]] = []
    for release, drafts in asked:
        lines.append({"release": release})
        lines += [{"draft": draft, "language": draft.get("lang") or "en"} for draft in drafts]
    answers = iter(_run("\n".join(json.dumps(line) for line in lines)))
    return [[json.loads(next(answers)) for _ in drafts] for _, drafts in asked]


def _run(text: str) -> list[str]:
    if told := missing():
        raise NodeError(
            f"{told}; the JavaScript judge needs Node 20 or newer, and the folder of the whole project"
        )
    node = shutil.which("node") or "node"
    done = subprocess.run([node, str(RUNNER)], input=text.encode(), capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise NodeError(f"the JavaScript judge failed:\n{done.stderr.decode(errors='replace')}")
    return done.stdout.decode().splitlines()
