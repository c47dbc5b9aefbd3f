"""The language we answer in: the person's own, else what the browser asks for, else English.

A device asks by itself: the extension knows what its employee chose in it.
"""

from collections.abc import Mapping
from typing import Any

from flask import Flask, has_request_context, request

from backend import auth
from backend.dates import zone
from backend.people.models import LANGUAGES, Person
from backend.web.catalogues import Catalogues


def register(app: Flask) -> None:
    """Let flask-babel ask us, and the zone's file."""
    Catalogues(app, locale_selector=choose, timezone_selector=zone.name)
    app.jinja_env.globals.update(language=choose, own_first=own_first)
    zone.register(app)


def own_first(found: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What there is by language, the reader's own first."""
    return sorted(found.items(), key=lambda one: one[0] != choose())


def choose() -> str:
    """`en` or `de`, for this request."""
    if not has_request_context():  # the terminal
        return LANGUAGES[0]
    caller, asked = auth.reader(), request.accept_languages.best_match(LANGUAGES)
    if isinstance(caller, Person):
        return caller.language
    return asked or (caller.language if caller else LANGUAGES[0])
