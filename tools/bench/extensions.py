"""Extensions to stand beside ours, written into a folder: one that does nothing, one that does it naively."""

import json
from pathlib import Path

from e2e.browser import EXTENSION

NAIVE = Path(__file__).parent / "in_page" / "naive.js"


def empty(folder: Path) -> Path:
    """On the same pages as ours, and nothing more."""
    return _write(folder, "")


def naive(folder: Path) -> Path:
    """Looks for company names in all posts whenever anything changes."""
    return _write(folder, NAIVE.read_text())


def _write(folder: Path, script: str) -> Path:
    ours = json.loads((EXTENSION / "manifest.json").read_text())["content_scripts"][0]
    content = {"matches": ours["matches"], "run_at": ours["run_at"], "js": ["content.js"]}
    manifest = {"manifest_version": 3, "name": "peer", "version": "1", "content_scripts": [content]}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "content.js").write_text(script)
    return folder
