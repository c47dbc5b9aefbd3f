"""Logs as JSON lines that hold only what is on the list: no address, token, query or text of a person."""

import logging
import re
import sys
import time
import traceback
from collections.abc import Iterator, MutableMapping
from typing import Any, TextIO

import structlog
from flask import Flask, Response, g, request

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "route",
        "method",
        "status",
        "ms",
        "logger",
        "error",
        "cause",
        "where",
        "port",
        "workers",
    }
)
# the second net, below the list of fields: what looks like a secret or an e-mail address
SECRET = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|ps_[\w-]{8,}|[\w-]{40,}")
log = structlog.get_logger()


def configure(out: TextIO | None = None) -> None:
    """Send all logs of this process to `out` (stderr), ours from info, those of libraries from warning."""
    out = out or sys.stderr
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _say_where_it_crashed,
            _keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(out),  # whole lines, also where several workers write
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Libraries()], level=logging.WARNING, force=True)


def register(app: Flask) -> None:
    """One line per request: the name of its route, never its address (that may hold a code)."""
    app.after_request(_log_request)


class _Libraries(logging.Handler):
    """Records of libraries: of what was filled into their template only the numbers of processes."""

    def emit(self, record: logging.LogRecord) -> None:
        crash = record.exc_info[1] if record.exc_info else None
        log.log(record.levelno, _template(record), logger=record.name, error=crash)


def _template(record: logging.LogRecord) -> str:
    filled = record.args if isinstance(record.args, tuple) else ()
    known = [arg if record.name.startswith("gunicorn") and isinstance(arg, int) else "…" for arg in filled]
    try:
        return str(record.msg) % tuple(known) if known else str(record.msg)
    except (TypeError, ValueError):  # %d for what is left out
        return str(record.msg)


def _log_request(answer: Response) -> Response:
    if request.endpoint not in ("static", "health.healthz"):
        ms = round(1000 * (time.perf_counter() - g.started), 1) if "started" in g else None
        log.info("request", route=request.endpoint, method=request.method, status=answer.status_code, ms=ms)
    return answer


def _say_where_it_crashed(
    _log: Any, _level: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """An exception as its type, its causes and its place. Its message may hold what somebody sent."""
    error = event.pop("error", None)
    if isinstance(error, BaseException):
        event["error"], event["cause"] = type(error).__name__, causes(error) or None
        frames = traceback.extract_tb(error.__traceback__)
        event["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def causes(error: BaseException) -> list[str]:
    """What led to an exception, nearest first: types, and a database's own code for it (SQLITE_BUSY)."""
    return list(_causes(error))


def _causes(error: BaseException) -> Iterator[str]:
    while cause := error.__cause__ or error.__context__:
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
        yield f"{type(cause).__name__} {code}" if code else type(cause).__name__
        error = cause


def _keep_allowed(_log: Any, _level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    kept = {name: value for name, value in event.items() if name in ALLOWED and value is not None}
    kept["event"] = SECRET.sub("[left out]", str(kept["event"]))
    return kept
