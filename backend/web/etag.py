"""GETs that the extension syncs: an ETag over the bytes, and 304 when nothing changed."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from flask import Response, request

from backend.audit import facts


def synced(body: bytes) -> Response:
    """`body` (JSON, as it is) with an ETag, or 304 for a client that has it."""
    return synced_as(hashlib.sha256(body).hexdigest(), lambda: body)


def synced_as(tag: str, load: Callable[[], bytes]) -> Response:
    """`synced`, for a body that need not be made when the client has the one that `tag` stands for."""
    headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}  # ask each time, with the ETag
    if request.if_none_match.contains_weak(tag):  # a proxy that compresses makes it a weak one
        return Response(status=304, headers=headers)
    return Response(load(), headers=headers, content_type="application/json")


def synced_json(stands_for_it: Any, load: Callable[[], Any]) -> Response:
    """`synced_as`, for a body that JSON can say and the few values that it changes with."""
    return synced_as(facts.digest(stands_for_it), lambda: json.dumps(load()).encode())
