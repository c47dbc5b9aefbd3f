"""Engines in JavaScript, timed by js/run.mjs in a Node process of their own."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tools.bench.material import Drafts, Material

RUNNER = Path(__file__).parent / "js" / "run.mjs"
LOOKING_FOR_OURS = {
    "token-table": "token table",
    "alternation": "one RegExp",
    "regexps": "RegExp a rule",
    "textlint": "textlint",
    "json-rules-engine": "json-rules-engine",
}
WITH_OWN_RULES = {
    "alex": "alex, its own rules",
    "retext": "retext, its own rules",
    "harper": "Harper, its own rules and a pack",
}
NAMES = {"ours": "ours"} | LOOKING_FOR_OURS | WITH_OWN_RULES
INSTALLED = ["textlint", "json-rules-engine", *WITH_OWN_RULES]


def measure(
    material: Material, drafts: Drafts, engines: list[str], folder: Path | None = None
) -> dict[str, dict[str, Any]]:
    """By engine: `ready` (ms, cold), `times` (µs a draft, by name of the drafts) and `found` (counts).

    `engines` are files in js/; `folder` is where peers are installed. Raises RuntimeError when Node fails
    or when engines that look for our words, and only for them, disagree.
    """
    task = {"body": material.body.decode(), "terms": material.terms, "drafts": drafts, "engines": engines}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(task | {"peers": str(folder)}, file)
        file.flush()
        done = subprocess.run(["node", RUNNER, file.name], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the engines in Node failed:\n{done.stderr}")
    measured = json.loads(done.stdout)
    counts = {name: engine["found"] for name, engine in measured.items() if name in LOOKING_FOR_OURS}
    if len({json.dumps(found) for found in counts.values()}) > 1:
        raise RuntimeError(f"these look for the same words and must find as many: {counts}")
    return {NAMES[name]: engine for name, engine in measured.items()}
