"""One error shape for the whole API: RFC 9457 problem+json with a `hint` that says what to do next.

Services raise `Problem`s and know nothing of HTTP responses; `register` turns all errors into the one shape.
"""

import json
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

HINTS = {
    400: "Check the request against /api/v1/openapi.json.",
    401: "Sign in again from the extension's popup.",
    403: "Ask an admin of your organisation for the right to do this.",
    404: "Check the address; it may have been withdrawn.",
    405: "Use one of the methods in the Allow header.",
    413: "Send less at once.",
    415: "Send JSON with the header Content-Type: application/json.",
    422: "Correct the fields named in `errors` and send again.",
    429: "Wait as long as the Retry-After header says, then try again.",
    500: "Nothing was saved. Try again; if it happens twice, tell your admin the time.",
}


class Problem(Exception):
    """Something a person or program can mend: what happened (`detail`) and the way out (`hint`)."""

    status = 400
    title = "Bad request"

    def __init__(self, detail: str, hint: str | None = None, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint or HINTS[self.status]
        self.extra = extra


class NotSignedIn(Problem):
    status, title = 401, "Not signed in"


class NotAllowed(Problem):
    status, title = 403, "Not allowed"


class NotFound(Problem):
    status, title = 404, "Not found"


class Conflict(Problem):
    status, title = 409, "Conflict"

    def __init__(self, detail: str, hint: str, **extra: Any) -> None:
        super().__init__(detail, hint, **extra)


class Invalid(Problem):
    status, title = 422, "Not valid"


class TooMany(Problem):
    status, title = 429, "Too many tries"


def problem_response(status: int, title: str, detail: str, hint: str, **extra: Any) -> Response:
    """The one error shape."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "hint": hint, **extra}
    return Response(json.dumps(body), status=status, content_type="application/problem+json")


def register(app: Flask) -> None:
    """Make every error under /api a problem+json; pages get a small readable page (templates/error.html)."""
    app.register_error_handler(Problem, _on_problem)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(Exception, _on_crash)


def _on_problem(error: Problem) -> Any:
    return _answer(error.status, error.title, error.detail, error.hint, error.extra)


def _on_http(error: HTTPException) -> Any:
    status = error.code or 500
    extra = {"errors": _field_errors(error)} if status in (400, 422) else {}
    answer = _answer(
        status, error.name, error.description or error.name, HINTS.get(status, HINTS[400]), extra
    )
    if status == 405 and getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
    if status == 429 and error.get_response().headers.get("Retry-After"):
        answer.headers["Retry-After"] = error.get_response().headers["Retry-After"]
    return answer


def _on_crash(error: Exception) -> Any:
    from flask import current_app

    current_app.logger.exception("crash at %s %s", request.method, request.path)
    return _answer(500, "Internal error", "The server failed on this request.", HINTS[500], {})


def _answer(status: int, title: str, detail: str, hint: str, extra: dict[str, Any]) -> Response:
    if request.path.startswith("/api/"):
        return problem_response(status, title, detail, hint, **extra)
    from flask import make_response, render_template

    return make_response(render_template("error.html", title=title, detail=detail, hint=hint), status)


def _field_errors(error: HTTPException) -> list[dict[str, str]]:
    """marshmallow's nested messages as a flat list of {field, message}; never echoes what was sent."""
    messages = getattr(error, "data", {}).get("messages", {})
    return [{"field": field, "message": message} for field, message in _flatten(messages)]


def _flatten(node: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(node, dict):
        return [pair for key, value in node.items() for pair in _flatten(value, f"{path}.{key}".strip("."))]
    if isinstance(node, list):
        return [pair for value in node for pair in _flatten(value, path)]
    return [(path, str(node))]
