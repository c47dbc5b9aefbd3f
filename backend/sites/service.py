"""Site hooks as data: hooks.json, checked and as the bytes that are served."""

import json
from functools import cache
from pathlib import Path

from backend.sites.schemas import Hooks

FILE = Path(__file__).parent / "hooks.json"


@cache
def body(file: Path = FILE) -> bytes:
    """The hooks, canonical. Raises marshmallow.ValidationError for a file that is not flat and small."""
    hooks = Hooks().load(json.loads(file.read_text(encoding="utf-8")))
    return json.dumps(hooks, ensure_ascii=False, separators=(",", ":")).encode()


def version() -> int:
    """The number of the hooks in force."""
    return int(json.loads(body())["version"])
