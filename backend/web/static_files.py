"""Pictures, styles and scripts of pages: asked for once, since their address changes when they do."""

import hashlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

YEAR_S = 365 * 24 * 60 * 60


def register(app: Flask) -> None:
    """Addresses of static files say which version is meant; one that is still that version may be kept."""
    app.url_defaults(_add_version)
    app.after_request(_let_keep)


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static":
        values["v"] = _version(values["filename"])


def _let_keep(answer: Response) -> Response:
    if request.endpoint == "static" and answer.status_code in (200, 304):
        assert request.view_args
        asked = request.args.get("v")
        if asked and asked == _version(request.view_args["filename"]):
            answer.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    return answer


def _version(name: str) -> str | None:
    """None where no file is: its address then has none, and the page comes without it."""
    path = Path(str(current_app.static_folder)) / name
    with suppress(OSError):
        return _digest(path, path.stat().st_mtime_ns)
    return None


@lru_cache
def _digest(path: Path, _changed_at: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
