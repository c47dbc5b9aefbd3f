"""One error shape for the whole API: RFC 9457 problem+json with a `hint` that says what to do next.

Pages get the same words as a small readable page (templates/error.html). Both speak the reader's language.
"""

import json
from typing import Any

import structlog
from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext, lazy_gettext
from werkzeug.exceptions import HTTPException, InternalServerError

from backend import logs
from backend.db import faults
from backend.errors import HINTS, DatabaseDown, Problem

log = structlog.get_logger()

# what is said where the framework refuses, and nobody of ours had words for it
DETAILS = {
    400: lazy_gettext("This did not arrive as expected."),
    404: lazy_gettext("There is nothing at this address."),
    405: lazy_gettext("This address takes another method."),
    413: lazy_gettext("This is too much at once."),
    415: lazy_gettext("This is not JSON."),
    422: lazy_gettext("Something in this request is missing or not as it should be."),
    500: lazy_gettext("The server failed on this request."),
}
PAGES = {
    400: (
        lazy_gettext("This did not arrive as expected"),
        lazy_gettext("Go back, reload the page and try again."),
    ),
    403: (lazy_gettext("Not yours to open"), HINTS[403]),
    404: (lazy_gettext("Nothing here"), HINTS[404]),
    409: (
        lazy_gettext("Not possible any more"),
        lazy_gettext("Go back, reload the page and try again."),
    ),
    413: (
        lazy_gettext("Too much at once"),
        lazy_gettext("Nothing was saved. Go back and send less: a text or list may have 1 MB at most."),
    ),
    502: (lazy_gettext("Nobody answers there"), lazy_gettext("Try again in a moment.")),
    429: (lazy_gettext("Too many tries"), HINTS[429]),
    500: (lazy_gettext("The server failed"), HINTS[500]),
    503: (lazy_gettext("The database does not answer"), HINTS[503]),
}


def problem_response(status: int, title: str, detail: str, hint: str, **extra: Any) -> Response:
    """The one error shape."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "hint": hint, **extra}
    return Response(json.dumps(body), status=status, content_type="application/problem+json")


def register(app: Flask) -> None:
    """Make every error under /api a problem+json, every other one a page."""
    app.register_error_handler(Problem, respond)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(Exception, _on_crash)


def respond(error: Problem) -> Response:
    """The answer to a request that ended in `error`."""
    detail, hint = gettext(str(error.detail)), gettext(str(error.hint))
    answer = (
        problem_response(error.status, error.title, detail, hint, **error.extra)
        if _is_api()
        else _page(error.status, detail, hint)
    )
    answer.headers.update(error.headers)
    return answer


def _on_http(error: HTTPException) -> Response:
    original = error.get_response()
    if original.status_code < 400 or error.response:  # a redirect of the router; an answer made already
        return make_response(original)
    answer = _problem_of(error) if _is_api() else _page(original.status_code)
    if "Allow" in original.headers:
        answer.headers["Allow"] = original.headers["Allow"]
    return answer


def _problem_of(error: HTTPException) -> Response:
    status = error.code or 500
    extra = {"errors": _field_errors(error)} if status in (400, 422) else {}
    detail, hint = DETAILS.get(status, DETAILS[400]), HINTS.get(status, HINTS[400])
    return problem_response(status, error.name, str(detail), str(hint), **extra)


def _on_crash(error: Exception) -> Response:
    if faults.is_down(error):
        log.error("database does not answer", cause=logs.causes(error))
        return respond(DatabaseDown())
    log.error("crash", error=error)
    return _on_http(InternalServerError())


def _is_api() -> bool:
    return request.path.startswith(("/api/", "/healthz"))


def _page(status: int, detail: str = "", hint: str = "") -> Response:
    """`hint`: the error's own, which says more than the usual one of its status."""
    title, usual = PAGES.get(status, PAGES[400])
    hint = usual if hint in ("", HINTS.get(status)) else hint
    detail = "" if detail == f"{title}." else detail
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
