"""`/healthz` for load balancers and `/metrics` for Prometheus: counts per route, nothing about people."""

import hmac
import os
import time
from ipaddress import ip_address

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import text

from backend.config import Config
from backend.db import db
from backend.errors import NotFound

blueprint = Blueprint("health", __name__)

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REQUESTS = Counter("plainspoken_requests_total", "Answered requests.", ("route", "method", "status"))
SECONDS = Histogram("plainspoken_request_seconds", "Time to answer.", ("route",))


def register(app: Flask) -> None:
    """Count every request of `app`."""
    app.before_request(_start)
    app.after_request(_count)
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> Response:
    db.session.execute(text("SELECT 1"))
    return Response("ok", mimetype="text/plain")


@blueprint.get("/metrics")
def metrics() -> Response:
    if not _may_read(current_app.config["PLAINSPOKEN"]):
        raise NotFound("There is nothing here.")
    return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _may_read(config: Config) -> bool:
    """From this machine without a proxy in between, or with the token that was set for it."""
    if config.metrics_token:
        sent = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(sent, f"Bearer {config.metrics_token}".encode())
    return config.proxies == 0 and ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104


def _registry() -> CollectorRegistry:
    """All workers' counts together where `plainspoken serve` started several."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _start() -> None:
    g.started = time.perf_counter()


def _count(answer: Response) -> Response:
    route = request.endpoint or "none"
    method = request.method if request.method in METHODS else "other"  # callers can make up any number
    REQUESTS.labels(route, method, answer.status_code).inc()
    if "started" in g:
        SECONDS.labels(route).observe(time.perf_counter() - g.started)
    return answer
